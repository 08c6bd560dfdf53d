"""The roll of organisations: everyone about whom something is shown tonight, once each. Persons are not on it.

It lies on disk, in order, and is read where it lies: what it takes is a file, and of memory some numbers a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from generator.model import urls
from generator.policy.initials import initials, order_of
from generator.stages.render.rows import opened, write

PIECE = 50_000
"""Lines that are in memory as text at one time."""
Lines = npt.NDArray[np.int64]
_COLUMNS = ("name", "ref", "record", "date")
_SCHEMA = pa.schema([(name, pa.large_string()) for name in _COLUMNS])


@dataclass(frozen=True)
class Roll:
    """Columns `name` (the newest), `code` (18 characters or empty), `record` (the newest), `count`, `initial`.

    Sorted by letter, and by name within it. An organisation without such a code has a line for each record: nobody
    can say whether two of one name are one.
    """

    path: Path

    @cached_property
    def table(self) -> pa.Table:
        """The lines, on disk until they are asked for."""
        return opened(self.path)

    @cached_property
    def codes(self) -> npt.NDArray[np.bytes_]:
        """The code of each line, empty where there is none."""
        return np.asarray(self.table["code"].to_numpy(), dtype="S18")

    def __reduce__(self) -> tuple[type[Roll], tuple[Path]]:
        """What travels is where it lies."""
        return Roll, (self.path,)


def lay_out_roll(rows: pa.Table, folder: Path, number: int) -> None:
    """Lay out what the roll needs of a part below a folder; `rows` have the columns that lists need."""
    is_on = pc.and_(pc.not_equal(rows["@kind"], "person"), pc.greater(pc.utf8_length(rows["@name"]), 0))
    rows = rows.filter(is_on)
    refs = pc.if_else(pc.match_substring_regex(rows["@code"], urls.UNIFIED), rows["@code"], rows["record_id"])
    columns = [rows["@name"], refs, rows["record_id"], rows["@date"]]
    write(pa.table(columns, list(_COLUMNS)).cast(_SCHEMA).combine_chunks(), folder, number)


def roll_of(folder: Path, path: Path) -> Roll:
    """Call the roll of all that was laid out below a folder, and set it down."""
    rows = pa.concat_tables([_SCHEMA.empty_table(), *map(opened, sorted(folder.rglob("*.arrow")))])
    path.parent.mkdir(parents=True, exist_ok=True)
    newest, counts = _once(rows)
    letters, orders = _letters(rows["name"], newest)
    refs = rows["ref"].take(pa.array(newest))
    codes = pc.if_else(pc.match_substring_regex(refs, urls.UNIFIED), refs, "")
    keys = {"initial": letters, "order": orders, "code": codes, "record": rows["record"].take(pa.array(newest))}
    order = pc.sort_indices(pa.table(keys), [(name, "ascending") for name in keys]).to_numpy()
    del keys, orders, refs
    with pa.ipc.new_file(str(path), _line_schema()) as sink:
        for some in _pieces(order):
            lines, at = pa.array(newest[some]), pa.array(some)
            columns = [rows["name"].take(lines), codes.take(at), rows["record"].take(lines), pa.array(counts[some])]
            sink.write_table(pa.table([*columns, letters.take(at)], _line_schema()))
    return Roll(path)


def _line_schema() -> pa.Schema:
    text = pa.large_string()
    return pa.schema([("name", text), ("code", text), ("record", text), ("count", pa.int64()), ("initial", text)])


def _once(rows: pa.Table) -> tuple[Lines, Lines]:
    """The newest row of everyone, and how many rows they have."""
    by = [("ref", "ascending"), ("date", "descending"), ("record", "ascending")]
    order = pc.sort_indices(rows, by).to_numpy().astype(np.int64)
    refs = rows["ref"].take(pa.array(order))
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = pc.not_equal(refs[1:], refs[:-1]).to_numpy()
    starts = np.flatnonzero(is_first)
    return order[starts], np.diff(starts, append=len(order))


def _letters(names: pa.ChunkedArray, lines: Lines) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The letter of each name, and what it is ordered by within it."""
    letters, orders = [], []
    for some in _pieces(lines):
        piece = names.take(pa.array(some)).combine_chunks()
        heads = pc.utf8_slice_codeunits(piece, 0, 2).dictionary_encode()
        letters.append(pa.array(initials(heads.dictionary.to_pylist()), pa.large_string()).take(heads.indices))
        orders.append(pa.array(order_of(piece.to_pylist()), pa.large_binary()))
    return pa.chunked_array(letters, pa.large_string()), pa.chunked_array(orders, pa.large_binary())


def _pieces(lines: Lines) -> Iterator[Lines]:
    return (lines[first : first + PIECE] for first in range(0, len(lines), PIECE))
