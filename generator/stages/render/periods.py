"""Publicity periods in words: what a rule of periods.yaml says, for a dataset's page and for one record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.model.city import City
from generator.model.message import CLAUSE, _, listed
from generator.model.periods import SEVERITY_WORDS, PeriodBody, PeriodRule
from generator.model.span import Span
from generator.stages.render.bases import checked
from generator.stages.render.words import MONTHS

STARTS = {"decided-on": _("自作出决定之日起"), "listed-on": _("自列入之日起"), "first-published": _("自首次公示之日起")}
UNTIL = {"valid-until": _("公示到有效期届满之日"), "removed-by-authority": _("公示到认定机关移出之日")}
FALLBACK = "general"
"""The class that others are judged as where a rule does not name them (design §6.1)."""


class ClassRow(NamedTuple):
    """One class of severity in the table of a dataset's page."""

    severity: str
    published: str
    shortest: str
    longest: str


class PeriodWords(NamedTuple):
    """A rule in words: where it comes from, its classes if it has any, and what else it says."""

    title: str
    source: str
    classes: tuple[ClassRow, ...]
    sentences: tuple[str, ...]


def period_words(city: City, rule_id: str, as_of: date) -> PeriodWords:
    """Say what the rule in force on a day is."""
    rule = city.periods[rule_id]
    body = body_on(rule, as_of)
    classes = tuple(
        ClassRow(
            SEVERITY_WORDS[name],
            _("公示") if terms.publish else _("一般不公示"),
            terms.shortest.words if terms.shortest else "–",
            terms.longest.words if terms.longest else "–",
        )
        for name, terms in body.classes.items()
    )
    return PeriodWords(rule.title, _source(city, rule, body), classes, tuple(_sentences(rule, body)))


def record_words(city: City, rule_id: str, severity: str, as_of: date) -> str:
    """Say what the rule means for a record of a severity ('' where none was given)."""
    rule = city.periods[rule_id]
    body = body_on(rule, as_of)
    terms = body.classes.get(severity) or body.classes.get(FALLBACK)  # type: ignore[call-overload]  # any text may ask
    said = (
        [
            _(
                "{subject}，{term}",
                subject=_class_words(severity),
                term=_term(rule, body, terms.shortest, terms.longest),
            )
        ]
        if terms
        else []
    )
    return "".join(_("{sentence}。", sentence=sentence) for sentence in [*said, *_sentences(rule, body)])


def body_on(rule: PeriodRule, day: date) -> PeriodBody:
    """The set in force on a day, the first set before all of them, or the rule itself where it has no sets."""
    if not rule.sets:
        return rule
    return next((one for one in reversed(rule.sets) if one.from_ <= day), rule.sets[0])


def _class_words(severity: str) -> str:
    return (
        _("失信程度为“{severity}”的", severity=SEVERITY_WORDS[severity])
        if severity
        else _("没有注明失信程度的，按“一般”")
    )


def _term(rule: PeriodRule, body: PeriodBody, shortest: Span | None, longest: Span | None) -> str:
    start = STARTS[body.start or rule.start or "decided-on"]
    least = _("最短公示{span}", span=shortest.words) if shortest else ""
    most = _("最长公示{span}", span=longest.words) if longest else ""
    return _("{start}{span}", start=start, span=listed((least, most), CLAUSE))


def _sentences(rule: PeriodRule, body: PeriodBody) -> Iterator[str]:
    if body.term:
        yield _term(rule, body, body.term.shortest, body.term.longest)
    if body.early:
        yield _("改正满{span}的，可以提前移出", span=body.early.after.words)
    yield from _ends(body)
    for sector, terms in body.sectors.items():
        yield _("{sector}领域{term}", sector=sector, term=_term(rule, body, terms.shortest, terms.longest))
    if len(rule.sets) > 1 and rule.transition == "earlier":
        yield _("作出决定时的规定截止更早的，按更早的日期")


def _ends(body: PeriodBody) -> Iterator[str]:
    if body.until:
        yield UNTIL[body.until]
    if body.per:
        yield _("公示期为{first}至{last}", first=_year_day(body.from_day), last=_year_day(body.until_day))
    if body.open_ended:
        yield _("有效期为长期的，长期公示")
    if body.until_revoked:
        yield _("被撤销、注销、吊销或者失效的，不再公示")


def _year_day(text: str | None) -> str:
    """Put `{year+1}-04-01` into words.

    >>> _year_day("{year+1}-04-01")
    '评价年度之后第1年的4月1日'
    """
    found = re.fullmatch(r"\{year(?:\+([0-9]+))?\}-([0-9]{2})-([0-9]{2})", text or "")
    if not found:
        return text or ""
    year = _("评价年度之后第{count}年的", count=found[1]) if found[1] else _("评价年度的")
    return _("{year}{month}{day}日", year=year, month=MONTHS[int(found[2])], day=int(found[3]))


def _source(city: City, rule: PeriodRule, body: PeriodBody) -> str:
    basis = city.bases.get(body.basis or rule.basis or "")
    return checked(basis.citation, body) if basis else ""
