"""What can be found: organisations with everything published about them, and documents. Persons are passed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generator.model.catalogue import Dataset
from generator.model.columns import public_columns
from generator.model.parts import PublicPart
from generator.model.publication import Publication
from generator.model.urls import UNIFIED
from generator.policy.spelling import SEPARATOR, level_all, simplify_all
from generator.stages.index.letters import to_letters, width_of

DOCUMENTS = ("record-number", "certificate-number")
"""Roles of numbers that a document can be found by."""
PIECE = 50_000
"""Texts that are in memory as such at one time."""
OWN = ("record_id", "@kind", "@name", "@code", "@department", "@date")


@dataclass(frozen=True)
class Places:
    """The tables that the letters of a facet point into: a record's dataset, department and year."""

    datasets: tuple[str, ...]
    departments: tuple[str, ...]
    years: tuple[str, ...]
    """`2026`, or empty for records without a date."""

    def facets(self, dataset: str, departments: pa.Array, dates: pa.Array) -> pa.Array:
        """Letters for dataset, department and year, of each record."""
        years = pc.utf8_slice_codeunits(dates, 0, 4)
        head = to_letters(self.datasets.index(dataset), width_of(len(self.datasets)))
        middle, tail = _lettered(departments, self.departments), _lettered(years, self.years)
        return _joined([pa.scalar(head, pa.large_string()), middle, tail], "")


@dataclass(frozen=True)
class Keys:
    """The key of each entry, folded, and its line with the line's end. Text is large_string, in one chunk."""

    keys: pa.Array
    lines: pa.Array

    def save(self, path: Path) -> None:
        """Write them so that workers can share the pages they are read from."""
        table = pa.table({"key": self.keys, "line": self.lines})
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as out:
            out.write_table(table)

    @classmethod
    def load(cls, path: Path) -> Keys:
        """Open what `save` wrote; nothing is read until it is asked for."""
        table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
        return cls(*(_whole(table[name]) for name in ("key", "line")))


@dataclass(frozen=True)
class Entries:
    """Three families of keys: any part of a name, a code, a document number. The lines of the first two are the same.

    A line of an organisation: name, its 18-character code or else the id of a record, facets; of a document: number,
    name, record id, facet. Where name or number holds traditional characters, what it folds to stands behind; behind
    that, among the codes, a code of another length.
    """

    places: Places
    districts: Mapping[str, int]
    """District of the code to the number of organisations."""
    names: Keys
    codes: Keys
    documents: Keys

    def alphabet(self) -> set[str]:
        """Every character that occurs in a key."""
        found: set[str] = set()
        for keys in (self.names.keys, self.documents.keys):
            for first in range(0, len(keys), PIECE):
                found.update(*keys.slice(first, PIECE).to_pylist())
        return found


def entries_of(publication: Publication) -> Entries:
    """Gather what can be found tonight, part by part."""
    places = _places(publication)
    records, documents = [_records(_nothing())], []
    for dataset in publication.datasets:
        for part in publication.parts_of(dataset.name):
            table = _marked(places, dataset, _rows(part, dataset))
            records.append(_records(table))
            documents += [_documents(table, number) for number in _numbers(dataset)]
    together = pa.concat_tables(records)
    names, codes = _organisations(together)
    return Entries(places, _districts(together["ref"]), names, codes, _together(documents))


def _districts(refs: pa.ChunkedArray) -> dict[str, int]:
    known = pc.unique(refs)
    known = known.filter(pc.match_substring_regex(known, UNIFIED))
    counted = pc.value_counts(pc.utf8_slice_codeunits(known, 2, 8)).to_pylist()
    return {entry["values"]: entry["counts"] for entry in counted}


def _numbers(dataset: Dataset) -> list[str]:
    public = {column.name for column in public_columns(dataset)}
    return [name for role in DOCUMENTS if (name := dataset.named(role)) in public]


def _rows(part: PublicPart, dataset: Dataset) -> pa.Table:
    columns = list(dict.fromkeys([*OWN, *_numbers(dataset)]))
    table = pq.read_table(part.frame, columns=columns).select(columns)
    table = table.cast(pa.schema([(name, pa.large_string()) for name in columns]))
    table = table.filter(pc.not_equal(table["@kind"], "person"))
    return pa.table({name: _one_line(table[name]) for name in columns})


def _nothing() -> pa.Table:
    names = ("@name", "@code", "record_id", "@facet")
    return pa.schema([(name, pa.large_string()) for name in names]).empty_table()


def _one_line(cells: pa.ChunkedArray) -> pa.Array:
    """Cells without what ends a line or a cell of an index; a missing one is empty."""
    text = pc.fill_null(cells.combine_chunks(), "")
    text = pc.replace_substring_regex(text, "[\\r\\n\\x{85}\\x{2028}\\x{2029}]+", " ")
    return pc.replace_substring(text, SEPARATOR, "｜")


def _places(publication: Publication) -> Places:
    departments: set[str] = set()
    years: set[str] = set()
    shown = [part for dataset in publication.datasets for part in publication.parts_of(dataset.name)]
    for part in shown:
        table = pq.read_table(part.frame, columns=["@kind", "@department", "@date"])
        table = table.filter(pc.not_equal(table["@kind"], "person"))
        departments.update(pc.unique(table["@department"]).to_pylist())
        dates = pc.fill_null(table["@date"].cast(pa.large_string()), "")
        years.update(pc.unique(pc.utf8_slice_codeunits(dates, 0, 4)).to_pylist())
    datasets = tuple(dataset.name for dataset in publication.datasets)
    return Places(datasets, tuple(sorted(departments)), tuple(sorted(years, reverse=True)))


def _lettered(values: pa.Array, table: tuple[str, ...]) -> pa.Array:
    width = width_of(len(table))
    letters = pa.array([to_letters(place, width) for place in range(len(table))], pa.large_string())
    return letters.take(pc.index_in(values, pa.array(table, pa.large_string())))


def _marked(places: Places, dataset: Dataset, table: pa.Table) -> pa.Table:
    facets = places.facets(dataset.name, table["@department"].combine_chunks(), table["@date"].combine_chunks())
    return table.append_column("@facet", facets)


def _records(table: pa.Table) -> pa.Table:
    """Name, code, what a hit leads to (the 18-character code, else the record), facet."""
    codes = table["@code"]
    has_page = pc.match_substring_regex(codes, UNIFIED)
    ref = pc.if_else(has_page, codes, table["record_id"])
    return pa.table({"name": table["@name"], "code": codes, "ref": ref, "facet": table["@facet"]})


def _organisations(records: pa.Table) -> tuple[Keys, Keys]:
    """One line for each name an organisation has tonight, with the facets of all its records."""
    facets = records.select(["ref", "facet"]).group_by(["ref", "facet"]).aggregate([])
    facets = facets.sort_by([("ref", "ascending"), ("facet", "ascending")])
    facets = facets.group_by("ref", use_threads=False).aggregate([("facet", "list")])
    joined = pc.binary_join(facets["facet_list"].combine_chunks(), pa.scalar("", pa.large_string()))
    named = records.select(["name", "ref", "code"]).group_by(["name", "ref", "code"]).aggregate([])
    named = named.filter(pc.greater(pc.utf8_length(named["name"]), 0)).combine_chunks()
    named = named.sort_by([("name", "ascending"), ("ref", "ascending")]).combine_chunks()
    names, refs = named["name"].combine_chunks(), named["ref"].combine_chunks()
    theirs = joined.take(pc.index_in(refs, facets["ref"].combine_chunks()))
    folded, lines = _folded(names, [names, refs, theirs])
    codes = named["code"].combine_chunks()
    lines_by_code = pc.if_else(
        pc.equal(codes, refs), lines, _ended(_joined([names, refs, theirs, folded, codes], SEPARATOR))
    )
    is_coded = pc.greater(pc.utf8_length(codes), 0)
    by_code = _sorted(codes.filter(is_coded), lines_by_code.filter(is_coded))
    return Keys(folded, lines), by_code


def _documents(table: pa.Table, number: str) -> Keys:
    has_number = pc.greater(pc.utf8_length(table[number]), 0)
    table = table.filter(has_number).combine_chunks()
    numbers, names, ids, facets = (
        table[name].combine_chunks() for name in (number, "@name", "record_id", "@facet")
    )  # fmt: skip
    folded, lines = _folded(numbers, [numbers, names, ids, facets])
    return Keys(pc.utf8_rtrim(pc.utf8_ltrim(folded, "第"), "号"), lines)


def _together(some: list[Keys]) -> Keys:
    keys = [one.keys for one in some]
    lines = [one.lines for one in some]
    empty = pa.array([], pa.large_string())
    return _sorted(pa.concat_arrays([empty, *keys]), pa.concat_arrays([empty, *lines]))


def _sorted(keys: pa.Array, lines: pa.Array) -> Keys:
    """Sort by key, in the order of code points, and by line where keys are equal."""
    order = pc.sort_indices(pa.table({"key": keys, "line": lines}), [("key", "ascending"), ("line", "ascending")])
    return Keys(keys.take(order), lines.take(order))


def _folded(texts: pa.Array, cells: list[pa.Array]) -> tuple[pa.Array, pa.Array]:
    """Folded texts, and the lines of their cells."""
    levelled = _by_pieces(level_all, texts)
    keys = _by_pieces(simplify_all, levelled)
    line = _joined(cells, SEPARATOR)
    longer = _joined([line, keys], SEPARATOR)
    return keys, _ended(pc.if_else(pc.equal(keys, levelled), line, longer))


def _by_pieces(fold: Callable[[list[str]], list[str]], texts: pa.Array) -> pa.Array:
    pieces = [
        pa.array(fold(texts.slice(first, PIECE).to_pylist()), pa.large_string())
        for first in range(0, len(texts), PIECE)
    ]
    return pa.concat_arrays([pa.array([], pa.large_string()), *pieces])


def _ended(lines: pa.Array) -> pa.Array:
    return _joined([lines, pa.scalar("", pa.large_string())], "\n")


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _joined(cells: list[pa.Array], between: str) -> pa.Array:
    return pc.binary_join_element_wise(*cells, pa.scalar(between, pa.large_string()))
