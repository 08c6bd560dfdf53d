"""The periods of publication, read a second time: one record on one day, from the text of the rules alone.

Nothing of the program is imported here. Where this file and `generator.policy` differ, the text decides
(design §6.1; the sources of each rule stand in data/periods.yaml), never the older of the two.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Rule = dict[str, Any]
"""A rule as periods.yaml has it: text, lists and mappings."""

FOREVER = date(9999, 12, 31)
SLIGHT, GENERAL, SERIOUS = "slight", "general", "serious"
SEVERITY = {"轻微": SLIGHT, "一般": GENERAL, "严重": SERIOUS}
REVOKED = {"无效", "撤销", "注销", "吊销"}
WORDS_ONLY = {"警告", "通报批评"}


@dataclass(frozen=True)
class Record:
    """What a department said about one record; None where it said nothing."""

    decided_on: date | None = None
    listed_on: date | None = None
    removed_on: date | None = None
    corrected_on: date | None = None
    valid_from: date | None = None
    first_shown: date | None = None
    """The first day on which it was public, as the state of the site remembers it."""
    valid_until: date | None = None
    public_until: date | None = None
    restraint_until: date | None = None
    year: int | None = None
    severity: str = ""
    procedure: str = ""
    category: str = ""
    fine_yuan: int | None = None
    is_person: bool = False
    publish_slight: str = ""
    sector: str = ""
    status: str = ""


@dataclass(frozen=True)
class Answer:
    """What the law says of one record on one day."""

    verdict: str | None
    """slight · not-yet · not-in-force · no-end · expired · class-unknown; None where it may be shown."""
    last_day: date | None = None
    """The last day on which it may be shown, included; only for what may be shown or is expired."""
    repairable_from: date | None = None
    """The first day on which an early end may be asked for, where the rule has one."""
    is_assumed: bool = field(default=False)
    """General only because nothing said otherwise."""


def answer(rule: Rule, record: Record, day: date) -> Answer:
    """Judge one record on one day."""
    severity, assumed = class_of(rule, record)
    if severity == "unknown":
        return Answer("class-unknown")
    asked = consulted(rule, record, day)
    bodies = [body_for(one, severity, record.sector) for one in asked]
    if not all(is_published(body, severity, record) for body in bodies):
        return Answer("slight", is_assumed=assumed)
    newest = {**rule, **asked[-1]}
    begin = first_day(newest, record, day)
    if begin is not None and day < begin:
        return Answer("not-yet", is_assumed=assumed)
    if newest.get("until_revoked") and record.status in REVOKED:
        return Answer("not-in-force", is_assumed=assumed)
    last = last_day(rule, [{**rule, **one} for one in asked], bodies, record, day)
    if last is None:
        return Answer("no-end", is_assumed=assumed)
    verdict = "expired" if day > last else None
    # the law of the day says how an early end is asked for, whichever set fixed the term
    return Answer(verdict, last, repairable_from(newest, bodies[-1], record, day), assumed)


# -- class ---------------------------------------------------------------------------------------------------------


def class_of(rule: Rule, record: Record) -> tuple[str, bool]:
    """Class of a record and whether it is only assumed; a rule without classes has none to find."""
    if not has_classes(rule):
        return GENERAL, False
    if record.severity:
        return SEVERITY[record.severity], False
    if record.procedure == "简易程序":
        return SLIGHT, False
    kinds = {one for one in re.split("[;；,，、\\s]+", record.category) if one}
    fined = record.fine_yuan is not None and record.fine_yuan > 0
    if kinds and kinds <= WORDS_ONLY and not fined:
        return SLIGHT, False
    # 行政处罚法 art. 51: not more than 200 yuan for a citizen, 3,000 for an organisation, or a warning
    limit = 200 if record.is_person else 3000
    small = fined and record.fine_yuan is not None and record.fine_yuan <= limit
    if small and kinds <= {*WORDS_ONLY, "罚款"} and not record.procedure:
        unknown = rule.get("unknown_class", "ask")
        return ("unknown", False) if unknown == "ask" else (unknown, False)
    return GENERAL, True


def has_classes(rule: Rule) -> bool:
    """Whether any set of a rule tells classes apart."""
    return any("classes" in one for one in rule.get("sets", [rule]))


def is_published(body: Rule, severity: str, record: Record) -> bool:
    """A class that a set does not publish; 轻微公示 counts only where the set gives a term for it."""
    if body.get("publish", True):
        return True
    return severity == SLIGHT and record.publish_slight == "是" and "longest" in body


# -- sets ----------------------------------------------------------------------------------------------------------


def consulted(rule: Rule, record: Record, day: date) -> list[Rule]:
    """The sets that speak about a record on a day."""
    if "sets" not in rule:
        return [rule]
    made = record.decided_on or record.listed_on
    then = [one for one in rule["sets"] if made is not None and date.fromisoformat(one["from"]) <= made]
    now = [one for one in rule["sets"] if date.fromisoformat(one["from"]) <= day]
    newest = now[-1:] or rule["sets"][:1]
    if not then:
        return newest
    transition = rule.get("transition", "earlier")
    return {"old": then[-1:], "new": newest, "earlier": [then[-1], *newest]}[transition]


def body_for(one: Rule, severity: str, sector: str) -> Rule:
    """The line of a set for a class: its own, or that of general, then what the sector overrides."""
    body = dict(one)
    if "classes" in one:
        body = dict(one["classes"].get(severity, one["classes"]["general"]))
    elif "term" in one:
        body = dict(one["term"])
    for key, value in one.get("sectors", {}).get(sector, {}).items():
        body[key] = value
    return body


# -- days ----------------------------------------------------------------------------------------------------------


def first_day(rule: Rule, record: Record, day: date) -> date | None:
    """The first day of a publication, included."""
    if rule.get("per") == "year":
        return None if record.year is None else day_in(rule["from_day"], record.year)
    made = record.decided_on or record.listed_on
    start = rule.get("start")
    if start == "first-published":
        return record.first_shown or max(day, made or day)
    if start == "listed-on":
        return record.listed_on
    return made if start else made or record.valid_from


def last_day(rule: Rule, asked: list[Rule], bodies: list[Rule], record: Record, day: date) -> date | None:
    """The last day of a publication, included; None where nothing gives one."""
    of_terms, of_events = [], []
    for whole, body in zip(asked, bodies, strict=True):
        if "longest" in body:
            begin = first_day(whole, record, day)
            of_terms.append(None if begin is None else later(begin, body["longest"]))
        if "until" in whole or whole.get("per") == "year":
            of_events.append(own_end(whole, record))
    if None in of_terms or None in of_events or not (of_terms or of_events):
        return None
    if of_terms and stays(rule, record, day, min(one for one in of_terms if one)):
        of_terms = [FOREVER]
    ends = [one for one in (*of_terms, *of_events, record.public_until) if one]
    if record.removed_on:
        ends.append(record.removed_on - timedelta(days=1))  # off the authority's own list, off ours the same day
    return min(ends)


def own_end(rule: Rule, record: Record) -> date | None:
    """The end that the record or its authority gives."""
    if rule.get("per") == "year":
        return None if record.year is None else day_in(rule["until_day"], record.year)
    if rule["until"] == "removed-by-authority":
        return FOREVER
    if record.valid_until == FOREVER and not rule.get("open_ended"):
        return None
    return record.valid_until


def stays(rule: Rule, record: Record, day: date, last: date) -> bool:
    """At the maximum and not corrected: the sector's own rule, here as data."""
    if rule.get("uncorrected", {}).get(record.sector) != "stays":
        return False
    corrected = record.corrected_on is not None and record.corrected_on <= day
    return day > last and not corrected


def repairable_from(rule: Rule, body: Rule, record: Record, day: date) -> date | None:
    """The first day of an early end: after the shortest period, or some time after the correction."""
    if record.sector and record.sector in rule.get("no_early_end", []):
        return None
    begin = first_day(rule, record, day)
    days = [later(begin, body["shortest"])] if begin is not None and "shortest" in body else []
    if "early" in rule:
        said = {"corrected-on": record.corrected_on, "listed-on": record.listed_on, "decided-on": record.decided_on}
        since = said[rule["early"]["from"]]
        if since is None:
            return None
        days.append(later(since, rule["early"]["after"]))
    if days and record.restraint_until is not None:
        # an attached restraint with an end of its own blocks the early end while it lasts
        days.append(record.restraint_until + timedelta(days=1))
    return max(days, default=None)


def day_in(pattern: str, year: int) -> date:
    """A day such as {year+1}-04-01."""
    found = re.fullmatch(r"\{year(?:\+(\d+))?\}-(\d\d)-(\d\d)", pattern)
    assert found, "a day of the year that the rules do not write"
    return date(year + int(found[1] or 0), int(found[2]), int(found[3]))


def later(begin: date, period: str) -> date:
    """A day some time later; months end on the last day of a shorter one."""
    found = re.fullmatch(r"P(\d+)([DWMY])", period)
    assert found, "a period that the rules do not write"
    count, unit = int(found[1]), found[2]
    if unit in "DW":
        return begin + timedelta(days=count * (7 if unit == "W" else 1))
    months = begin.year * 12 + begin.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(begin.day, monthrange(year, month + 1)[1]))
