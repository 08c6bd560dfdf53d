"""A case: one part with everything a rule may look at. Rules read it and return verdicts; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.facts import PartFacts, Ruled
from generator.model.parts import KIND
from generator.model.periods import PeriodBody
from generator.policy.corrections import CORRECTION
from generator.policy.terms import FIRST_SHOWN, PERIOD_ROLES, bodies_asked, terms


@dataclass(frozen=True)
class Case:
    """One part on one day."""

    city: City
    dataset: Dataset
    frame: pd.DataFrame
    facts: PartFacts
    as_of: date

    def column(self, role: str) -> pd.Series:
        """The column that plays a role; empty texts where the dataset has none or a cell is missing."""
        name = self.dataset.named(role)
        if name is None:
            return pd.Series("", index=self.frame.index)
        return self.frame[name].fillna("")

    @property
    def kinds(self) -> pd.Series:
        """organisation, sole-trader or person, row by row."""
        return self.frame[KIND]

    @cached_property
    def terms(self) -> pd.DataFrame:
        """The publicity period of every row: since, until, repairable (ISO texts or empty), severity, assumed, code.

        Where the department itself shows a record less long, its end wins (三(四)). Repair may be asked for only of
        what can be repaired, and only while the record is shown (七(一)).
        """
        found = self.own_terms
        ours, theirs = found["until"], self.theirs
        until = ours.mask((ours != "") & (theirs != "") & (theirs < ours), theirs)
        first = found["repairable"]
        never = (until != "") & (first > until)
        first = first.mask(never, "") if self.dataset.credit.can_be_repaired else first.mask(first != "", "")
        return found.assign(until=until, repairable=first)

    @cached_property
    def theirs(self) -> pd.Series:
        """The last day on which the department itself shows each record; empty where it does not say."""
        places = pd.RangeIndex(len(self.frame)).map(dict(self.facts.theirs)) if self.facts.theirs else None
        days = pd.Series(places if places is not None else "", index=self.frame.index).fillna("")
        return days.astype("str")

    @cached_property
    def own_terms(self) -> pd.DataFrame:
        """The periods by the rule alone, without a look at the department's own publication."""
        return terms(self.city.periods[self.dataset.credit.period], self._of_periods(), self.as_of)

    def periods_asked(self, place: int) -> list[PeriodBody]:
        """The rule sets that the period of one row comes from, the newest last."""
        rule = self.city.periods[self.dataset.credit.period]
        return bodies_asked(rule, self._of_periods().iloc[[place]], self.as_of)

    def _of_periods(self) -> pd.DataFrame:
        columns = {role: self.column(role) for role in PERIOD_ROLES}
        columns |= {"kind": self.kinds, FIRST_SHOWN: self.facts.first_days(self.frame.index)}
        return pd.DataFrame(columns)

    def nobody(self) -> npt.NDArray[np.bool_]:
        """A mask of no rows."""
        return np.zeros(len(self.frame), dtype=bool)

    def mask(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """A mask of some positions."""
        mask = self.nobody()
        mask[rows] = True
        return mask

    @cached_property
    def recognised(self) -> npt.NDArray[np.datetime64]:
        """The day of recognition (认定): decided-on, else listed-on, else the first day of the period; NaT if none."""
        day = self.column("decided-on")
        for other in (self.column("listed-on"), self.terms["since"]):
            day = day.where(day != "", other)
        return pd.to_datetime(day, format="%Y-%m-%d", errors="coerce").to_numpy().astype("datetime64[D]")

    @cached_property
    def reinstated(self) -> npt.NDArray[np.datetime64]:
        """The day of the last reinstatement of every row; NaT where there is none."""
        days = np.full(len(self.frame), np.datetime64("NaT", "D"))
        for one in self.facts.ruled:
            if one.ruling.file == "reinstatements" and one.is_exact and one.ruling.decided_on:
                days[one.rows] = np.fmax(days[one.rows], np.datetime64(one.ruling.decided_on, "D"))
        return days

    def ruled(self, file: str) -> list[Ruled]:
        """The exact rulings of one file by day, then by line, without rows that a later reinstatement brought back.

        A correction (更正) stays: it says what the record holds, and the record comes back as it was corrected.
        """
        found = []
        for one in sorted(self.facts.ruled, key=lambda one: (one.ruling.decided_on or date.min, one.ruling.place)):
            if one.ruling.file == file and one.is_exact:
                # A takedown without a date yet has no later day: nothing brings back what it names.
                back = self.reinstated[one.rows] > np.datetime64(one.ruling.decided_on)
                stays = one.ruling.more.get("status") == CORRECTION
                found.append(one if stays else replace(one, rows=one.rows[~back]))
        return found
