"""The roll of organisations: everyone about whom something is shown tonight, once each. Persons are not on it."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generator.model import urls
from generator.model.publication import Publication
from generator.policy.initials import initials, order_of

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
    schema = pa.schema([(name, pa.large_string()) for name in _COLUMNS])
    shown = [part for dataset in publication.datasets for part in publication.parts_of(dataset.name)]
    read = [pq.read_table(part.frame, columns=list(_COLUMNS)).select(_COLUMNS).cast(schema) for part in shown]
    rows = pa.concat_tables([schema.empty_table(), *read])
    rows = rows.filter(pc.and_(pc.not_equal(rows["@kind"], "person"), pc.greater(pc.utf8_length(rows["@name"]), 0)))
    has_page = pc.match_substring_regex(rows["@code"], urls.UNIFIED)
    rows = rows.append_column("ref", pc.if_else(has_page, rows["@code"], rows["record_id"]))
    rows = rows.append_column("code", pc.if_else(has_page, rows["@code"], ""))
    rows = rows.sort_by([("ref", "ascending"), ("@date", "descending"), ("record_id", "ascending")])
    firsts = [("@name", "first"), ("code", "first"), ("record_id", "first"), ("record_id", "count")]
    once = rows.group_by("ref", use_threads=False).aggregate(firsts)
    names = once["@name_first"].to_pylist()
    table = pa.table(
        {
            "name": once["@name_first"],
            "code": once["code_first"],
            "record": once["record_id_first"],
            "count": once["record_id_count"],
            "initial": pa.array(initials(names), pa.large_string()),
            "order": pa.array(order_of(names), pa.large_binary()),
        }
    )
    by = [("initial", "ascending"), ("order", "ascending"), ("code", "ascending"), ("record", "ascending")]
    return Roll(table.sort_by(by).drop_columns("order").combine_chunks())
