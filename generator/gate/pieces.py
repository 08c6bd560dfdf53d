"""Open every file and cut it into pieces that fit in memory, each knowing which record a place in it belongs to.

Archives are opened, tables are read by column: what a compressor or a dictionary page hides is scanned too (P17–P19).
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from generator.gate.walk import IDS, PICTURES, is_allowed, suffix

CHUNK_BYTES = 4 << 20
_OVERLAP_BYTES = 512
"""Where a chunk cannot be cut at a line end, so much of it is read again: no number is so long."""

Locate = Callable[[bytes, int], str | None]
"""From the bytes of a piece and a place in them to the record id there, if any."""

UNREADABLE = (
    *(OSError, EOFError, ValueError, KeyError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, csv.Error, struct.error, pa.ArrowException),
)
_RECORD_PAGE = re.compile(r"(?:^|[/!])record/[a-z2-7]{2}/([a-z2-7]{20})\.html$")
_ROW = re.compile(rb'<tr\b[^<>]*\bid="r-([a-z2-7]{20})"[^<>]*>')
_JSON_ID = re.compile(rb'"record_id" ?: ?"([a-z2-7]{20})"')
_MAX_DEPTH = 2


@dataclass(frozen=True)
class Piece:
    """Bytes to scan. An empty `member` is the file itself; else the place inside the archive, by number."""

    data: bytes
    locate: Locate
    member: str = ""


def pieces(name: str, file: BinaryIO, depth: int = 0) -> Iterator[Piece]:
    """Yield the pieces of one file; raises one of UNREADABLE where it is not what its name says."""
    kind = suffix(name)
    if kind == ".gz" and depth < _MAX_DEPTH:
        yield from _gzip(name, file, depth)
    elif kind in (".zip", ".xlsx") and depth < _MAX_DEPTH:
        yield from _zip(file, depth, is_workbook=kind == ".xlsx")
    elif kind == ".parquet":
        yield from _parquet(file)
    elif kind in PICTURES:
        yield Piece(file.read(), nowhere)
    elif is_allowed(name) and kind not in (".gz", ".zip", ".xlsx"):
        yield from _text(name, file)
    else:
        message = "type"
        raise ValueError(message)


def nowhere(_data: bytes, _at: int) -> None:
    """Locate nothing: the place belongs to no record."""
    return


def list_row(data: bytes, at: int) -> str | None:
    """Locate the row of a list page around a place: the last <tr id="r-…"> before it that is not closed yet."""
    start = data.rfind(b"<tr", 0, at + 1)
    opened = _ROW.match(data, start) if start >= 0 else None
    return opened[1].decode() if opened and data.find(b"</tr", start, at) < 0 else None


def rows_on(data: bytes) -> list[bytes]:
    """List the record ids of the rows of a page."""
    return _ROW.findall(data) if b"<tr" in data else []  # most pages have no table, and this tells so at once


def record_of(path: str) -> str | None:
    """Return the record whose own page a path is."""
    found = _RECORD_PAGE.search(path)
    return found[1] if found else None


def page_of(path: str, data: bytes) -> Piece:
    """Make the piece of a whole page, whose bytes nobody has checked yet."""
    return Piece(data, _locator(path, data))


def _text(name: str, file: BinaryIO) -> Iterator[Piece]:
    locate: Locate | None = None
    for chunk, is_new in _chunks(file, is_csv=suffix(name) == ".csv"):
        check_utf8(chunk, is_new)
        locate = locate or _locator(name, chunk)
        yield Piece(chunk, locate)


def check_utf8(data: bytes, start: int) -> None:
    """Raise ArrowInvalid where the bytes from a place on are no UTF-8; Arrow checks thirty times as fast as Python."""
    bounds = pa.py_buffer(np.array([start, len(data)], dtype=np.int64))
    pa.LargeStringArray.from_buffers(1, bounds, pa.py_buffer(data)).validate(full=True)


def _locator(name: str, head: bytes) -> Locate:
    own = record_of(name)
    if own:
        return lambda _data, _at: own
    if suffix(name) == ".csv":
        header = next(csv.reader(io.StringIO(head.split(b"\n", 1)[0].decode("utf-8-sig"))), [])
        return csv_row(header.index("record_id")) if "record_id" in header else nowhere
    return {".html": list_row, ".jsonl": _json_line}.get(suffix(name), nowhere)


def csv_row(column: int) -> Locate:
    """Make a locator for CSV whose pieces begin where a row begins; `column` holds the record id."""

    def locate(data: bytes, at: int) -> str | None:
        row = data[_row_end(data, at) : at + (2 << 20)].decode("utf-8-sig", "ignore")
        cells = next(csv.reader(io.StringIO(row)), [])
        is_id = column < len(cells) and re.fullmatch("[a-z2-7]{20}", cells[column])
        return cells[column] if is_id else None

    return locate


def _json_line(data: bytes, at: int) -> str | None:
    end = data.find(b"\n", at)
    found = _JSON_ID.search(data, data.rfind(b"\n", 0, at) + 1, end if end >= 0 else len(data))
    return found[1].decode() if found else None


def _chunks(file: BinaryIO, *, is_csv: bool) -> Iterator[tuple[bytes, int]]:
    """Yield chunks that end where a row ends, and how many of their first bytes were in the chunk before."""
    rest, repeated = b"", 0
    while block := file.read(CHUNK_BYTES):
        data = rest + block
        cut = len(data) if len(block) < CHUNK_BYTES else _row_end(data, len(data), is_csv=is_csv)
        if cut:
            yield data[:cut], repeated
            rest, repeated = data[cut:], 0
        elif len(data) > 4 * CHUNK_BYTES:
            cut = _character_end(data)
            yield data[:cut], repeated
            rest, repeated = data[cut - _OVERLAP_BYTES :], _OVERLAP_BYTES
        else:
            rest = data
    if rest[repeated:]:
        yield rest, repeated


def _character_end(data: bytes) -> int:
    """Return the place where the last character begins: before it bytes may be cut without cutting a character."""
    end = len(data) - 1
    while end > len(data) - 4 and data[end] & 0xC0 == 0x80:
        end -= 1
    return end


def _row_end(data: bytes, before: int, *, is_csv: bool = True) -> int:
    """Return the place behind the last line end before a place; in CSV a line end between quotes is none."""
    end = data.rfind(b"\n", 0, before)
    while is_csv and end >= 0 and data.count(b'"', 0, end) % 2:
        end = data.rfind(b"\n", 0, end)
    return end + 1


def _gzip(name: str, file: BinaryIO, depth: int) -> Iterator[Piece]:
    head = file.read(4)
    if len(head) < 4 or head[3]:
        message = "a gzip header with a file name or more"
        raise ValueError(message)
    file.seek(0)
    with gzip.GzipFile(fileobj=file) as unpacked:
        inner = name.removesuffix(".gz")
        yield from pieces(f"{inner}.txt" if suffix(inner) == IDS else inner, unpacked, depth + 1)  # type: ignore[arg-type]  # it reads bytes


def _zip(file: BinaryIO, depth: int, *, is_workbook: bool) -> Iterator[Piece]:
    with zipfile.ZipFile(file) as archive:
        yield Piece(archive.comment, nowhere)
        for number, member in enumerate(archive.infolist(), start=1):
            label = f"!{number}"
            yield Piece(b"\0".join([member.filename.encode(), member.comment, member.extra]), nowhere, label)
            name = "part.xml" if is_workbook and member.filename.endswith((".xml", ".rels")) else member.filename
            if not member.is_dir():
                with archive.open(member) as opened:
                    inner = io.BytesIO(opened.read()) if suffix(name) in (".parquet", ".zip", ".xlsx") else opened
                    for piece in pieces(name, inner, depth + 1):  # type: ignore[arg-type]  # it reads bytes
                        yield Piece(piece.data, piece.locate, label + piece.member)


def _parquet(file: BinaryIO) -> Iterator[Piece]:
    # As dictionaries, so that words no row uses any more are seen too.
    table = pq.ParquetFile(file, read_dictionary=_text_columns(file))
    yield Piece(_footer(file), nowhere)
    names = table.schema_arrow.names
    locate = csv_row(names.index("record_id")) if "record_id" in names else nowhere
    for batch in table.iter_batches(batch_size=1 << 14):
        yield Piece(b"\0".join(_dictionaries(batch)), nowhere)
        lines = io.BytesIO()
        columns = [_one_line(column) for column in batch.columns]
        pacsv.write_csv(pa.table(columns, names), lines)
        yield Piece(lines.getvalue(), locate)


def _text_columns(file: BinaryIO) -> list[str]:
    schema = pq.read_schema(file)
    return [field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)]


def _footer(file: BinaryIO) -> bytes:
    """Return the raw end of a Parquet file: schema, metadata and statistics stand there as they are."""
    size = file.seek(-8, io.SEEK_END) + 8
    length = int.from_bytes(file.read(4), "little")
    file.seek(size - 8 - length)
    return file.read(length)


def _dictionaries(batch: pa.RecordBatch) -> Iterator[bytes]:
    for column in batch.columns:
        if pa.types.is_dictionary(column.type):
            yield from (str(value).encode() for value in column.dictionary.to_pylist() if value is not None)


def _one_line(column: pa.Array) -> pa.Array:
    text = column.cast(pa.string())
    return pc.replace_substring_regex(text, "[\\r\\n]+", " ")
