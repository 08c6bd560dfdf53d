"""Sheaves: pages of lists of organisations that follow one another, set by one job."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyarrow as pa

from generator.model import urls
from generator.model.message import _
from generator.stages.render.markup import encoded, escaped, is_filled, texts_of
from generator.stages.render.mold import Mold, slot
from generator.stages.render.pager import pager_of
from generator.stages.render.press import Press
from generator.stages.render.roll import Lines, Roll

PAGE_ROWS = 100
SLOTS = ("caption", "pager", "body")
"""What differs between the pages of a list."""
CELLS = ("href", "name", "code", "count")
ROBOTS = "noindex, noarchive"
"""Lists hold organisations of good and of harmful entries alike."""
Pick = tuple[str, str, str]
"""Words, address, count."""


class Sheaf(NamedTuple):
    """Some pages of a list that follow one another: the first of them, how many the list has, its guide words."""

    way: str
    place: str
    title: str
    number: int
    total: int
    guides: list[tuple[str, list[Pick]]]
    roll: Roll
    lines: Lines
    """Of the roll."""


def render_sheaf(press: Press, sheaf: Sheaf) -> None:
    """Write some pages of a list."""
    context = context_of(sheaf.title) | {
        "lead": _("今天公示中涉及的单位共{total}家。", total=f"{sheaf.total:,}"),
        "picks": sheaf.guides,
    }
    page = press.environment.get_template("browse_list.html")
    mold = Mold(page.render(context | {name: slot(name) for name in SLOTS}), SLOTS)
    rows, last = _set(press, sheaf.roll.table.take(pa.array(sheaf.lines))), max(1, -(-sheaf.total // PAGE_ROWS))
    for start in range(0, len(rows), PAGE_ROWS):
        number = sheaf.number + start // PAGE_ROWS
        body = rows[start : start + PAGE_ROWS]
        pager = press.pager(pager_of(number, last, lambda page: urls.browse(sheaf.way, sheaf.place, page)))
        content = mold.fill([_caption(sheaf, number, len(body)).encode(), pager.encode(), b"".join(body)])
        press.put(urls.to_file(urls.browse(sheaf.way, sheaf.place, number)), content)


def context_of(title: str) -> dict[str, Any]:
    """What the pages of a list of organisations share."""
    return {
        "title": title,
        "crumbs": [("/browse/", _("浏览")), ("", title)],
        "current": "/search/",
        "column": _("浏览"),
        "robots": ROBOTS,
    }


def _caption(sheaf: Sheaf, number: int, rows: int) -> str:
    first = (number - 1) * PAGE_ROWS
    return _(
        "第{first}至{last}家，共{total}家", first=f"{first + 1:,}", last=f"{first + rows:,}", total=f"{sheaf.total:,}"
    )


def _set(press: Press, table: pa.Table) -> list[bytes]:
    """Set rows of organisations."""
    template = press.environment.get_template("partials/organisations.html")
    codes, records = texts_of(table["code"]), texts_of(table["record"])
    has_code = is_filled(codes).to_pylist()
    molds = {
        coded: Mold(template.render(rows=[(slot("href"), slot("name"), coded and slot("code"), slot("count"))]), CELLS)
        for coded in set(has_code)
    }
    pages = zip(codes.to_pylist(), records.to_pylist(), strict=True)
    hrefs = [(urls.subject(code) or urls.record(record)).encode() for code, record in pages]
    cells = (hrefs, encoded(escaped(texts_of(table["name"]))), encoded(codes), encoded(texts_of(table["count"])))
    return [molds[coded].fill(row) for coded, row in zip(has_code, zip(*cells, strict=True), strict=True)]
