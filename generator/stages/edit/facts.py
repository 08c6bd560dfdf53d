"""The city's facts that explanatory pages may name, so that no page repeats a rule that data/ has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.city import City
from generator.model.message import CLAUSE, _, listed
from generator.model.periods import SEVERITY_WORDS, PeriodBody, PeriodRule, SectorPeriod, Term
from generator.model.publication import Publication

_STARTS = {"decided-on": _("作出决定之日"), "listed-on": _("列入名单之日"), "first-published": _("首次公示之日")}
_TRANSITIONS = {
    "earlier": _("作出决定时的规定与现行规定不一致的，按先结束的一个计算。"),
    "old": _("作出决定时的规定与现行规定不一致的，按作出决定时的规定计算。"),
    "new": _("作出决定时的规定与现行规定不一致的，按现行规定计算。"),
}
_UNTIL = {
    "valid-until": _("公示到有效期的最后一天。"),
    "removed-by-authority": _("没有固定期限，公示到作出认定的单位移出为止。"),
}
_DAY_OF_YEAR = re.compile(r"\{year(?:\+([0-9]+))?\}-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True)
class PeriodFacts:
    """One period rule in words, as it is in force on the day."""

    title: str
    datasets: tuple[tuple[str, str], ...]
    """Address and title of every dataset under the rule."""
    classes: tuple[tuple[str, str, str], ...]
    """Severity, shortest, longest; empty where the rule knows no classes."""
    sentences: tuple[str, ...]
    citation: str
    verified: bool


def facts(publication: Publication) -> dict[str, object]:
    """Name what a page may use beside the frame: periods, departments, datasets, shows_persons."""
    city = publication.city
    sources = {unit.department for unit in publication.units}
    return {
        "periods": tuple(_periods(publication)),
        "departments": tuple(each for each in city.departments if each.id in sources),
        "datasets": publication.datasets,
        "shows_persons": any(each.credit.natural_persons != "withheld" for each in publication.datasets),
    }


def _periods(publication: Publication) -> Iterator[PeriodFacts]:
    asked = {dataset.credit.period for dataset in publication.city.datasets}
    for identifier, rule in publication.city.periods.items():
        if identifier not in asked:
            continue
        used = [each for each in publication.datasets if each.credit.period == identifier]
        if used:
            yield _in_words(publication.city, rule, publication.as_of, tuple((f"/{d.name}/", d.title) for d in used))


def _in_words(city: City, rule: PeriodRule, day: date, datasets: tuple[tuple[str, str], ...]) -> PeriodFacts:
    started = [each for each in rule.sets if each.from_ <= day]
    body: PeriodBody = started[-1] if started else (*rule.sets, rule)[0]
    basis = city.bases.get(body.basis or rule.basis or "")
    sentences = (*_sentences(body), *((_TRANSITIONS[rule.transition],) if len(rule.sets) > 1 else ()))
    verified = body.verified and (basis is None or basis.verified)
    return PeriodFacts(rule.title, datasets, _classes(body), sentences, basis.citation if basis else "", verified)


def _classes(body: PeriodBody) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (
            SEVERITY_WORDS[severity],
            period.shortest.words if period.shortest else _("无"),
            _longest(period.longest.words if period.longest else "", is_published=period.publish),
        )
        for severity, period in body.classes.items()
    )


def _longest(words: str, *, is_published: bool) -> str:
    if is_published:
        return words or _("无")
    return _("一般不公示；认定部门决定公示的，最长{words}", words=words) if words else _("不公示")


def _sentences(body: PeriodBody) -> Iterator[str]:
    if body.start:
        yield _("从{start}起计算。", start=_STARTS[body.start])
    yield from _spans(body)
    if body.until:
        yield _UNTIL[body.until]
    if body.until_revoked:
        yield _("被撤销、注销、吊销或者失效的，不再公示。")
    if body.open_ended:
        yield _("长期有效的，长期公示。")
    if body.from_day and body.until_day:
        yield _("从{first}公示到{last}。", first=_day_words(body.from_day), last=_day_words(body.until_day))


def _spans(body: PeriodBody) -> Iterator[str]:
    if body.term:
        yield _("{sentence}。", sentence=_limits(body.term))
    for sector, period in body.sectors.items():
        yield _("{sector}领域：{limits}。", sector=sector, limits=_limits(period))
    if body.no_early_end:
        yield _("{sectors}领域公示到最长期限，不提前终止。", sectors=listed(body.no_early_end))
    if body.early:
        yield _("改正满{words}后，可以申请提前移出。", words=body.early.after.words)


def _limits(period: Term | SectorPeriod) -> str:
    shortest = _("最短{span}", span=period.shortest.words) if period.shortest else ""
    longest = _("最长{span}", span=period.longest.words) if period.longest else ""
    return listed((shortest, longest), CLAUSE)


def _day_words(form: str) -> str:
    """Say a day of a yearly rule.

    >>> _day_words("{year+1}-04-01")
    '评价年度之后第1年的4月1日'
    """
    found = _DAY_OF_YEAR.fullmatch(form)
    if not found:
        return form
    years, month, day = (int(part or 0) for part in found.groups())
    year = _("评价年度之后第{count}年的", count=years) if years else _("评价年度的")
    return _("{year}{month}月{day}日", year=year, month=month, day=day)
