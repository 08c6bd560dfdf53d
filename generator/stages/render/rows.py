"""Rows of lists, each set once: lists by month and by department show the same row.

Between the two they lie on disk by month and department, as Hive folders do. A list puts the keys of one month in order
and takes the rows from where they lie, some at a time: all of a city's decisions may bear the date of one month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generator.model.parts import PublicPart
from generator.stages.render.listing import Listing
from generator.stages.render.press import Press
from generator.stages.render.setter import RowSetter

BATCH_ROWS = 5_000
TEXTS = ("record_id", "published_until", "@kind", "@department", "@date")
LAID = pa.schema([*((name, pa.large_string()) for name in TEXTS), ("@html", pa.large_binary())])
NO_ROWS = LAID.empty_table()
_UNDATED = "undated"
Places = npt.NDArray[np.int64]


def render_rows(press: Press, listing: Listing, part: PublicPart, folder: Path) -> None:
    """Set the rows of a part and lay them out below a folder as <month>/<department>/<part>.arrow."""
    setter = RowSetter(press.environment.get_template("partials/rows.html"), listing)
    laid = []
    with pq.ParquetFile(part.frame) as file:
        for batch in file.iter_batches(BATCH_ROWS, columns=listing.names):
            table = pa.table(batch.columns, batch.schema.names)
            html = pa.array(setter.set(table), pa.large_binary())
            laid.append(table.select(TEXTS).append_column("@html", html).cast(LAID))
    rows = pa.concat_tables(laid).sort_by([("@department", "ascending"), ("@date", "ascending")]).combine_chunks()
    keys = pa.table([rows["@department"], pc.utf8_slice_codeunits(rows["@date"], 0, 7)], ["department", "month"])
    first = 0
    for run in keys.group_by(keys.column_names, use_threads=False).aggregate([([], "count_all")]).to_pylist():
        # Groups come in order of first appearance, and each is one run of rows.
        home = folder / month_folder(run["month"]) / run["department"]
        write(rows.slice(first, run["count_all"]), home, part.number)
        first += run["count_all"]


def write(rows: pa.Table, folder: Path, number: int) -> None:
    """Lay rows of a part out as <part>.arrow; doing it twice leaves what doing it once leaves."""
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{number:06d}"
    with pa.ipc.new_file(str(partial), rows.schema) as sink:
        sink.write_table(rows)
    partial.replace(folder / f"{number:06d}.arrow")


def month_folder(month: str) -> str:
    """Name the folder of a month; rows without a date have one too."""
    return month or _UNDATED


def pieces(folders: Sequence[Path], size: int) -> Iterator[pa.Table]:
    """Yield the rows of folders, `size` at a time, newest first; of each month the folders stand together."""
    left = NO_ROWS
    for folder in folders:
        for some in _in_order([opened(path) for path in sorted(folder.rglob("*.arrow"))]):
            rows = pa.concat_tables([left, some]).combine_chunks()
            whole = rows.num_rows // size * size
            yield from (rows.slice(start, size) for start in range(0, whole, size))
            left = rows.slice(whole)
    if left.num_rows:
        yield left


def opened(path: Path) -> pa.Table:
    """Open rows where they lie; nothing is read until it is asked for."""
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _in_order(tables: Sequence[pa.Table]) -> Iterator[pa.Table]:
    """Yield the rows of some tables, the newest first, BATCH_ROWS at a time."""
    keys = pa.concat_tables(table.select(["@date", "record_id"]) for table in tables)
    order = pc.sort_indices(keys, [("@date", "descending"), ("record_id", "ascending")]).to_numpy().astype(np.int64)
    begins = np.cumsum([0, *(table.num_rows for table in tables)])[:-1]
    for first in range(0, len(order), BATCH_ROWS):
        yield _take(tables, begins, order[first : first + BATCH_ROWS])


def _take(tables: Sequence[pa.Table], begins: Places, wanted: Places) -> pa.Table:
    """Take rows by their places among those of all tables: Arrow itself would first make one table of them."""
    owners = np.searchsorted(begins, wanted, side="right") - 1
    mine = [(number, np.flatnonzero(owners == number)) for number in np.unique(owners)]
    taken = pa.concat_tables(tables[number].take(pa.array(wanted[at] - begins[number])) for number, at in mine)
    return taken.take(pa.array(np.argsort(np.concatenate([at for _, at in mine]))))
