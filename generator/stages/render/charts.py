"""Charts: bars of twelve months, drawn as numbers that the template puts into SVG, and the same numbers as a table."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.stages.render.words import month_words

BASELINE, TALLEST, MONTHS = 224, 190, 12
STEP = 100 / MONTHS


@dataclass(frozen=True)
class Bar:
    """One month. Across in per cent of the width, upwards in pixels."""

    label: str
    words: str
    x: str
    middle: str
    y: int
    above: int
    height: int
    month: str
    year: str
    """The year, written under its first bar; else empty."""
    is_partial: bool


@dataclass(frozen=True)
class Chart:
    """A bar chart with its title, its description for those who do not see it, and its caption."""

    id: str
    title: str
    description: str
    caption: str
    bars: tuple[Bar, ...]


def chart_of(name: str, title: str, counts: Mapping[str, int], as_of: date) -> Chart | None:
    """Draw the twelve months up to `as_of`; None where there is nothing to draw."""
    months = last_months(as_of)
    shown = {month: counts.get(month, 0) for month in months}
    most = max(shown, key=lambda month: (shown[month], month))
    if not shown[most]:
        return None
    partial = as_of.day < calendar.monthrange(as_of.year, as_of.month)[1]
    bars = tuple(
        _bar(place, month, shown[month], shown[most], is_partial=partial and month == months[-1])
        for place, month in enumerate(months)
    )
    span = f"{month_words(months[0])}至{month_words(months[-1])}"
    until = f"斜线表示该月未满，截至{as_of.month}月{as_of.day}日。" if partial else ""
    return Chart(
        id=name,
        title=title,
        description=f"{span}，共{sum(shown.values()):,}条，最多为{month_words(most)}{shown[most]:,}条。{until}",
        caption=f"现在公示中的记录，按作出或者列入的日期分月，单位：条。到期、修复和撤下的已经不在其中。{until}",
        bars=bars,
    )


def last_months(as_of: date) -> list[str]:
    """The twelve months that end with the month of a day.

    >>> last_months(date(2026, 3, 1))[0], last_months(date(2026, 3, 1))[-1]
    ('2025-04', '2026-03')
    """
    index = as_of.year * 12 + as_of.month - 1
    return [f"{one // 12:04d}-{one % 12 + 1:02d}" for one in range(index - MONTHS + 1, index + 1)]


def _bar(place: int, month: str, count: int, most: int, *, is_partial: bool) -> Bar:
    height = round(TALLEST * count / most)
    left, number = STEP * place + STEP / 5, int(month[5:])
    return Bar(
        label=month_words(month),
        words=f"{count:,}",
        x=f"{left:.2f}",
        middle=f"{left + 2.5:.2f}",
        y=BASELINE - height,
        above=BASELINE - height - 9,
        height=height,
        month=str(number),
        year=f"{month[:4]}年" if number == 1 else "",
        is_partial=is_partial,
    )
