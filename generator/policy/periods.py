"""Publicity period (公示期): which rule sets speak about a record on a day, and what spans they give it.

Source: the rule sets of periods.yaml; 《中华人民共和国民法典》第二百零二条: a period of months ends on the day of the
same number, else on the month's last. Both ends are inclusive: a record comes down at 00:00 of the day after its
last, in Asia/Shanghai.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.model.periods import ClassPeriod, PeriodBody, PeriodRule, SectorPeriod, Severity, Term
from generator.model.span import Span

Days = npt.NDArray[np.datetime64]
"""datetime64[D]; NaT where there is no day."""
Mask = npt.NDArray[np.bool_]
FOREVER = np.datetime64("9999-12-31", "D")
"""长期: an end that never comes, which is not the same as a missing one."""
NEVER = np.datetime64("NaT", "D")
CLASSES: tuple[Severity, ...] = ("slight", "general", "serious")
_YEAR_DAY = re.compile(r"\{year(?:\+([0-9]+))?\}-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True)
class Spans:
    """What one body gives each row: whether its class is published, and two lengths in months and days (-1: none)."""

    is_published: Mask
    longest: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
    shortest: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


def sets_consulted(rule: PeriodRule, made: Days, as_of: np.datetime64) -> tuple[npt.NDArray[np.int64], int]:
    """Choose the rule sets that count: for each row the set in force when it was made, and the newest on the day.

    A record made before every set has -1: it is judged by the newest alone. What is asked of which of the two, the
    rule's transition says.
    """
    begins = np.array([one.from_ for one in rule.sets], dtype="datetime64[D]")
    then = np.searchsorted(begins, made, side="right") - 1
    then[np.isnat(made)] = -1
    newest = max(int(np.searchsorted(begins, as_of, side="right")) - 1, 0)
    return then, newest


def spans(body: PeriodBody, severity: npt.NDArray[np.str_], sector: npt.NDArray[np.str_], opted: Mask) -> Spans:
    """Look up the spans of every row under one body: its class, else general; then what its sector overrides.

    `opted` are rows whose department wants a slight penalty shown (轻微公示); it counts only where the set gives
    slight penalties a term.
    """
    is_published = np.ones(len(severity), dtype=bool)
    lengths = {name: (np.full(len(severity), -1), np.full(len(severity), -1)) for name in ("longest", "shortest")}
    for name, period in _periods(body):
        rows = np.ones(len(severity), dtype=bool) if name is None else severity == name
        for changes, where in _by_sector(body, rows, sector):
            longest = (changes.longest if changes else None) or period.longest
            shortest = (changes.shortest if changes else None) or period.shortest
            _fill(lengths["longest"], where, longest)
            _fill(lengths["shortest"], where, shortest)
            if isinstance(period, ClassPeriod) and not period.publish:
                is_published[where] = opted[where] if name == "slight" and longest else False
    return Spans(is_published, lengths["longest"], lengths["shortest"])


def later(begin: Days, length: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]) -> Days:
    """The day some length after each day; NaT where there is no day or no length."""
    months, days = length
    month = begin.astype("datetime64[M]")
    day = begin - month.astype("datetime64[D]")
    target = month + np.maximum(months, 0)
    last = (target + 1).astype("datetime64[D]") - 1
    found = np.minimum(target.astype("datetime64[D]") + day, last) + np.maximum(days, 0).astype("timedelta64[D]")
    return np.where(months < 0, NEVER, np.minimum(found, FOREVER))


def span_after(begin: Days, span: Span) -> Days:
    """The day one span after each day."""
    return later(begin, (np.full(len(begin), span.months), np.full(len(begin), span.days)))


def days_in_year(pattern: str, years: npt.NDArray[np.int64]) -> Days:
    """Fill a pattern such as {year+1}-04-01; NaT where the year is negative."""
    found = _YEAR_DAY.fullmatch(pattern)
    if found is None:
        message = "a day of the year is written {year+1}-04-01"
        raise ValueError(message)
    months = (years + int(found[1] or 0) - 1970) * 12 + int(found[2]) - 1
    days = months.astype("datetime64[M]").astype("datetime64[D]") + (int(found[3]) - 1)
    return np.where(years < 0, NEVER, days)


def _periods(body: PeriodBody) -> list[tuple[Severity | None, ClassPeriod | Term]]:
    if not body.classes:
        return [(None, body.term or Term())]
    general = body.classes.get("general", ClassPeriod(publish=False))
    return [(name, body.classes.get(name, general)) for name in CLASSES]


def _by_sector(body: PeriodBody, rows: Mask, sector: npt.NDArray[np.str_]) -> list[tuple[SectorPeriod | None, Mask]]:
    return [(None, rows), *((changes, rows & (sector == name)) for name, changes in body.sectors.items())]


def _fill(length: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]], where: Mask, span: Span | None) -> None:
    if span is not None:
        length[0][where], length[1][where] = span.months, span.days
