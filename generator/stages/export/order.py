"""The order of rows in a download, made with the memory of one slice, however many parts there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from generator.model.columns import RECORD_ID

DATE = "@date"
SLICE_ROWS = 50_000


def sorted_slices(
    parts: Sequence[Path], columns: Sequence[str], beside: Path, slice_rows: int = SLICE_ROWS
) -> Iterator[pa.Table]:
    """Yield all rows of the parts, sorted by (@date, record_id), at most `slice_rows` at a time.

    Args:
        parts: Parquet files of public rows; only their sort keys are ever held together.
        columns: The columns to yield, in order.
        beside: A folder of the half-built release, for slices that wait on disk; nothing stays in it.
        slice_rows: How many rows a slice holds.
    """
    slices = _slice_of_every_row(parts, slice_rows)
    count = int(slices.max(initial=-1)) + 1
    if count <= 1:
        yield from (_sorted(_read(parts), columns) for _ in range(count))
        return
    with TemporaryDirectory(prefix=".order-", dir=beside) as folder:
        waiting = [Path(folder, str(number)) for number in range(count)]
        _deal(parts, slices, waiting)
        for path in waiting:
            with pa.ipc.open_stream(str(path)) as stream:
                yield _sorted(stream.read_all(), columns)


def _slice_of_every_row(parts: Sequence[Path], slice_rows: int) -> NDArray[np.int64]:
    """Number the slice of every row, rows in the order of the parts."""
    if not parts:
        return np.empty(0, dtype=np.int64)
    order = _read(parts, [DATE, RECORD_ID]).combine_chunks()
    by_key = pc.sort_indices(order, sort_keys=[(DATE, "ascending"), (RECORD_ID, "ascending")]).to_numpy()
    slices = np.empty(len(by_key), dtype=np.int64)
    slices[by_key] = np.arange(len(by_key)) // slice_rows
    return slices


def _deal(parts: Sequence[Path], slices: NDArray[np.int64], waiting: Sequence[Path]) -> None:
    """Write every row to the file of its slice, one part in memory at a time."""
    with ExitStack() as stack:
        writers: dict[int, pa.ipc.RecordBatchStreamWriter] = {}
        start = 0
        for part in parts:
            rows = _read([part])
            own = slices[start : start + rows.num_rows]
            start += rows.num_rows
            for number in np.unique(own).tolist():
                if number not in writers:
                    sink = pa.ipc.new_stream(str(waiting[number]), rows.schema)
                    writers[number] = stack.enter_context(sink)
                writers[number].write_table(rows.filter(pa.array(own == number)))


def _read(parts: Sequence[Path], columns: list[str] | None = None) -> pa.Table:
    """Read parts as plain text columns: pandas metadata and dictionaries stay behind."""
    tables = []
    for part in parts:
        with pq.ParquetFile(part) as file:
            table = file.read(columns=columns)
        names = columns or table.column_names
        text = pa.schema([(name, pa.large_string()) for name in names])
        tables.append(table.select(names).cast(text))
    return pa.concat_tables(tables)


def _sorted(rows: pa.Table, columns: Sequence[str]) -> pa.Table:
    return rows.sort_by([(DATE, "ascending"), (RECORD_ID, "ascending")]).select(columns).combine_chunks()
