"""Publicity periods of a whole part: from which day to which day each row is shown, and when repair may be asked for.

Source: design §6.1; 《信用修复管理办法》（国家发展改革委令第36号）: only after the shortest period may an early end be
asked for, at the longest publication stops, and what is not corrected by then follows its sector's own rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model.periods import PeriodBody, PeriodRule
from generator.policy.periods import (
    FOREVER,
    NEVER,
    Days,
    Mask,
    Spans,
    days_in_year,
    later,
    sets_consulted,
    span_after,
    spans,
)
from generator.policy.severity import UNKNOWN, over, severities

COLUMNS = ("since", "until", "repairable", "severity", "assumed", "code")
DAY_ROLES = (
    "decided-on", "listed-on", "removed-on", "valid-from", "valid-until", "public-until", "corrected-on",
    "restraint-until",
)  # fmt: skip
PERIOD_ROLES = (
    *DAY_ROLES, "year", "severity", "penalty-procedure", "publish-slight", "sector", "status", "category", "fine",
)  # fmt: skip
"""The roles that a period depends on."""
FIRST_SHOWN = "first-shown"
REVOKED = ("无效", "撤销", "注销", "吊销")
ONE_DAY = np.timedelta64(1, "D")


def terms(rule: PeriodRule, frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Work out the period of every row of `frame` on a day; see `read_cells` and `terms_of`."""
    return terms_of(rule, read_cells(frame), as_of)


def bodies_asked(rule: PeriodRule, frame: pd.DataFrame, as_of: date) -> list[PeriodBody]:
    """The sets of a rule that say something of any row of `frame`, the newest last; a rule without sets is its own."""
    return [body for body, rows in _bodies(rule, read_cells(frame), np.datetime64(as_of)) if rows.any()]


@dataclass(frozen=True)
class Cells:
    """The cells of a part that a period depends on, parsed. `broken` are rows with a cell that does not parse."""

    index: pd.Index
    days: dict[str, Days]
    first_shown: Days
    year: npt.NDArray[np.int64]
    severity: npt.NDArray[np.str_]
    is_assumed: Mask
    sector: npt.NDArray[np.str_]
    is_revoked: Mask
    opted: Mask
    broken: Mask

    @property
    def made(self) -> Days:
        """The day of the decision or listing."""
        return np.where(np.isnat(self.days["decided-on"]), self.days["listed-on"], self.days["decided-on"])


def read_cells(frame: pd.DataFrame) -> Cells:
    """Parse a text column for each of PERIOD_ROLES, `kind`, and `first-shown`; empty where there is nothing.

    `first-shown` is the first day on which the record was public. Broken rows carry another verdict already.
    """
    broken = np.zeros(len(frame), dtype=bool)
    days = {}
    for role in (*DAY_ROLES, FIRST_SHOWN):
        texts = over(frame[role], _day)
        days[role] = texts.astype("datetime64[D]")
        broken |= np.isnat(days[role]) & (frame[role] != "").to_numpy()
    years = over(frame["year"], lambda text: text if text.isascii() and text.isdigit() and len(text) == 4 else "-1")
    severity, is_assumed = severities(frame)
    return Cells(
        index=frame.index,
        days=days,
        first_shown=days.pop(FIRST_SHOWN),
        year=years.astype(np.int64),
        severity=severity,
        is_assumed=is_assumed,
        sector=over(frame["sector"], str),
        is_revoked=np.isin(over(frame["status"], str), REVOKED),
        opted=over(frame["publish-slight"], str) == "是",
        broken=broken,
    )


def terms_of(rule: PeriodRule, cells: Cells, as_of: date) -> pd.DataFrame:
    """Work out the period of every row on a day; both ends are inclusive.

    Returns COLUMNS as texts with the index of the cells; `code` is class-unknown, slight, not-in-force, no-end, or
    empty. Rows with a broken cell get no-end.
    """
    today = np.datetime64(as_of)
    nobody = np.zeros(len(cells.index), dtype=bool)
    severity, assumed = (cells.severity, cells.is_assumed) if rule.has_classes else (np.full(len(nobody), ""), nobody)
    unknown = severity == UNKNOWN
    if rule.unknown_class != "ask":
        severity, unknown = np.where(unknown, rule.unknown_class, severity), nobody
    asked = [_Asked(rule, body, mask, spans(body, severity, cells.sector, cells.opted))
             for body, mask in _bodies(rule, cells, today)]  # fmt: skip
    hidden = np.any([one.mask & ~one.spans.is_published for one in asked], axis=0)
    until, endless = _ends(asked, cells, today)
    since, repairable, revoked = _by_last_asked(asked, cells, today)
    found = (unknown, hidden, revoked, endless | cells.broken)
    codes = np.select(found, ("class-unknown", "slight", "not-in-force", "no-end"), "")
    until = np.where((codes == "no-end") | unknown | hidden, NEVER, until)
    columns = (_texts(since), _texts(until), _texts(repairable), severity, np.where(assumed, "1", ""), codes)
    texts = {name: pd.array(one.astype(object), dtype="str") for name, one in zip(COLUMNS, columns, strict=True)}
    return pd.DataFrame(texts, index=cells.index)


@dataclass(frozen=True)
class _Asked:
    """A body, the rows that it is asked about, and what it says of them."""

    rule: PeriodRule
    body: PeriodBody
    mask: Mask
    spans: Spans

    def says(self, name: str) -> Any:
        """What the body says, else the rule."""
        return getattr(self.body, name) or getattr(self.rule, name)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return str(NEVER)


def _bodies(rule: PeriodRule, cells: Cells, today: np.datetime64) -> list[tuple[PeriodBody, Mask]]:
    """The bodies that are asked, each with the rows that it is asked about; the newest on the day is the last."""
    everyone = np.ones(len(cells.index), dtype=bool)
    if not rule.sets:
        return [(rule, everyone)]
    then, newest = sets_consulted(rule, cells.made, today)
    if rule.transition == "new":
        return [(rule.sets[newest], everyone)]
    asks_newest = everyone if rule.transition == "earlier" else then < 0
    older = [(one, then == number) for number, one in enumerate(rule.sets) if number != newest]
    return [*((one, mask) for one, mask in older if mask.any()), (rule.sets[newest], asks_newest | (then == newest))]


def _start(one: _Asked, cells: Cells, today: np.datetime64) -> Days:
    """The first day. What was never public begins on the day itself (自公示之日起), not before its decision."""
    if one.body.per and one.body.from_day:
        return days_in_year(one.body.from_day, cells.year)
    start, made = one.says("start"), cells.made
    if start == "first-published":
        return np.where(np.isnat(cells.first_shown), np.fmax(made, today), cells.first_shown)
    if start == "listed-on":
        return cells.days["listed-on"]
    return made if start else np.where(np.isnat(made), cells.days["valid-from"], made)


def _ends(asked: list[_Asked], cells: Cells, today: np.datetime64) -> tuple[Days, Mask]:
    """The last day of every row, and the rows that have none."""
    nowhere = np.full(len(cells.index), NEVER)
    endless, of_terms, of_events = np.zeros(len(nowhere), dtype=bool), nowhere, nowhere
    for one in asked:
        has_term = one.mask & (one.spans.longest[0] >= 0)
        ends = later(_start(one, cells, today), one.spans.longest)
        event = _event(one, cells)
        endless |= has_term & np.isnat(ends)
        of_terms = np.fmin(of_terms, np.where(has_term, ends, NEVER))
        if event is not None:
            endless |= one.mask & np.isnat(event)
            of_events = np.fmin(of_events, np.where(one.mask, event, NEVER))
    stays = _stays(asked[0].rule, cells, of_terms, today)
    until = np.fmin(np.where(stays, FOREVER, of_terms), of_events)
    endless |= np.isnat(until)
    # The authority's own end wins when it is earlier; what it took off its list is not shown from that day on.
    return np.fmin(np.fmin(until, cells.days["public-until"]), cells.days["removed-on"] - ONE_DAY), endless


def _event(one: _Asked, cells: Cells) -> Days | None:
    """The end that the record itself brings; NaT where it brings none, None where the rule asks for none."""
    if one.body.per and one.body.until_day:
        return days_in_year(one.body.until_day, cells.year)
    until = one.says("until")
    if until == "removed-by-authority":
        return np.full(len(cells.index), FOREVER)
    if until is None:
        return None
    valid = cells.days["valid-until"]
    return valid if one.says("open_ended") else np.where(valid == FOREVER, NEVER, valid)


def _stays(rule: PeriodRule, cells: Cells, ends: Days, today: np.datetime64) -> Mask:
    """Rows at the end of their term that are not corrected, in a sector that keeps such records up."""
    sectors = [name for name, word in rule.uncorrected.items() if word == "stays"]
    corrected = cells.days["corrected-on"] <= today
    return np.isin(cells.sector, sectors) & (ends < today) & ~corrected


def _by_last_asked(asked: list[_Asked], cells: Cells, today: np.datetime64) -> tuple[Days, Days, Mask]:
    """First day, first day of an early end, and who is revoked: by the newest body that is asked about a row."""
    nowhere = np.full(len(cells.index), NEVER)
    since, repairable, revoked = nowhere, nowhere, np.zeros(len(nowhere), dtype=bool)
    for one in asked:
        start = _start(one, cells, today)
        since = np.where(one.mask, start, since)
        repairable = np.where(one.mask, _repairable(one, start, cells), repairable)
        revoked = np.where(one.mask, cells.is_revoked & bool(one.says("until_revoked")), revoked)
    return since, repairable, revoked


def _repairable(one: _Asked, start: Days, cells: Cells) -> Days:
    """The first day of an early end: the law of the day says how one is asked for, whatever set fixed the term."""
    days = later(start, one.spans.shortest)
    early = one.says("early")
    if early:
        after = span_after(cells.days[early.from_], early.after)
        days = np.where(np.isnat(after), NEVER, np.fmax(after, days))
    # A restraint with an end of its own, ordered with the record, blocks the early end while it lasts.
    restrained = np.fmax(days, cells.days["restraint-until"] + ONE_DAY)
    barred = np.isin(cells.sector, [*one.body.no_early_end, *one.rule.no_early_end])
    return np.where(np.isnat(days) | barred, NEVER, restrained)


def _texts(days: Days) -> npt.NDArray[np.str_]:
    return np.where(np.isnat(days), "", days.astype(str))
