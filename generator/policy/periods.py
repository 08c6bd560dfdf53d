"""Publicity period (公示期): from which day to which day one record is shown, and from when repair may be asked for.

Source: the rule sets of periods.yaml; 《中华人民共和国行政处罚法》第五十一条 for the amounts of the simple procedure;
《中华人民共和国民法典》第二百零二条: a period of months ends on the day of the same number, else on the month's last.
Both ends are inclusive: a record comes down at 00:00 of the day after `until`, in Asia/Shanghai.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from generator.model.periods import PeriodBody, PeriodRule, PeriodSet, Severity
from generator.model.span import Span

FOREVER = date(9999, 12, 31)
"""长期: an end that never comes, which is not the same as a missing one."""
SEVERITIES: dict[str, Severity] = {"轻微": "slight", "一般": "general", "严重": "serious"}
REVOKED = frozenset({"无效", "撤销", "注销", "吊销"})
MILD = frozenset({"警告", "通报批评"})
SIMPLE_FINE_WAN = {"person": Decimal("0.02"), "organisation": Decimal("0.3"), "sole-trader": Decimal("0.3")}


@dataclass(frozen=True)
class Record:
    """What of a record its period depends on; empty text or None where the row has none."""

    decided_on: date | None = None
    listed_on: date | None = None
    removed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    public_until: date | None = None
    corrected_on: date | None = None
    year: int | None = None
    severity: str = ""
    procedure: str = ""
    publish_slight: str = ""
    sector: str = ""
    status: str = ""
    category: str = ""
    fine_wan: Decimal | None = None
    kind: str = "organisation"


@dataclass(frozen=True)
class Term:
    """The outcome. `code` withholds where it is not empty; `until` is None only with a code."""

    since: date | None = None
    until: date | None = None
    repairable_from: date | None = None
    severity: Severity | None = None
    is_assumed: bool = False
    code: str = ""


def term_of(rule: PeriodRule, record: Record, as_of: date) -> Term:
    """Work out the period of one record on a day. The department's own end wins when it is earlier (design §6.1)."""
    if rule.sets:
        term = _by_sets(rule, record, as_of)
    elif rule.per:
        term = _by_year(rule, record)
    elif rule.until:
        term = _until_event(rule, record)
    else:
        term = _by_span(rule, record, None)
    if term.until and record.public_until and record.public_until < term.until:
        term = replace(term, until=record.public_until)
    return term if term.code or term.until else replace(term, code="no-end")


def severity_of(record: Record) -> tuple[Severity | None, bool]:
    """Tell the class of a penalty and whether it is an assumption; None where only the department can tell.

    Source: 《信用修复管理办法》（国家发展改革委令第36号）: the simple procedure makes a penalty slight, not its amount.
    """
    if record.severity in SEVERITIES:
        return SEVERITIES[record.severity], False
    if record.procedure:
        return ("slight", False) if record.procedure == "简易程序" else ("general", True)
    kinds = {part for part in re.split(r"[;；、,，/\s]+", record.category) if part}
    has_fine = record.fine_wan is not None and record.fine_wan > 0
    if kinds and kinds <= MILD and not has_fine:
        return "slight", False
    within = has_fine and record.fine_wan is not None and record.fine_wan <= SIMPLE_FINE_WAN[record.kind]
    if within and kinds - {"罚款"} <= MILD:
        return None, False
    return "general", True


def sets_consulted(rule: PeriodRule, start: date, as_of: date) -> tuple[PeriodSet, ...]:
    """Choose the rule sets that count: the one at the decision and the newest on the day, as the transition says.

    A record decided before every set is judged by the newest alone.
    """
    newest = [one for one in rule.sets if one.from_ <= as_of][-1:] or list(rule.sets[:1])
    then = [one for one in rule.sets if one.from_ <= start][-1:]
    if not then or rule.transition == "new":
        return tuple(newest)
    if rule.transition == "old" or then == newest:
        return tuple(then)
    return (*then, *newest)


def _by_sets(rule: PeriodRule, record: Record, as_of: date) -> Term:
    start = _start(rule, record)
    if start is None:
        return Term(code="no-end")
    severity, is_assumed = severity_of(record)
    if severity is None:
        if rule.unknown_class == "ask":
            return Term(since=start, code="class-unknown")
        severity = rule.unknown_class
    ends, shortest = [], None
    for body in sets_consulted(rule, start, as_of):
        longest, shortest, is_shown = _spans(body, severity, record)
        if not is_shown:
            return Term(since=start, severity=severity, code="slight")
        if longest:
            ends.append(longest.after(start))
    repairable = shortest.after(start) if shortest else None
    return Term(start, min(ends, default=None), repairable, severity, is_assumed)


def _spans(body: PeriodBody, severity: Severity, record: Record) -> tuple[Span | None, Span | None, bool]:
    """Longest and shortest span under one set, and whether the class is shown at all."""
    if not body.classes:
        term = body.term
        return (term.longest if term else None), (term.shortest if term else None), True
    period = body.classes.get(severity) or body.classes.get("general")
    if period is None:
        return None, None, False
    is_shown = period.publish or (record.publish_slight == "是" and severity == "slight" and bool(period.longest))
    sector = body.sectors.get(record.sector)
    longest = (sector.longest if sector else None) or period.longest
    shortest = (sector.shortest if sector else None) or period.shortest
    return longest, shortest, is_shown


def _by_year(rule: PeriodRule, record: Record) -> Term:
    if record.year is None or rule.from_day is None or rule.until_day is None:
        return Term(code="no-end")
    return Term(_day_in(rule.from_day, record.year), _day_in(rule.until_day, record.year))


def _day_in(pattern: str, year: int) -> date:
    """Fill a pattern such as {year+1}-04-01."""
    filled = re.sub(r"\{year(?:\+([0-9]+))?\}", lambda found: f"{year + int(found[1] or 0):04d}", pattern)
    return date.fromisoformat(filled)


def _until_event(rule: PeriodRule, record: Record) -> Term:
    since = record.decided_on or record.listed_on or record.valid_from
    if rule.until == "removed-by-authority":
        until = record.removed_on - timedelta(days=1) if record.removed_on else FOREVER
        return Term(since, until)
    if rule.until_revoked and record.status in REVOKED:
        return Term(since, record.valid_until, code="not-in-force")
    if record.valid_until == FOREVER and not rule.open_ended:
        return Term(since, code="no-end")
    return Term(since, record.valid_until)


def _by_span(rule: PeriodRule, record: Record, severity: Severity | None) -> Term:
    start = _start(rule, record)
    if start is None:
        return Term(code="no-end")
    longest = rule.term.longest if rule.term else None
    shortest = rule.term.shortest if rule.term else None
    if rule.classes:
        severity, _ = severity_of(record)
        if severity is None:
            return Term(since=start, code="class-unknown")
        longest, shortest, is_shown = _spans(rule, severity, record)
        if not is_shown:
            return Term(since=start, severity=severity, code="slight")
    until = longest.after(start) if longest else None
    if record.removed_on and (until is None or record.removed_on <= until):
        until = record.removed_on - timedelta(days=1)
    early = rule.early.after.after(record.corrected_on) if rule.early and record.corrected_on else None
    return Term(start, until, early or (shortest.after(start) if shortest else None), severity)


def _start(rule: PeriodBody, record: Record) -> date | None:
    """The first day. `first-published` falls back on the decision, which can only end a publication sooner."""
    return record.listed_on if rule.start == "listed-on" else record.decided_on or record.listed_on
