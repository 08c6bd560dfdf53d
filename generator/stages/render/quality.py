"""The quality page: what each department delivered, what of it is shown, why the rest is not, and how promptly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from generator.model import urls
from generator.model.changes import Promptness
from generator.model.city import SmallCounts
from generator.model.message import _, _n
from generator.model.publication import Publication, UnitState
from generator.stages.render.counts import Count, count_of, persons_in, total_of
from generator.stages.render.freshness import department_name
from generator.stages.render.press import Press
from generator.stages.render.trends import Trends
from generator.stages.render.words import REASONS, SOURCES, Day, day_of, reason_words

OUTSIDE = _("不在目录之内")


class UnitLine(NamedTuple):
    """One department's delivery of one dataset."""

    department: str
    dataset: str
    href: str
    data_date: Day | None
    state: str
    is_stale: bool
    delivered: Count
    used: Count
    published: Count
    withheld: Count
    waiting: Count
    reasons: tuple[tuple[str, str], ...]


class DepartmentLine(NamedTuple):
    """What one department delivered, how fresh and how prompt it is.

    Days are medians; empty where there is nothing to measure.
    """

    name: str
    used: Count
    published: Count
    withheld: Count
    units: tuple[UnitLine, ...]
    oldest: Day | None
    """The day of its oldest data that is in use."""
    age: str
    objections: str
    days_to_publish: str
    days_to_remove: str


class TimelyLine(NamedTuple):
    """How much of one item reached the public within its term, of one department or of all together."""

    dataset: str
    href: str
    department: str
    """Empty for all together."""
    term: str
    measured: str
    on_time: str
    late: str
    rate: str
    median: str


def render_quality(press: Press) -> None:
    """Write the quality page."""
    publication = press.publication
    order = {department.id: place for place, department in enumerate(publication.city.departments)}
    shown = {dataset.name for dataset in publication.datasets} | {""}
    units = sorted(
        (unit for unit in publication.units if unit.dataset in shown),
        key=lambda unit: (order.get(unit.department, len(order)), unit.dataset),
    )
    lines = [_line(press, unit) for unit in units]
    press.page(
        "/quality/",
        "quality.html",
        title=_("数据质量"),
        crumbs=[("", _("数据质量"))],
        current="/quality/",
        column=_("数据质量"),
        departments=list(_departments(press, units)),
        timely=list(_timely(publication)),
        rankings=Trends(publication).of_departments(),
        stale=[line for line in lines if line.is_stale],
        totals={
            name: total_of(getattr(line, name) for line in lines).words
            for name in ("used", "published", "withheld", "waiting")
        },
        small=publication.city.site.small_counts,
    )


def _departments(press: Press, units: Iterable[UnitState]) -> Iterator[DepartmentLine]:
    publication = press.publication
    measured = {one.department: one for one in publication.promptness}
    nothing = Promptness("", 0, 0, None, None)
    for department, group in groupby(units, key=lambda unit: unit.department):
        mine = list(group)
        lines = tuple(_line(press, unit) for unit in mine)
        days = [unit.data_date for unit in mine if unit.data_date]
        one = measured.get(department, nothing)
        count = count_of(one.objections, one.person_objections, publication.city.site.small_counts)
        yield DepartmentLine(
            name=department_name(publication, department),
            used=total_of(line.used for line in lines),
            published=total_of(line.published for line in lines),
            withheld=total_of(line.withheld for line in lines),
            units=lines,
            oldest=day_of(min(days).isoformat()) if days else None,
            age=_n("{count}天", (publication.as_of - min(days)).days) if days else "",
            objections=count.words,
            days_to_publish=_days(one.days_to_publish),
            days_to_remove=_days(one.days_to_remove),
        )


def _timely(publication: Publication) -> Iterator[TimelyLine]:
    titles = {dataset.name: dataset.title for dataset in publication.datasets}
    for one in publication.timeliness:
        yield TimelyLine(
            dataset=titles[one.dataset],
            href=urls.dataset(one.dataset),
            department=department_name(publication, one.department) if one.department else "",
            term=_n("{count}个工作日", one.term_days),
            measured=f"{one.measured:,}",
            on_time=f"{one.on_time:,}",
            late=f"{one.late:,}",
            rate=f"{100 * one.on_time // one.measured}%",
            median=_days(one.median_days),
        )


def _days(median: float | None) -> str:
    """A median of days; half a day occurs between two.

    >>> [_days(days) for days in (None, 0.0, 1.5, 12.0)]
    ['', '当天', '1.5天', '12天']
    """
    if median is None:
        return ""
    return _("{count}天", count=f"{median:g}") if median else _("当天")


def _line(press: Press, unit: UnitState) -> UnitLine:
    publication = press.publication
    rule = publication.city.site.small_counts
    titles = {dataset.name: dataset.title for dataset in publication.datasets}
    persons = persons_in(unit.withheld)
    withheld = sum(unit.withheld.values())
    is_absent = unit.dataset != "" and unit.data_date is None
    state = SOURCES[unit.verdict] if unit.verdict else _("已采用今天的数据")
    return UnitLine(
        department=department_name(publication, unit.department),
        dataset=titles.get(unit.dataset, OUTSIDE),
        href=urls.dataset(unit.dataset) if unit.dataset else "",
        data_date=day_of(unit.data_date.isoformat()) if unit.data_date else None,
        state=_("{state}（尚无数据）", state=state) if is_absent else state,
        is_stale=unit.fallback or is_absent,
        delivered=count_of(max(0, unit.delivered - persons), min(persons, unit.delivered), rule),
        used=count_of(unit.used - persons, persons, rule),
        published=count_of(unit.published, 0, rule),
        withheld=count_of(withheld - persons, persons, rule),
        waiting=count_of(unit.waiting, 0, rule),
        reasons=tuple(_reasons(unit.withheld, rule)),
    )


def _reasons(withheld: Mapping[str, int], rule: SmallCounts) -> list[tuple[str, str]]:
    """Reason and count, in the order of design §7; reasons about persons are one, so that neither can be worked out."""
    counts = dict.fromkeys(dict.fromkeys(REASONS.values()), 0)
    for code, count in withheld.items():
        counts[reason_words(code)] += count
    persons = reason_words("person-withheld")
    return [
        (words, count_of(0, count, rule).words if words == persons else f"{count:,}")
        for words, count in counts.items()
        if count
    ]
