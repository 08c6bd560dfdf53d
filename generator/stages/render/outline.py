"""Outlines: what the pages of a dataset need to know of all its rows, counted a part at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

NEWEST = 8
"""Rows that entrances show."""
_NEWEST_FIRST = [("@date", "descending"), ("record_id", "ascending")]


@dataclass(frozen=True)
class Outline:
    """Some rows of one dataset in figures. Only what says so leaves persons out."""

    records: int
    months: Mapping[str, int]
    """Month, the newest first, to its number of rows; '' holds the rows without a date."""
    departments: pa.Table
    """`@department`, `@date` and `record_id` of its newest row, `rows`; the department of the newest row first."""
    newest: pa.Table
    """The newest rows, at most NEWEST."""
    newest_organisations: pa.Table
    """The newest rows that are not about a person."""
    months_of_organisations: Mapping[str, int]
    """Rows without a date are not counted."""
    subjects: pa.Array
    """Organisations, once each: codes, or names where there is no code."""

    @property
    def by_department(self) -> dict[str, int]:
        """Department id to its number of rows, that of the newest row first."""
        return dict(zip(*(self.departments[name].to_pylist() for name in ("@department", "rows")), strict=True))


def outline_of(rows: pa.Table) -> Outline:
    """Count rows that have the columns of lists (listing.py)."""
    organisations = rows.filter(pc.not_equal(rows["@kind"], "person"))
    own = rows.select(["@department", "@date", "record_id"]).append_column("rows", pa.repeat(1, rows.num_rows))
    return Outline(
        records=rows.num_rows,
        months=_newest_first(_months_of(rows)),
        departments=_led(own),
        newest=_newest(rows),
        newest_organisations=_newest(organisations),
        months_of_organisations={month: count for month, count in _months_of(organisations).items() if month},
        subjects=_subjects_of(organisations),
    )


def joined(outlines: Sequence[Outline]) -> Outline:
    """Put the outlines of a dataset's parts together, at least one."""
    return Outline(
        records=sum(one.records for one in outlines),
        months=_newest_first(_sum(one.months for one in outlines)),
        departments=_led(pa.concat_tables(one.departments for one in outlines)),
        newest=_newest(pa.concat_tables(one.newest for one in outlines)),
        newest_organisations=_newest(pa.concat_tables(one.newest_organisations for one in outlines)),
        months_of_organisations=_sum(one.months_of_organisations for one in outlines),
        subjects=pc.unique(pa.chunked_array([one.subjects for one in outlines])),
    )


def _led(rows: pa.Table) -> pa.Table:
    grouped = rows.sort_by(_NEWEST_FIRST).group_by("@department", use_threads=False)
    led = grouped.aggregate([("@date", "first"), ("record_id", "first"), ("rows", "sum")])
    return led.rename_columns(["@department", "@date", "record_id", "rows"])


def _newest(rows: pa.Table) -> pa.Table:
    return rows.take(pc.sort_indices(rows, _NEWEST_FIRST)[:NEWEST])


def _months_of(rows: pa.Table) -> dict[str, int]:
    counted = pc.value_counts(pc.utf8_slice_codeunits(rows["@date"], 0, 7)).to_pylist()
    return {entry["values"]: entry["counts"] for entry in counted}


def _newest_first(months: Mapping[str, int]) -> dict[str, int]:
    return {month: months[month] for month in sorted(months, reverse=True)}


def _sum(some: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in some:
        total.update(one)
    return dict(total)


def _subjects_of(organisations: pa.Table) -> pa.Array:
    codes = organisations["@code"]
    has_code = pc.greater(pc.utf8_length(codes), 0)
    return pc.unique(pc.if_else(has_code, codes, organisations["@name"]))
