"""The file formats of downloads: each takes typed slices and appends them to one file.

Lines are made by Arrow for a whole slice at once: a million rows would take minutes cell by cell.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generator.model.columns import PublicColumn
from generator.stages.export.ids import IdsFile
from generator.stages.export.typed import ARROW_TYPES
from generator.stages.export.workbook import WorkbookFile

_TEXT = pa.large_string()
_NUMBERS = frozenset({"number", "integer", "year"})
# What a spreadsheet takes for a formula (ASVS 1.2.10), the full-width forms included.
_FORMULA = "^([=+\\-@\t\r\uff1d\uff0b\uff0d\uff20])"
_NEEDS_QUOTES = '[",\r\n]'
_JSON_ESCAPES = {"\\": "\\\\", '"': '\\"'}
_JSON_CONTROLS = {chr(code): json.dumps(chr(code))[1:-1] for code in range(0x20)}


class Writer(Protocol):
    """Appends slices of one dataset to one file."""

    def __enter__(self) -> Self:
        """Open the file and write what stands before the rows."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close the file."""

    def write(self, table: pa.Table) -> None:
        """Append a typed slice."""


class _LineFile:
    """A text file to which whole columns of lines are appended."""

    def __init__(self, path: Path, columns: Sequence[PublicColumn]) -> None:
        self._columns = columns
        self._file = path.open("wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _append(self, lines: pa.Array) -> None:
        """Write an array of lines: its values lie one after the other in one buffer, ready to go."""
        _, bounds, text = lines.buffers()
        offsets = np.frombuffer(bounds, dtype=np.int64)
        self._file.write(memoryview(text)[offsets[lines.offset] : offsets[lines.offset + len(lines)]])


class CsvFile(_LineFile):
    """CSV for spreadsheets: UTF-8 with BOM, CRLF, and formula cells of text columns made harmless with `'`."""

    def __enter__(self) -> Self:
        """Write the BOM and the header."""
        names = pa.array([column.name for column in self._columns], _TEXT)
        self._file.write(("\ufeff" + ",".join(_quoted(names).to_pylist()) + "\r\n").encode())
        return self

    def write(self, table: pa.Table) -> None:
        """Append a typed slice."""
        cells = [_csv_cells(_one_array(table, column), column) for column in self._columns]
        rows = pc.binary_join_element_wise(*cells, pa.scalar(",", _TEXT))
        self._append(_joined(rows, "\r\n"))


class JsonLinesFile(_LineFile):
    """JSON Lines for programs: raw public values, numbers as numbers, null for what is missing."""

    def write(self, table: pa.Table) -> None:
        """Append a typed slice."""
        pieces: list[pa.Array | str] = []
        for column in self._columns:
            opening = "," if pieces else "{"
            pieces += [f"{opening}{json.dumps(column.name, ensure_ascii=False)}:"]
            pieces += [_json_values(_one_array(table, column), column)]
        self._append(_joined(*pieces, "}\n"))


class ParquetFile:
    """Parquet for analysis: exact decimals and dates; no statistics of text, which would repeat cells in the footer."""

    def __init__(self, path: Path, columns: Sequence[PublicColumn]) -> None:
        schema = pa.schema([(column.name, ARROW_TYPES.get(column.type, pa.string())) for column in columns])
        self._schema = schema
        self._writer = pq.ParquetWriter(
            path,
            schema,
            compression="zstd",
            write_statistics=[field.name for field in schema if not pa.types.is_string(field.type)],
            store_schema=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def write(self, table: pa.Table) -> None:
        """Append a typed slice as a row group."""
        self._writer.write_table(table.select(self._schema.names).cast(self._schema))


WRITERS: Mapping[str, Callable[[Path, Sequence[PublicColumn]], Writer]] = {
    "csv": CsvFile,
    "jsonl": JsonLinesFile,
    "parquet": ParquetFile,
    "xlsx": WorkbookFile,
    "ids.gz": IdsFile,
}
"""Writer by format, as `formats` of the catalogue names them; the ids are always written."""


def _one_array(table: pa.Table, column: PublicColumn) -> pa.Array:
    return table.column(column.name).combine_chunks()


def _joined(*pieces: pa.Array | str) -> pa.Array:
    """Join pieces row by row; a string stands in every row."""
    scalars = [pa.scalar(piece, _TEXT) if isinstance(piece, str) else piece for piece in pieces]
    return pc.binary_join_element_wise(*scalars, pa.scalar("", _TEXT))


def _csv_cells(values: pa.Array, column: PublicColumn) -> pa.Array:
    if column.type in ARROW_TYPES:
        return pc.fill_null(_plain(values, column), "")
    return _quoted(pc.replace_substring_regex(pc.fill_null(values, ""), _FORMULA, r"'\1"))


def _quoted(cells: pa.Array) -> pa.Array:
    """Quote the cells that need it (RFC 4180)."""
    inner = pc.replace_substring(cells, '"', '""')
    return pc.if_else(pc.match_substring_regex(cells, _NEEDS_QUOTES), _joined('"', inner, '"'), cells)


def _plain(values: pa.Array, column: PublicColumn) -> pa.Array:
    """Write numbers and dates as text; a decimal without the zeros its type adds."""
    text = values.cast(_TEXT)
    return pc.utf8_rtrim(pc.utf8_rtrim(text, "0"), ".") if column.type == "number" else text


def _json_values(values: pa.Array, column: PublicColumn) -> pa.Array:
    text = _plain(values, column) if column.type in ARROW_TYPES else _escaped(values)
    literal = text if column.type in _NUMBERS else _joined('"', text, '"')
    return pc.fill_null(literal, "null")


def _escaped(text: pa.Array) -> pa.Array:
    """Escape what JSON does not take raw (RFC 8259 §7)."""
    escapes = dict(_JSON_ESCAPES)
    if pc.any(pc.match_substring_regex(text, "[\\x00-\\x1f]")).as_py():
        escapes |= _JSON_CONTROLS
    for raw, escape in escapes.items():
        text = pc.replace_substring(text, raw, escape)
    return text
