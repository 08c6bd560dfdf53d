"""One entry a dataset: how its rows are made, about whom, and what befalls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.commands.fiction import adverse, commitments, events, honours, licences, penalties
from generator.commands.fiction.scene import Make


@dataclass(frozen=True)
class Family:
    """The makers of a dataset."""

    make: Make
    who: events.Who
    befalls: tuple[events.Event, ...]

    def event(self, index: int) -> events.Event:
        """What befalls a row."""
        turn, place = divmod(index, events.STEP)
        return self.befalls[turn % len(self.befalls)] if place == events.STEP - 1 else events.PLAIN


FAMILIES: Mapping[str, Family] = {
    "penalties": Family(penalties.make, events.mixed, events.PENALTIES),
    "licences": Family(licences.make, events.mixed, events.LICENCES),
    "commitments": Family(commitments.make, events.mixed, events.COMMITMENTS),
    "red-list-tax-a": Family(honours.make_tax, events.trusted, events.TAXPAYERS),
    "red-list-customs-aeo": Family(honours.make_customs, events.trusted, (events.PLAIN,)),
    "integrity-models": Family(honours.make_model, events.model, events.MODELS),
    "serious-court-defaulters": Family(adverse.make_court, events.blamed_or_person, events.REMOVABLE),
    "serious-unpaid-wages": Family(adverse.make_wages, events.blamed_or_person, events.REMOVABLE),
    "serious-tax": Family(adverse.make_tax, events.blamed, events.LISTED),
    "serious-procurement": Family(adverse.make_procurement, events.blamed, events.LISTED),
    "serious-market": Family(adverse.make_market, events.blamed, events.REMOVABLE),
    "watch-abnormal-operations": Family(adverse.make_abnormal, events.blamed, events.REMOVABLE),
}
