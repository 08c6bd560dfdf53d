"""The published downloads as tables: how many rows, which records, and which codes of organisations stand in them."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.json as pajson
import pyarrow.parquet as pq
from numpy.typing import NDArray

Ids = NDArray[np.bytes_]
_BLOCK_BYTES = 16 << 20
_FIRST_CELL = re.compile(rb'<row\b[^>]*><c r="A[0-9]+"[^>]*?(?:/>|><is><t>([a-z2-7]{20})?)')
Reader = Callable[[Path, list[str]], Iterator[pa.RecordBatch]]


def ids(path: Path) -> Ids:
    """Read the record ids of a download, in its order."""
    if path.suffix in PACKED:
        return as_ids(list(PACKED[path.suffix](path)))
    read = READERS[path.suffix]
    return as_ids([value for batch in read(path, ["record_id"]) for value in batch.column(0).to_pylist()])


def as_ids(values: Collection[str | bytes | None]) -> Ids:
    """Put record ids into an array of bytes; a missing one stays empty, so that it is counted."""
    return np.array([value or "" for value in values], dtype="S32") if values else np.array([], dtype="S32")


def codes_among(path: Path, columns: list[str], wanted: Collection[str]) -> set[str]:
    """Return those of the wanted values that stand in one of the columns of a download."""
    asked = pa.array(sorted(wanted), pa.string())
    found: set[str] = set()
    for batch in READERS[path.suffix](path, columns):
        for column in batch.columns:
            text = column.cast(pa.string())
            found |= set(text.filter(pc.is_in(text, asked)).to_pylist())
    return found


def rows_among(path: Path, columns: list[str], others: list[str], wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each wanted value that stands in one of the columns, with each cell of the other columns in its row."""
    asked = pa.array(sorted(wanted), pa.string())
    for batch in READERS[path.suffix](path, list(dict.fromkeys([*columns, *others]))):
        texts = {name: batch.column(name).cast(pa.string()) for name in batch.schema.names}
        for column in columns:
            rows = pc.is_in(texts[column], asked)
            for other in others:
                cells = texts[other].filter(rows).to_pylist()
                yield from zip(texts[column].filter(rows).to_pylist(), cells, strict=True)


def columns_of(path: Path) -> list[str]:
    """Name the columns of a CSV or Parquet download."""
    if path.suffix == ".parquet":
        names: list[str] = pq.read_schema(path).names
        return names
    with path.open("rb") as file:
        head = file.readline()
    header: list[str] = pacsv.read_csv(pa.BufferReader(head)).column_names
    return header


def _csv(path: Path, columns: list[str]) -> Iterator[pa.RecordBatch]:
    yield from pacsv.open_csv(
        path,
        read_options=pacsv.ReadOptions(block_size=_BLOCK_BYTES),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            include_columns=columns, column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
        ),
    )


def _jsonl(path: Path, columns: list[str]) -> Iterator[pa.RecordBatch]:
    if path.stat().st_size == 0:
        return
    yield from pajson.open_json(
        path,
        read_options=pajson.ReadOptions(block_size=_BLOCK_BYTES),
        parse_options=pajson.ParseOptions(
            explicit_schema=pa.schema([(column, pa.string()) for column in columns]),
            unexpected_field_behavior="ignore",
        ),
    )


def _parquet(path: Path, columns: list[str]) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=columns):
            yield batch.select(columns)


def _workbook(path: Path) -> Iterator[bytes]:
    """Yield the first cell of every row of every sheet but its head; empty where it is no record id."""
    with zipfile.ZipFile(path) as archive:
        for name in sorted(one for one in archive.namelist() if one.startswith("xl/worksheets/")):
            with archive.open(name) as sheet:
                yield from (found[1] for row in _rows(sheet) if (found := _FIRST_CELL.search(row)))


def _rows(sheet: IO[bytes]) -> Iterator[bytes]:
    """Yield the rows of a sheet without their ends, its head left out."""
    rest, is_head = b"", True
    while block := sheet.read(_BLOCK_BYTES):
        *rows, rest = (rest + block).split(b"</row>")
        yield from rows[1:] if is_head else rows
        is_head = is_head and not rows


def _packed_ids(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as file:
        yield from (line.rstrip(b"\n") for line in file)


PACKED: Mapping[str, Callable[[Path], Iterator[bytes]]] = {".xlsx": _workbook, ".gz": _packed_ids}
"""Readers of files that hold ids, but no columns that could be asked for."""

READERS: Mapping[str, Reader] = {".parquet": _parquet, ".csv": _csv, ".jsonl": _jsonl}
"""Readers by type, the quickest first."""
