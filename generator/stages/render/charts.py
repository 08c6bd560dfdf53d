"""Charts: bars of twelve months, and bars of a ranking, as numbers that the template puts into SVG and into a table.

Everything is worked out here; the pictures need no script, and every figure stands in the table below them too.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.message import _, _n
from generator.stages.render.words import day_in_year, month_words

BASELINE, TALLEST, MONTHS = 224, 190, 12
STEP = 100 / MONTHS
LONGEST = 70
"""Per cent of the width that the longest bar of a ranking takes; its figure stands behind it."""
LINE_CHARACTERS, LINE_EM, BAR_EM, GAP_EM = 10, 1.4, 1.0, 0.9
SHOWN = 10
BASIS = _("部门送达的关于单位的记录，包括后来到期、修复和撤销的，所以不等于现在公示中的数量")


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


@dataclass(frozen=True)
class Place:
    """One bar of a ranking. Across in per cent of the width, upwards in em of the chart's own type size."""

    lines: tuple[tuple[str, str], ...]
    """The label, in at most two lines, each with its height."""
    words: str
    y: str
    middle: str
    width: str
    behind: str


@dataclass(frozen=True)
class Ranking:
    """A chart of horizontal bars, the longest first, and all its figures for the table."""

    id: str
    title: str
    description: str
    caption: str
    head: str
    height: str
    places: tuple[Place, ...]
    figures: tuple[tuple[str, str], ...]


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
    span = _("{first}至{last}", first=month_words(months[0]), last=month_words(months[-1]))
    until = _("斜线表示该月未满，截至{day}。", day=day_in_year(as_of)) if partial else ""
    return Chart(
        id=name,
        title=title,
        description=_(
            "{span}，共{total}条，最多为{month}{most}条。{until}",
            span=span,
            total=f"{sum(shown.values()):,}",
            month=month_words(most),
            most=f"{shown[most]:,}",
            until=until,
        ),
        caption=_("{basis}，按作出或者列入的日期分月，单位：条。{until}", basis=BASIS, until=until),
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
        year=_("{year}年", year=month[:4]) if number == 1 else "",
        is_partial=is_partial,
    )


def ranking_of(name: str, title: str, head: str, counts: Mapping[str, int]) -> Ranking | None:
    """Draw the largest counts, the rest as one bar; None where there are fewer than two to compare.

    `head` names what is compared, in the table.
    """
    ordered = sorted(((label, count) for label, count in counts.items() if count), key=lambda one: (-one[1], one[0]))
    if len(ordered) < 2:
        return None
    rest = ordered[SHOWN:]
    drawn = [
        *ordered[:SHOWN],
        *([(_n("其余{count}项", len(rest)), sum(count for _, count in rest))] if rest else []),
    ]
    places, height = _places(drawn)
    first, most = ordered[0]
    return Ranking(
        id=name,
        title=title,
        description=_("共{count}项，最多为{first}，{most}条。", count=len(ordered), first=first, most=f"{most:,}"),
        caption=_("{basis}，单位：条。", basis=BASIS),
        head=head,
        height=f"{height:.2f}",
        places=places,
        figures=tuple((label, f"{count:,}") for label, count in ordered),
    )


def _places(drawn: Sequence[tuple[str, int]]) -> tuple[tuple[Place, ...], float]:
    most, top, places = max(count for _, count in drawn), 0.0, []
    for label, count in drawn:
        lines = _lines(label)
        heights = [top + LINE_EM * (place + 1) - 0.3 for place in range(len(lines))]
        y = top + LINE_EM * len(lines)
        width = max(0.5, LONGEST * count / most)
        places.append(
            Place(
                lines=tuple((line, f"{height:.2f}") for line, height in zip(lines, heights, strict=True)),
                words=f"{count:,}",
                y=f"{y:.2f}",
                middle=f"{y + 0.85:.2f}",
                width=f"{width:.2f}",
                behind=f"{width + 1.5:.2f}",
            )
        )
        top = y + BAR_EM + GAP_EM
    return tuple(places), top


def _lines(label: str) -> list[str]:
    """Break a label where SVG would not; what two lines cannot hold is in the table.

    >>> _lines("某市人力资源和社会保障局（演示）")
    ['某市人力资源和社会保', '障局（演示）']
    >>> _lines("某市财政和金融局（演示）")
    ['某市财政和金融局', '（演示）']
    """
    place = label.find("（")
    if len(label) > LINE_CHARACTERS and 0 < place <= LINE_CHARACTERS >= len(label) - place:
        return [label[:place], label[place:]]
    if len(label) <= LINE_CHARACTERS:
        return [label]
    text = label if len(label) <= 2 * LINE_CHARACTERS else label[: 2 * LINE_CHARACTERS - 1] + "…"
    return [text[start : start + LINE_CHARACTERS] for start in range(0, len(text), LINE_CHARACTERS)]
