"""Subject pages: everything shown about one organisation, across datasets, good and bad, and what absence means.

Persons have no such page. Only what is shown tonight is on it, so that nothing tells what was there before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from markupsafe import Markup

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.model.publication import Publication
from generator.stages.render.browse import district_name
from generator.stages.render.linked import embedded, organisation
from generator.stages.render.listing import Listing, Row, listing_of
from generator.stages.render.press import Press, robots_of
from generator.stages.render.roll import Roll
from generator.stages.render.words import KINDS, SUBJECT_WORDS, day_of

CODES = 5_000
"""Organisations whose rows are in memory as text at one time."""
Span = tuple[str, str]
"""The first and the last of codes that follow one another."""


@dataclass(frozen=True)
class Entry:
    """One row about an organisation, with what the page itself needs of it."""

    row: Row
    name: str
    day: str
    kind: str


def lay_out_subjects(publication: Publication, folder: Path) -> None:
    """Lay out the rows of subject pages below a folder, by code and the newest first, a file a dataset."""
    folder.mkdir(parents=True, exist_ok=True)
    by_code = [("@code", "ascending"), ("@date", "descending"), ("record_id", "ascending")]
    for dataset in publication.datasets:
        table = listing_of(publication, dataset).about_organisations()
        table = table.filter(pc.match_substring_regex(table["@code"], urls.UNIFIED))
        table = table.filter(pc.greater(pc.utf8_length(table["@name"]), 0)).sort_by(by_code)
        with pa.ipc.new_file(str(_file(folder, dataset)), table.schema) as sink:
            sink.write_table(table.combine_chunks())


def spans_of(roll: Roll) -> list[Span]:
    """Divide the codes of a roll into spans of CODES."""
    codes = roll.codes
    return [
        (codes[first].as_py(), codes[min(first + CODES, len(codes)) - 1].as_py())
        for first in range(0, len(codes), CODES)
    ]


def render_subjects(press: Press, layouts: Mapping[str, Listing], folder: Path, span: Span) -> Iterator[str]:
    """Write the pages of a span of codes; gives the addresses that search engines may have."""
    found = [(layout, _by_code(layout, _file(folder, layout.dataset), span)) for layout in layouts.values()]
    for code in sorted({code for _layout, entries in found for code in entries}):
        yield from _page(press, code, [(layout, entries.get(code, [])) for layout, entries in found])


def _file(folder: Path, dataset: Dataset) -> Path:
    return folder / f"{dataset.name}.arrow"


def _by_code(layout: Listing, path: Path, span: Span) -> dict[str, list[Entry]]:
    """Code to its rows, for the codes of a span."""
    with pa.memory_map(str(path)) as file:
        laid = pa.ipc.open_file(file).read_all()
        table = laid.filter(pc.and_(pc.greater_equal(laid["@code"], span[0]), pc.less_equal(laid["@code"], span[1])))
    entries: dict[str, list[Entry]] = defaultdict(list)
    columns = (table[name].to_pylist() for name in ("@code", "@name", "@date", "@kind"))
    for row, code, name, day, kind in zip(layout.rows(table), *columns, strict=True):
        entries[code].append(Entry(_about(layout, row), name, day, kind))
    return entries


def _about(listing: Listing, row: Row) -> Row:
    """A row that is named by its document, for whose it is the page says once."""
    return row._replace(name=row.number or listing.dataset.title, number="", tail="")


def _page(press: Press, code: str, lists: list[tuple[Listing, list[Entry]]]) -> Iterator[str]:
    entries = sorted((entry for _, some in lists for entry in some), key=lambda one: one.day, reverse=True)
    newest = entries[0]
    harmful = [
        (listing.dataset, [one.row.until for one in some])
        for listing, some in lists
        if some and listing.dataset.is_adverse
    ]
    robots = robots_of(harmful[0][0], [until for _, untils in harmful for until in untils]) if harmful else ""
    address = urls.subject(code)
    press.page(
        address,
        "subject.html",
        title=newest.name,
        crumbs=[("/search/", _("查找记录")), ("", newest.name)],
        current="/search/",
        column=_("单位"),
        robots=robots,
        name=newest.name,
        names=[name for name in dict.fromkeys(one.name for one in entries) if name != newest.name],
        code=code,
        kind=SUBJECT_WORDS[newest.kind],
        district=district_name(press, code[2:8]),
        total=len(entries),
        overview=[_overview(listing.dataset, some) for listing, some in lists],
        sections=[
            (listing.dataset, _labels(listing), [one.row for one in some], KINDS[listing.dataset.credit.kind])
            for listing, some in lists
            if some
        ],
        linked=_linked(press, newest, code, address) if newest.kind == "organisation" else "",
    )
    if not harmful and newest.kind == "organisation":
        yield address


def _overview(dataset: Dataset, entries: list[Entry]) -> tuple[str, str, int, Any]:
    """Name, title, number of records, newest day."""
    day = day_of(entries[0].day) if entries and entries[0].day else None
    return dataset.name, dataset.title, len(entries), day


def _labels(listing: Listing) -> list[tuple[str, str]]:
    return [(_("文书号") if listing.number else _("记录"), "text"), *listing.labels[1:]]


def _linked(press: Press, newest: Entry, code: str, address: str) -> Markup:
    """The organisation as schema.org knows it: what a registry says, and nothing about any person."""
    url = press.publication.city.site.base_url.rstrip("/") + address
    return embedded({"@context": "https://schema.org"} | organisation(newest.name, code) | {"url": url})
