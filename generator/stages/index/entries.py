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
from generator.stages.index.keys import PIECE, SCHEMA, Keys, Pair, put_in_order, set_down
from generator.stages.index.letters import to_letters, width_of

DOCUMENTS = ("record-number", "certificate-number")
"""Roles of numbers that a document can be found by."""
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


def entries_of(publication: Publication, folder: Path) -> Entries:
    """Gather what can be found tonight, part by part; keys and lines lie below a folder, each family in its order."""
    places = _places(publication)
    records: list[pa.Table] = [_records(_nothing())]
    documents: list[Path] = []
    for dataset in publication.datasets:
        for part in publication.parts_of(dataset.name):
            table = _marked(places, dataset, _rows(part, dataset))
            records.append(_records(table))
            for number in _numbers(dataset):
                documents.append(set_down(folder / f"{len(documents)}.documents", [_documents(table, number)]))
    together = pa.concat_tables(records)
    del records
    districts = _districts(together["ref"])
    names, codes = _organisations(together, folder)
    return Entries(places, districts, names, codes, put_in_order(documents, folder / "documents"))


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


def _organisations(records: pa.Table, folder: Path) -> tuple[Keys, Keys]:
    """One line for each name an organisation has tonight, with the facets of all its records."""
    refs, facets = _facets(records)
    named = records.select(["name", "ref", "code"]).group_by(["name", "ref", "code"]).aggregate([])
    named = named.filter(pc.greater(pc.utf8_length(named["name"]), 0))
    named = named.sort_by([("name", "ascending"), ("ref", "ascending")]).combine_chunks()
    at = pc.index_in(named["ref"], refs)
    unsorted = folder / "unsorted.codes"
    with pa.ipc.new_file(str(folder / "names"), SCHEMA) as names, pa.ipc.new_file(str(unsorted), SCHEMA) as codes:
        for first in range(0, named.num_rows, PIECE):
            by_name, by_code = _lines(named.slice(first, PIECE), facets.take(at.slice(first, PIECE).combine_chunks()))
            names.write_batch(pa.record_batch(list(by_name), schema=SCHEMA))
            codes.write_batch(pa.record_batch(list(by_code), schema=SCHEMA))
    return Keys.load(folder / "names"), put_in_order([unsorted], folder / "codes")


def _facets(records: pa.Table) -> tuple[pa.Array, pa.Array]:
    """What hits lead to, and the facets of all its records."""
    facets = records.select(["ref", "facet"]).group_by(["ref", "facet"]).aggregate([])
    facets = facets.sort_by([("ref", "ascending"), ("facet", "ascending")])
    facets = facets.group_by("ref", use_threads=False).aggregate([("facet", "list")])
    joined = pc.binary_join(facets["facet_list"].combine_chunks(), pa.scalar("", pa.large_string()))
    return facets["ref"].combine_chunks(), joined


def _lines(named: pa.Table, facets: pa.Array) -> tuple[Pair, Pair]:
    """Keys and lines by name, and by code."""
    names, refs, codes = (named[name].combine_chunks() for name in ("name", "ref", "code"))
    folded, lines = _folded(names, [names, refs, facets])
    longer = _ended(_joined([names, refs, facets, folded, codes], SEPARATOR))
    by_code = pc.if_else(pc.equal(codes, refs), lines, longer)
    is_coded = pc.greater(pc.utf8_length(codes), 0)
    return (folded, lines), (codes.filter(is_coded), by_code.filter(is_coded))


def _documents(table: pa.Table, number: str) -> Pair:
    has_number = pc.greater(pc.utf8_length(table[number]), 0)
    table = table.filter(has_number).combine_chunks()
    numbers, names, ids, facets = (
        table[name].combine_chunks() for name in (number, "@name", "record_id", "@facet")
    )  # fmt: skip
    folded, lines = _folded(numbers, [numbers, names, ids, facets])
    return pc.utf8_rtrim(pc.utf8_ltrim(folded, "第"), "号"), lines


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


def _joined(cells: list[pa.Array], between: str) -> pa.Array:
    return pc.binary_join_element_wise(*cells, pa.scalar(between, pa.large_string()))
