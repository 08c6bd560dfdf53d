"""The roll of organisations: everyone about whom something is shown tonight, once each. Persons are not on it."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generator.model import urls
from generator.model.parts import PublicPart
from generator.model.publication import Publication
from generator.policy.initials import initials, order_of

PIECE = 50_000
"""Names that are in memory as text at one time."""
_COLUMNS = ("record_id", "@kind", "@name", "@code", "@date")


@dataclass(frozen=True)
class Roll:
    """Columns `name` (the newest), `code` (18 characters or empty), `record` (the newest), `count`, `initial`.

    Sorted by letter, and by name within it. An organisation without such a code has a line for each record: nobody
    can say whether two of one name are one.
    """

    table: pa.Table

    @property
    def codes(self) -> pa.Array:
        """The codes that have a page, sorted."""
        codes = self.table["code"].combine_chunks()
        codes = codes.filter(pc.greater(pc.utf8_length(codes), 0))
        return codes.take(pc.sort_indices(codes))

    def chosen(self, mask: pa.Array) -> Roll:
        """The part of the roll where a mask holds."""
        return Roll(self.table.filter(mask))


def roll_of(publication: Publication) -> Roll:
    """Call the roll of tonight's public rows."""
    empty = pa.schema([(name, pa.large_string()) for name in ("name", "ref", "record", "date")]).empty_table()
    shown = [part for dataset in publication.datasets for part in publication.parts_of(dataset.name)]
    rows = pa.concat_tables([empty, *map(_rows, shown)])
    rows = rows.sort_by([("ref", "ascending"), ("date", "descending"), ("record", "ascending")])
    firsts = [("name", "first"), ("record", "first"), ("record", "count")]
    once = rows.group_by("ref", use_threads=False).aggregate(firsts)
    del rows
    names, refs = once["name_first"], once["ref"]
    table = pa.table(
        {
            "name": names,
            "code": pc.if_else(pc.match_substring_regex(refs, urls.UNIFIED), refs, ""),
            "record": once["record_first"],
            "count": once["record_count"],
            "initial": _initials(names),
            "order": _orders(names),
        }
    )
    by = [("initial", "ascending"), ("order", "ascending"), ("code", "ascending"), ("record", "ascending")]
    return Roll(table.sort_by(by).drop_columns("order").combine_chunks())


def _rows(part: PublicPart) -> pa.Table:
    """Name, code or else record, record, date."""
    schema = pa.schema([(name, pa.large_string()) for name in _COLUMNS])
    rows = pq.read_table(part.frame, columns=list(_COLUMNS)).select(_COLUMNS).cast(schema)
    rows = rows.filter(pc.and_(pc.not_equal(rows["@kind"], "person"), pc.greater(pc.utf8_length(rows["@name"]), 0)))
    refs = pc.if_else(pc.match_substring_regex(rows["@code"], urls.UNIFIED), rows["@code"], rows["record_id"])
    return pa.table({"name": rows["@name"], "ref": refs, "record": rows["record_id"], "date": rows["@date"]})


def _initials(names: pa.ChunkedArray) -> pa.Array:
    """The letter of each name, worked out once for each pair of first characters."""
    heads = pc.utf8_slice_codeunits(names, 0, 2).combine_chunks().dictionary_encode()
    return pa.array(initials(heads.dictionary.to_pylist()), pa.large_string()).take(heads.indices)


def _orders(names: pa.ChunkedArray) -> pa.ChunkedArray:
    starts = range(0, len(names), PIECE)
    pieces = [pa.array(order_of(names.slice(first, PIECE).to_pylist()), pa.large_binary()) for first in starts]
    return pa.chunked_array(pieces, pa.large_binary())
