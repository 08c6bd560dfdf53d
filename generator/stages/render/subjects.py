"""Subject pages: everything shown about one organisation, across datasets, good and bad, and what absence means.

Persons have no such page. Only what is shown tonight is on it, so that nothing tells what was there before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from generator.model import urls
from generator.stages.render.listing import Listing
from generator.stages.render.markup import escaped, texts_of
from generator.stages.render.press import Press, robots_of
from generator.stages.render.roll import Roll
from generator.stages.render.rows import write
from generator.stages.render.setter import RowSetter
from generator.stages.render.subject import Section, Subject, SubjectSetter

CODES, ROWS = 5_000, 20_000
"""Organisations whose rows are in memory as text at one time, and how many rows: some have hundreds."""
BY_CODE = [("@code", "ascending"), ("@date", "descending"), ("record_id", "ascending")]
Span = tuple[str, str]
"""The first and the last of codes that follow one another."""


@dataclass(frozen=True)
class Laid:
    """The rows of one dataset about the codes of a span, set; of one code they stand together, the newest first."""

    listing: Listing
    html: list[bytes]
    names: list[str]
    """Escaped."""
    days: list[str]
    kinds: list[str]
    untils: list[str]
    runs: dict[str, slice]
    """Code to where its rows stand."""


def lay_out_subjects(rows: pa.Table, folder: Path, number: int) -> None:
    """Lay out the rows of a part below the folder of its dataset, by code and the newest first.

    `rows` have the columns that lists need; those of persons, and without a name or such a code, stay away.
    """
    table = rows.filter(
        pc.and_(pc.not_equal(rows["@kind"], "person"), pc.match_substring_regex(rows["@code"], urls.UNIFIED))
    )
    table = table.filter(pc.greater(pc.utf8_length(table["@name"]), 0)).sort_by(BY_CODE)
    write(table.combine_chunks(), folder, number)


def spans_of(roll: Roll, most: int = CODES, rows: int = ROWS) -> list[Span]:
    """Divide the codes of a roll into spans of so many codes at most, and about so many rows."""
    lines = np.flatnonzero(roll.codes != b"")
    lines = lines[np.argsort(roll.codes[lines])]
    codes, counts = roll.codes[lines], roll.table["count"].to_numpy()[lines]
    places = np.arange(len(codes)) // most, (np.cumsum(counts) - counts) // rows
    begins = np.flatnonzero(np.any([np.diff(place, prepend=-1) for place in places], axis=0))
    ends = [*begins[1:], len(codes)]
    return [(codes[first].decode(), codes[end - 1].decode()) for first, end in zip(begins, ends, strict=False)]


def render_subjects(press: Press, layouts: Mapping[str, Listing], folder: Path, span: Span) -> Iterator[str]:
    """Write the pages of a span of codes; gives the addresses that search engines may have."""
    rows = press.environment.get_template("partials/rows.html")
    laid = [
        _laid(RowSetter(rows, one, is_by_number=True), one, folder / one.dataset.name, span) for one in layouts.values()
    ]
    setter = SubjectSetter(press, [one.listing for one in laid])
    found: dict[str, list[tuple[int, slice]]] = defaultdict(list)
    for place, one in enumerate(laid):
        for code, run in one.runs.items():
            found[code].append((place, run))
    for code in sorted(found):
        subject = _subject(code, [(place, laid[place], run) for place, run in found[code]])
        address = urls.subject(code)
        press.put(urls.to_file(address), setter.set(subject))
        if not subject.robots and subject.kind == "organisation":
            yield address


def _laid(setter: RowSetter, listing: Listing, folder: Path, span: Span) -> Laid:
    """The rows of a dataset about the codes of a span."""
    some = [listing.outline.newest.slice(0, 0), *(_within(path, span) for path in sorted(folder.glob("*.arrow")))]
    table = pa.concat_tables(some).sort_by(BY_CODE).combine_chunks()
    runs, first = {}, 0
    for run in table.group_by("@code", use_threads=False).aggregate([([], "count_all")]).to_pylist():
        runs[run["@code"]] = slice(first, first + run["count_all"])
        first += run["count_all"]
    names = escaped(texts_of(table["@name"])).to_pylist()
    days, kinds, untils = (table[name].to_pylist() for name in ("@date", "@kind", "published_until"))
    return Laid(listing, setter.set(table), names, days, kinds, untils, runs)


def _within(path: Path, span: Span) -> pa.Table:
    """The rows of a part about the codes of a span, which stand together."""
    with pa.memory_map(str(path)) as file:
        rows = pa.ipc.open_file(file).read_all()
        codes = rows["@code"]
        first, stop = bisect_left(codes, span[0], key=_text), bisect_right(codes, span[1], key=_text)
        return rows.take(pa.array(range(first, stop), pa.int64()))


def _text(code: pa.Scalar) -> str:
    return str(code)


def _subject(code: str, found: list[tuple[int, Laid, slice]]) -> Subject:
    """What a page says of one organisation: its newest name, and under each dataset its rows."""
    entries = [row for _, one, run in found for row in zip(one.days[run], one.names[run], one.kinds[run], strict=True)]
    newest_first = sorted(entries, key=itemgetter(0), reverse=True)
    _, name, kind = newest_first[0]
    adverse = [(one.listing.dataset, one.untils[run]) for _, one, run in found if one.listing.dataset.is_adverse]
    return Subject(
        code=code,
        name=name,
        kind=kind,
        others=[other for other in dict.fromkeys(other for _, other, _ in newest_first) if other != name],
        robots=robots_of(adverse[0][0], [until for _, untils in adverse for until in untils]) if adverse else "",
        sections=tuple(Section(place, one.html[run], one.days[run.start]) for place, one, run in found),
    )
