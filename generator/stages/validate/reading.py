"""Read a normalised file: fast where its bytes prove that a lenient reader sees what a strict one sees.

The fast reader is Arrow's. It would accept and swallow what a strict reader refuses, so it is given only text without
quotes, NUL, lone CR or blank lines, and must find as many records as there are line feeds. All else is read by the
strict reader of the standard library, with the same result (design §11).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from generator.errors import EngineError
from generator.model.delivery import NormalisedFile

BLOCK_BYTES = 8 << 20
TEXT = pa.large_string()
_UNSURE = (b'"', b"\0", b"\r")
"""What Arrow and a strict reader may take differently; `intake` writes no CR but inside a cell."""
_BLANK_LINE = b"\n\n"
"""A cell without content where there is one column; where there are several, Arrow refuses it as too short a row."""
_SWALLOWED = (b"\n", b"\xef\xbb\xbf")
"""What Arrow passes over at the beginning of a text: a blank line, and a byte order mark that belongs to a cell."""


def read_rows(file: NormalisedFile, part: int, rows: int) -> pd.DataFrame:
    """Read a part of a normalised file as texts (no NA); raises EngineError where it has not as many rows as it should.

    The frame has the columns of the header and the index 0…n.
    """
    with file.path.open("rb") as stream:
        names = next(csv.reader([stream.readline().decode("utf-8")], strict=True))
        begin, end = file.cuts[part : part + 2]
        stream.seek(begin)
        tables = [read_block(block, names) for block in blocks(stream, end - begin)]
    found = sum(table.num_rows for table in tables)
    if found != rows:
        message = f"校验时读到 {found} 行，收件时有 {rows} 行；工作文件夹可能被改动，请重新运行"
        raise EngineError(message)
    return _frame(pa.concat_tables(tables))


def blocks(stream: BinaryIO, bytes_left: int, size_bytes: int = BLOCK_BYTES) -> Iterator[bytes]:
    """Cut some rows of a normalised file where a row ends: at a line feed with an even number of quotes before it."""
    rest = b""
    while piece := stream.read(min(size_bytes, bytes_left)):
        bytes_left -= len(piece)
        block = rest + piece
        end = block.rfind(b"\n") + 1
        has_quotes = b'"' in block  # a fraction of the time that counting them takes
        while end and has_quotes and block.count(b'"', 0, end) % 2:
            end = block.rfind(b"\n", 0, end - 1) + 1
        if end:
            yield block[:end]
        rest = block[end:]
    if rest:
        yield rest


def read_block(block: bytes, names: list[str]) -> pa.Table:
    """Read whole rows as columns of text."""
    unsure = _UNSURE if len(names) > 1 else (*_UNSURE, _BLANK_LINE)
    if block.startswith(_SWALLOWED) or any(sign in block for sign in unsure):
        return read_strictly(block, names)
    with suppress(pa.ArrowInvalid):  # it quotes what it read; the strict reader says it better
        table = _read_fast(block, names)
        line_feeds = np.count_nonzero(np.frombuffer(block, np.uint8) == ord("\n"))
        if table.num_rows == line_feeds + (not block.endswith(b"\n")):
            return table
    return read_strictly(block, names)


def _read_fast(block: bytes, names: list[str]) -> pa.Table:
    return pacsv.read_csv(
        pa.BufferReader(block),
        read_options=pacsv.ReadOptions(column_names=names, use_threads=False, block_size=max(1, len(block))),
        parse_options=pacsv.ParseOptions(quote_char=False, ignore_empty_lines=False),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(names, TEXT), strings_can_be_null=False, quoted_strings_can_be_null=False
        ),
    )


def read_strictly(block: bytes, names: list[str]) -> pa.Table:
    """Read whole rows one by one; raises EngineError for what `intake` would never have written."""
    try:
        rows = list(csv.reader(io.StringIO(block.decode("utf-8"), newline=""), strict=True))
        columns = zip(*rows, strict=True)
        arrays = [pa.array(column, TEXT) for column in columns]
        return pa.table(arrays or [pa.array([], TEXT)] * len(names), names)
    except (csv.Error, ValueError):
        message = "规范化后的文件读不通；工作文件夹可能被改动，请重新运行"
    raise EngineError(message)  # outside the handler: the error itself may quote a cell


def _frame(table: pa.Table) -> pd.DataFrame:
    text = pd.StringDtype("pyarrow", na_value=np.nan)
    frame: pd.DataFrame = table.combine_chunks().to_pandas(types_mapper={TEXT: text}.get)
    return frame
