"""The changes page and its feed: a night a dataset, as counts, with links to organisations that were added.

Redrawn every night, so that a link leads to a record that is shown tonight or is not there. Nothing says who was
removed. Moments are midnights, for a time of day would tell when a record was dealt with (design §8).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from generator.model import urls
from generator.model.changes import Addition, Change
from generator.model.message import _
from generator.stages.render.counts import count_of
from generator.stages.render.press import Press
from generator.stages.render.words import Day, day_of

ADDRESS, FEED = "/changes/", "/changes/feed.xml"
ROBOTS = "noindex, noarchive"
"""Names that harm may stand here; who is gone tomorrow must not stay in a search engine."""


class Line(NamedTuple):
    """One night of one dataset."""

    id: str
    title: str
    href: str
    added: str
    changed: str
    removed: str
    is_first: bool
    links: tuple[tuple[str, str, str], ...]
    """Address, name and last day of each addition that is named."""
    more: str
    """How many more additions are shown; empty where all are named."""


class Night(NamedTuple):
    """One night with its lines, in the order of datasets."""

    day: Day
    lines: tuple[Line, ...]


def render_changes(press: Press) -> None:
    """Write the page and the feed."""
    nights = nights_of(press, press.publication.changes)
    press.page(
        ADDRESS,
        "changes.html",
        title=_("每日变动"),
        crumbs=[("", _("每日变动"))],
        current=ADDRESS,
        column=_("每日变动"),
        robots=ROBOTS,
        nights=nights,
        feed=FEED,
        small=press.publication.city.site.small_counts,
    )
    base = press.publication.city.site.base_url.rstrip("/")
    press.page(FEED, "feed.xml", base=base, page=ADDRESS, feed=FEED, nights=nights)


def nights_of(press: Press, changes: Iterable[Change]) -> list[Night]:
    """Put the changes of shown datasets into words, the newest night first."""
    titles = {dataset.name: dataset.title for dataset in press.publication.datasets}
    shown = [one for one in changes if one.dataset in titles]
    return [
        Night(day_of(day.isoformat()), tuple(_line(press, one, titles[one.dataset]) for one in mine))
        for day, mine in groupby(shown, key=lambda one: one.day)
    ]


def _line(press: Press, change: Change, title: str) -> Line:
    rule = press.publication.city.site.small_counts
    added, changed, removed = (
        count_of(getattr(change.organisations, name), getattr(change.persons, name), rule).words
        for name in ("added", "changed", "removed")
    )
    more = change.still_shown - len(change.additions)
    return Line(
        id=f"{change.day.isoformat()}-{change.dataset}",
        title=title,
        href=urls.dataset(change.dataset),
        added=added,
        changed=changed,
        removed=removed,
        is_first=change.is_first,
        links=tuple(_link(one) for one in change.additions),
        more=f"{more:,}" if more else "",
    )


def _link(addition: Addition) -> tuple[str, str, str]:
    return urls.record(addition.record_id), addition.name, addition.until
