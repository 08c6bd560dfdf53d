"""Pages that show what a city configures: the catalogue, the measures, the notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model import urls
from generator.model.city import Basis, City, Measure
from generator.model.message import BESIDE, _, listed
from generator.stages.render.bases import checked, citation_of, citations_of
from generator.stages.render.freshness import department_name
from generator.stages.render.listing import Listing
from generator.stages.render.lists import Year, calendar_of, department_picks
from generator.stages.render.press import Press
from generator.stages.render.words import KINDS, LEVELS, NOTHING, Day, day_of

OUTCOMES = {"更正": _("已经更正"), "撤销": _("已经撤下")}
"""How an objection ended, as a ruling says it, to what the page says."""
MEASURE_STATUS = {"suspended": _("暂停"), "abolished": _("取消")}


class Way(NamedTuple):
    """The ways into one dataset without a search: by year and month, by department."""

    title: str
    href: str
    records: str
    years: list[Year]
    everything: str
    departments: tuple[tuple[str, str, str], ...]


class Line(NamedTuple):
    """One line of a measures list."""

    title: str
    content: str
    lists: tuple[tuple[str, str], ...]
    severities: str
    basis: str
    executor: str
    mandatory: str
    status: str
    since: Day | None
    ended: tuple[Day, str] | None
    """The day from which it rests, is abolished or has run out, and which of these."""


def render_catalogue(press: Press) -> None:
    """Write the catalogue: what is made public, why, by whom, for how long."""
    publication = press.publication
    city = publication.city
    items = [
        {
            "dataset": dataset,
            "href": urls.dataset(dataset.name),
            "kind": KINDS[dataset.credit.kind].title,
            "bases": citations_of(city, dataset.credit.basis),
            "departments": listed(department_name(publication, one) for one in dataset.credit.deliver.departments),
            "period": city.periods[dataset.credit.period].title,
            "every": dataset.credit.expect.every.words if dataset.credit.expect.every else _("不定期"),
        }
        for dataset in publication.datasets
    ]
    press.page(
        "/catalogue/",
        "catalogue.html",
        title=_("公示目录"),
        crumbs=[("", _("公示目录"))],
        current="/catalogue/",
        column=_("公示目录"),
        items=items,
        bases=[_basis(basis) for basis in city.bases.values()],
    )


def render_measures(press: Press) -> None:
    """Write the two measures lists: incentives, restraints."""
    city = press.publication.city
    press.page(
        "/measures/",
        "measures.html",
        title=_("奖惩措施"),
        crumbs=[("", _("奖惩措施"))],
        current="/measures/",
        column=_("奖惩措施"),
        incentives=[_line(press, city, one) for one in city.incentives],
        restraints=[_line(press, city, one) for one in city.restraints],
    )


def render_notices(press: Press) -> None:
    """Write the notices of withdrawn decisions, and the corrections and apologies that were asked for (七(三)).

    Source: 《中华人民共和国行政处罚法》第四十八条: a published decision that is changed, withdrawn or found unlawful or
    void is taken down within three days, and the reason is published.
    """
    publication = press.publication
    notices = sorted(publication.notices, key=lambda one: (one.decided_on, one.record_number), reverse=True)
    titles = {dataset.name: dataset.title for dataset in publication.city.datasets}
    press.page(
        "/notices/",
        "notices.html",
        title=_("撤销与变更公告"),
        crumbs=[("", _("撤销与变更公告"))],
        current="/notices/",
        column=_("公告"),
        notices=[
            (titles[one.dataset], one, day_of(one.decided_on.isoformat()))
            for one in notices
            if one.kind == "withdrawal"
        ],
        apologies=[
            (titles[one.dataset], one, day_of(one.decided_on.isoformat()), OUTCOMES[one.reason])
            for one in notices
            if one.kind == "apology"
        ],
    )


def way_of(press: Press, listing: Listing) -> Way:
    """The ways into one dataset."""
    dataset = listing.dataset
    everything = urls.listing(dataset.name, None) if "" in listing.outline.months else ""
    records = f"{listing.outline.records:,}"
    picks = department_picks(press, listing)
    return Way(dataset.title, urls.dataset(dataset.name), records, calendar_of(listing), everything, picks)


def _basis(basis: Basis) -> tuple[str, str, str, Day, str]:
    state = _("已对照官方文本") if basis.verified else _("以官方文本为准")
    return citation_of(basis), basis.issuer, LEVELS[basis.level], day_of(basis.in_force_from.isoformat()), state


def _line(press: Press, city: City, measure: Measure) -> Line:
    in_force = city.may_be_taken(measure, press.publication.as_of)
    basis = city.bases.get(measure.basis)
    article = _("第{article}条", article=measure.article) if measure.article else ""
    cited = listed((basis.citation if basis else measure.basis, article), BESIDE)
    return Line(
        title=measure.title,
        content=measure.content or NOTHING,
        lists=tuple(_lists(press, measure.applies_to)),
        severities=listed(measure.severities) or _("不分失信程度"),
        basis=checked(cited, basis) if basis else cited,
        executor=measure.executor,
        mandatory={"是": _("必须执行"), "否": _("供参考")}.get(measure.mandatory, ""),
        status=_("执行中") if in_force else MEASURE_STATUS.get(measure.status, _("未在执行")),
        since=day_of(measure.in_force_from.isoformat()) if measure.in_force_from else None,
        ended=_ended(measure),
    )


def _ended(measure: Measure) -> tuple[Day, str] | None:
    days = {_("起取消"): measure.abolished_on, _("起暂停"): measure.suspended_from, _("止"): measure.in_force_until}
    return next(((day_of(day.isoformat()), words) for words, day in days.items() if day), None)


def _lists(press: Press, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Title and address of the lists that a measure is for; a list that this site does not show is left out."""
    shown = {dataset.name: dataset.title for dataset in press.publication.datasets}
    for name in names:
        if name in shown:
            yield shown[name], urls.dataset(name)
