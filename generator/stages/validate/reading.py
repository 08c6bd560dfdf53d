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
from itertools import chain
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from generator.errors import EngineError
from generator.model.delivery import NormalisedFile

BLOCK_BYTES = 8 << 20
TEXT = pa.large_string()
_UNSURE = (b'"', b"\0", b"\r", b"\n\n")
"""What Arrow and a strict reader may take differently; `intake` writes no CR but inside a cell."""
_SWALLOWED = (b"\n", b"\xef\xbb\xbf")
"""What Arrow passes over at the beginning of a text: a blank line, and a byte order mark that belongs to a cell."""


def read_rows(file: NormalisedFile, rows: int) -> Iterator[pd.DataFrame]:
    """Yield the rows of a normalised file as texts (no NA), `rows` at a time; raises EngineError where some are lost.

    Frames have the columns of the header and the index 0…n.
    """
    found, waiting = 0, list[pa.Table]()
    with file.path.open("rb") as stream:
        names = next(csv.reader([stream.readline().decode("utf-8")], strict=True))
        for table in chain.from_iterable(_cut(read_block(block, names), rows) for block in blocks(stream)):
            found += table.num_rows
            waiting = [*waiting, table]
            while (held := sum(one.num_rows for one in waiting)) >= rows:
                together = pa.concat_tables(waiting)
                yield _frame(together.slice(0, rows))
                waiting = [together.slice(rows)] if held > rows else []
    if waiting:
        yield _frame(pa.concat_tables(waiting))
    if found != file.rows:
        message = f"校验时读到 {found} 行，收件时有 {file.rows} 行；工作文件夹可能被改动，请重新运行"
        raise EngineError(message)


def blocks(stream: BinaryIO, size_bytes: int = BLOCK_BYTES) -> Iterator[bytes]:
    """Cut a normalised file where a row ends: at a line feed with an even number of quotes before it."""
    rest = b""
    while piece := stream.read(size_bytes):
        block = rest + piece
        end = block.rfind(b"\n") + 1
        while end and block.count(b'"', 0, end) % 2:
            end = block.rfind(b"\n", 0, end - 1) + 1
        if end:
            yield block[:end]
        rest = block[end:]
    if rest:
        yield rest


def read_block(block: bytes, names: list[str]) -> pa.Table:
    """Read whole rows as columns of text."""
    if block.startswith(_SWALLOWED) or any(sign in block for sign in _UNSURE):
        return read_strictly(block, names)
    with suppress(pa.ArrowInvalid):  # it quotes what it read; the strict reader says it better
        table = _read_fast(block, names)
        if table.num_rows == block.count(b"\n") + (not block.endswith(b"\n")):
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


def _cut(table: pa.Table, rows: int) -> Iterator[pa.Table]:
    for start in range(0, table.num_rows, rows):
        yield table.slice(start, rows)


def _frame(table: pa.Table) -> pd.DataFrame:
    text = pd.StringDtype("pyarrow", na_value=np.nan)
    frame: pd.DataFrame = table.combine_chunks().to_pandas(types_mapper={TEXT: text}.get)
    return frame
