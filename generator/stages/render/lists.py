"""List pages: by month, by year, by department, and of all where rows have no date. A hundred rows a page.

Each list is set from the rows that `render_rows` laid out by month and department: one month is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.compute as pc
from markupsafe import escape

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.stages.render.freshness import Notice, notices_of
from generator.stages.render.listing import PAGE_ROWS, Listing
from generator.stages.render.mold import Mold, slot
from generator.stages.render.pager import NEIGHBOURS, pager_of
from generator.stages.render.press import Press, robots_of
from generator.stages.render.rows import NO_ROWS, month_folder, pieces
from generator.stages.render.words import month_words

SLOTS = ("title", "caption", "pager", "robots", "body")
"""What differs between the pages of a list."""
Labels = list[tuple[str, str]]
"""The head of a table: words and form of each column."""


class Year(NamedTuple):
    """One year of the calendar: words, address of its page, twelve (month, address, count)."""

    words: str
    href: str
    months: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Series:
    """A list that may need several pages."""

    title: str
    lead: str
    crumb: str
    total: int
    address: Callable[[int], str]
    folders: tuple[Path, ...]
    """Where its rows lie, the newest month first."""
    notices: list[Notice] = field(default_factory=list)
    picks: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = ()
    """Filters: their name, and (words, address, count); the one that is shown has no address."""


def render_years(press: Press, listing: Listing) -> Iterator[str]:
    """Write the pages of the years; gives the addresses that search engines may have."""
    for year in calendar_of(listing):
        yield from _year_page(press, listing, year)


def lists_of(press: Press, listing: Listing, rows: Path) -> list[Series]:
    """All lists of a dataset; `rows` is the folder of its laid out rows."""
    months = [_month_series(press, listing, month, rows) for month in listing.outline.months]
    return months + [_department_series(press, listing, one, rows) for one in departments_of(press, listing)]


def calendar_of(listing: Listing) -> list[Year]:
    """The years that have rows, the newest first, with their months."""
    name, months = listing.dataset.name, listing.outline.months
    return [
        Year(
            _("{year}年", year=year),
            urls.year(name, year),
            tuple(
                (
                    _("{number}月", number=number),
                    urls.listing(name, month) if month in months else "",
                    f"{months[month]:,}",
                )
                if (month := f"{year}-{number:02d}") in months
                else (_("{number}月", number=number), "", "")
                for number in range(1, 13)
            ),
        )
        for year in dict.fromkeys(month[:4] for month in months if month)
    ]


def departments_of(press: Press, listing: Listing) -> list[str]:
    """The departments that have a page: those that should deliver, and those of rows still shown."""
    units = [unit.department for unit in press.publication.units_of(listing.dataset.name)]
    return list(dict.fromkeys([*units, *listing.outline.by_department]))


def department_picks(press: Press, listing: Listing, current: str = "") -> tuple[tuple[str, str, str], ...]:
    """The departments as choices in a row."""
    name, counts = listing.dataset.name, listing.outline.by_department
    return tuple(
        (
            listing.departments.get(one, one),
            "" if one == current else urls.department_listing(name, one),
            f"{counts.get(one, 0):,}",
        )
        for one in departments_of(press, listing)
    )


def _year_page(press: Press, listing: Listing, year: Year) -> Iterator[str]:
    dataset = listing.dataset
    press.page(
        year.href,
        "year.html",
        title=_("{when}的{title}", when=year.words, title=dataset.title),
        crumbs=[("/catalogue/", _("公示目录")), (urls.dataset(dataset.name), dataset.title), ("", year.words)],
        current="/catalogue/",
        column=dataset.title,
        column_says=dataset.description or dataset.title,
        robots=robots_of(dataset),
        years=[year._replace(href="")],
        date_label=dataset.date_column,
    )
    if not dataset.is_adverse:
        yield year.href


def _month_series(press: Press, listing: Listing, month: str, rows: Path) -> Series:
    dataset, count = listing.dataset, listing.outline.months[month]
    when = month_words(month) if month else (_("没有日期") if dataset.date_column else _("全部"))
    return Series(
        title=_("{when}的{title}", when=when, title=dataset.title),
        lead=_("现在公示中的{count}条，按{date}由近到远排列。", count=f"{count:,}", date=dataset.date_column)
        if dataset.date_column
        else _("现在公示中的{count}条。", count=f"{count:,}"),
        crumb=when,
        total=count,
        address=partial(urls.listing, dataset.name, month or None),
        folders=(rows / month_folder(month),),
        notices=notices_of(press.publication, press.publication.units_of(dataset.name)),
        picks=((_("月份"), _month_picks(listing, month)), (_("部门"), department_picks(press, listing))),
    )


def _month_picks(listing: Listing, month: str) -> tuple[tuple[str, str, str], ...]:
    months = sorted(listing.outline.months)
    place = months.index(month)
    name = listing.dataset.name
    return tuple(
        (
            month_words(one) if one else _("没有日期"),
            "" if one == month else urls.listing(name, one or None),
            f"{listing.outline.months[one]:,}",
        )
        for one in months[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
    )


def _department_series(press: Press, listing: Listing, department: str, rows: Path) -> Series:
    dataset, name = listing.dataset, listing.departments.get(department, department)
    count = listing.outline.by_department.get(department, 0)
    months = (rows / month_folder(month) / department for month in listing.outline.months)
    units = [unit for unit in press.publication.units_of(dataset.name) if unit.department == department]
    return Series(
        title=_("{name}：{title}", name=name, title=dataset.title),
        lead=_("这个部门送达、现在公示中的记录共{count}条。", count=f"{count:,}")
        if count
        else _("这个部门没有公示中的记录。"),
        crumb=name,
        total=count,
        address=partial(urls.department_listing, dataset.name, department),
        folders=tuple(folder for folder in months if folder.exists()),
        notices=notices_of(press.publication, units),
        picks=((_("部门"), department_picks(press, listing, department)),),
    )


def render_list(press: Press, dataset: Dataset, labels: Labels, series: Series) -> Iterator[str]:
    """Write the pages of a list, at least one; gives the addresses that search engines may have."""
    template = press.environment.get_template("list.html")
    last = max(1, -(-series.total // PAGE_ROWS))
    molds: dict[bool, Mold] = {}
    for number, piece in enumerate(pieces(series.folders, PAGE_ROWS) if series.total else [NO_ROWS], start=1):
        has_persons = pc.any(pc.equal(piece["@kind"], "person")).as_py() or False
        robots = robots_of(dataset, piece["published_until"].to_pylist(), has_persons=has_persons)
        if bool(robots) not in molds:
            context = _context(dataset, labels, series) | {"robots": robots and slot("robots")}
            molds[bool(robots)] = Mold(template.render(context), SLOTS)
        own = (_title(series, number), _caption(series, number), press.pager(pager_of(number, last, series.address)))
        values = [*(str(escape(text)).encode() for text in (*own, robots)), b"".join(piece["@html"].to_pylist())]
        press.put(urls.to_file(series.address(number)), molds[bool(robots)].fill(values))
        if not robots:
            yield series.address(number)


def _context(dataset: Dataset, labels: Labels, series: Series) -> dict[str, Any]:
    """The template's context for all pages of a list."""
    return {
        "title": slot("title"),
        "heading": series.title,
        "lead": series.lead,
        "crumbs": [("/catalogue/", _("公示目录")), (urls.dataset(dataset.name), dataset.title), ("", series.crumb)],
        "current": "/catalogue/",
        "column": dataset.title,
        "column_says": dataset.description or dataset.title,
        "caption": slot("caption"),
        "total": series.total,
        "labels": labels,
        "body": slot("body"),
        "notices": series.notices,
        "picks": series.picks,
        "pager": slot("pager"),
        "dataset_href": urls.dataset(dataset.name),
    }


def _title(series: Series, number: int) -> str:
    return _("{title}（第{number}页）", title=series.title, number=number) if number > 1 else series.title


def _caption(series: Series, number: int) -> str:
    first = (number - 1) * PAGE_ROWS
    last = min(series.total, first + PAGE_ROWS)
    return _("第{first}至{last}条，共{total}条", first=f"{first + 1:,}", last=f"{last:,}", total=f"{series.total:,}")
