"""The two kinds of entrance: home, and the page of each dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.columns import public_columns
from generator.model.field import FieldSpec
from generator.model.message import _, listed
from generator.stages.render.bases import citations_of
from generator.stages.render.downloads import downloads_of
from generator.stages.render.finder import script_words
from generator.stages.render.freshness import notices_of
from generator.stages.render.listing import Listing, Row
from generator.stages.render.lists import calendar_of, department_picks
from generator.stages.render.outline import NEWEST
from generator.stages.render.periods import period_words
from generator.stages.render.press import Press, robots_of
from generator.stages.render.structured import structured
from generator.stages.render.summary import HOME_LABELS, Summary, count_subjects
from generator.stages.render.titles import title_in
from generator.stages.render.trends import Trends
from generator.stages.render.words import ADMINISTRATION, DISCLOSURES, KINDS, LISTS, day_in_year, month_words

GROUPS = (ADMINISTRATION, LISTS)
TYPES = {
    "date": _("日期，年-月-日"),
    "datetime": _("日期和时间"),
    "time": _("时间"),
    "year": _("年份"),
    "yearmonth": _("年-月"),
    "duration": _("时长"),
    "number": _("数值"),
    "integer": _("整数"),
    "boolean": _("是或否"),
    "list": _("几项，用逗号分开"),
    "geopoint": _("经度,纬度"),
}


class Term(NamedTuple):
    """One field in the dictionary of a dataset: what it holds, and what each kind of subject shows of it."""

    name: str
    code: str
    content: str
    unit: str
    organisation: str
    sole_trader: str
    person: str


def render_home(press: Press, summaries: Sequence[Summary]) -> str:
    """Write the home page; gives its address."""
    publication = press.publication
    charts, rankings = Trends(publication).at_home()
    newest = sorted((entry for one in summaries for entry in one.newest), key=_age, reverse=True)
    departments = {unit.department for one in summaries for unit in publication.units_of(one.dataset.name)}
    late = {
        unit.department
        for one in summaries
        for unit in publication.units_of(one.dataset.name)
        if unit.fallback or unit.data_date is None
    }
    return press.edition(
        "/",
        "home.html",
        is_finder=True,
        column=_("首页"),
        data_day=day_in_year(publication.data_date),
        records=f"{sum(one.records for one in summaries):,}",
        subjects=f"{count_subjects(summaries):,}",
        departments=len(departments),
        on_time=len(departments - late),
        groups=[(group, list(_entries(press, summaries, group))) for group in GROUPS],
        labels=[(_("名称"), "text"), *((label, "text") for label in HOME_LABELS)],
        rows=[row for _, row in newest[:NEWEST]],
        everything=[
            (press.at(urls.dataset(one.dataset.name)), title_in(press.speech, one.dataset))
            for one in summaries
            if one.newest
        ],
        charts=charts,
        rankings=rankings,
        words=script_words(press),
    )


def render_dataset(press: Press, listing: Listing, summary: Summary, sizes: Mapping[str, int]) -> Iterator[str]:
    """Write the page of one dataset; gives its address where search engines may have it."""
    publication, dataset, outline = press.publication, listing.dataset, listing.outline
    charts, rankings = Trends(publication).of_dataset(dataset.name)
    title = title_in(press.speech, dataset)
    newest = outline.newest
    untils = newest["published_until"].to_pylist()
    robots = robots_of(dataset, untils, has_persons="person" in newest["@kind"].to_pylist())
    address = press.edition(
        urls.dataset(dataset.name),
        "dataset.html",
        title=title,
        crumbs=[(_("/catalogue/"), _("公示目录")), ("", title)],
        current="/catalogue/",
        column=dataset.title,
        column_says=dataset.description or dataset.title,
        robots=robots,
        dataset=dataset,
        group=KINDS[dataset.credit.kind].group,
        notices=notices_of(publication, publication.units_of(dataset.name)),
        bases=citations_of(publication.city, dataset.credit.basis),
        criteria=_criteria(publication.city, dataset),
        period=period_words(publication.city, dataset.credit.period, publication.as_of),
        records=f"{outline.records:,}",
        subjects=f"{len(summary.subjects):,}",
        this_month=f"{summary.months.get(publication.as_of.isoformat()[:7], 0):,}",
        charts=charts,
        rankings=rankings,
        labels=listing.labels,
        rows=listing.rows(newest),
        shown=newest.num_rows,
        everything=_everything(listing),
        years=calendar_of(listing),
        departments=department_picks(press, listing),
        downloads=downloads_of(press, dataset, outline.records, sizes),
        terms=list(terms_of(dataset)),
        structured=structured(press, dataset, sizes),
    )
    if not robots:
        yield address


def terms_of(dataset: Dataset) -> Iterator[Term]:
    """The dictionary: every declared field, also those that nobody sees, and the columns that are added."""
    units = {column.name: column.unit for column in public_columns(dataset)}
    for field in dataset.fields:
        shown = [DISCLOSURES[_disclosure(dataset, field, kind)] for kind in ("organisation", "sole-trader", "person")]
        yield Term(field.name, field.credit.code or "", content_of(field), units.get(field.name, ""), *shown)
    for column in public_columns(dataset):
        if column.source is None or column.is_yuan:
            words = column.description or column.title
            yield Term(column.name, "", words, column.unit, *[DISCLOSURES["public"]] * 3)


def content_of(field: FieldSpec) -> str:
    """What a field holds, in words."""
    limits = field.constraints
    if limits.enum:
        return listed(str(value) for value in limits.enum)
    words = TYPES.get(field.type, _("文本"))
    return _("{content}，至多{count}字", content=words, count=limits.max_length) if limits.max_length else words


def _disclosure(dataset: Dataset, field: FieldSpec, kind: str) -> str:
    if kind == "person" and (dataset.credit.natural_persons == "withheld" or dataset.credit.subjects != "mixed"):
        return "withhold"
    return field.credit.disclosure(kind)


def _entries(press: Press, summaries: Sequence[Summary], group: str) -> Iterator[tuple[str, str, str, str]]:
    for one in summaries:
        if KINDS[one.dataset.credit.kind].group == group:
            yield (
                press.at(urls.dataset(one.dataset.name)),
                title_in(press.speech, one.dataset),
                _("{count}条", count=f"{one.records:,}"),
                one.dataset.description,
            )


def _age(entry: tuple[str, Row]) -> tuple[str, str]:
    return entry[0], entry[1].record_id


def _criteria(city: City, dataset: Dataset) -> tuple[str, ...]:
    """The document that subjects are recognised by, and under which number it was filed (四(一))."""
    criteria = dataset.credit.criteria
    if criteria is None:
        return ()
    filed = (_("备案号：{number}。", number=criteria.filing),) if criteria.filing else ()
    return (*citations_of(city, [criteria.document]), *filed)


def _everything(listing: Listing) -> tuple[str, str] | None:
    """Address and words of the list that the newest rows come from."""
    for month, count in listing.outline.months.items():
        when = month_words(month) if month else ""
        return urls.listing(listing.dataset.name, month or None), _(
            "查看{when}全部{count}条", when=when, count=f"{count:,}"
        )
    return None
