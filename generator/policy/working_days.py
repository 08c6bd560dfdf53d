"""Working days (工作日): the days that are not off, by the week's rule and the papers on public holidays.

Source: 《中华人民共和国行政处罚法》第八十五条: periods of two, three, five and seven days are working days, public
holidays not counted. Which days are off, and which weekends are worked instead, the State Council says year by year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import pandas as pd

SATURDAY = 5
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of a city. `exceptions` are days to whether they are off; others follow the week."""

    exceptions: Mapping[date, bool]

    @cached_property
    def known_years(self) -> frozenset[int]:
        """The years whose holidays have been published."""
        return frozenset(day.year for day in self.exceptions)

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked."""
        is_off = self.exceptions.get(day)
        return day.weekday() < SATURDAY if is_off is None else not is_off

    def after(self, day: date, count: int) -> date:
        """The last day of a period of `count` working days that begins with the day after `day`."""
        while count > 0:
            day += _ONE
            count -= self.is_working(day)
        return day

    def deadlines(self, days: pd.Series, count: int) -> pd.Series:
        """The last days of periods, for a column of ISO days; empty, and what is no day, stay empty."""
        known = {text: self._deadline(text, count) for text in pd.unique(days)}
        return days.map(known).astype("str")

    def unknown_years(self, days: Iterable[date]) -> list[int]:
        """Years among the days for which no paper on holidays is known: there only weekends count as off."""
        return sorted({day.year for day in days} - self.known_years)

    def count(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and with `last`."""
        span = np.arange((last - first).days)
        return sum(self.is_working(first + timedelta(days=int(one) + 1)) for one in span)

    def _deadline(self, text: str, count: int) -> str:
        try:
            return self.after(date.fromisoformat(text), count).isoformat()
        except (ValueError, OverflowError):
            return ""
