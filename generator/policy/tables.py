"""Delimited text to rows, strictly: what a lenient reader repairs in silence is refused here, with its row.

A lenient reader fills short rows, shifts columns, passes NUL on, and lets one stray quote swallow ten rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.errors import CatalogueError
from generator.policy.refusal import SourceRefusedError, malformed

_BLOCK = 20_000
_LONE_RETURN = "\r(?!\n)"
FORBIDDEN = re.compile(f"[\0\x1a]|{_LONE_RETURN}")
"""What no table holds, not even inside quotes."""
_NAMES = {"\0": "空字节（NUL）", "\x1a": "文件结束符（0x1A）", "\r": "单独的回车符（CR）"}
_DIALECT = {
    "delimiter": "delimiter",
    "quoteChar": "quotechar",
    "doubleQuote": "doublequote",
    "escapeChar": "escapechar",
    "skipInitialSpace": "skipinitialspace",
}


@dataclass(frozen=True)
class Limits:
    """What is refused unread: far above any honest delivery."""

    file_bytes: int = 2 << 30
    line_characters: int = 1 << 20
    rows: int = 5_000_000


@dataclass(frozen=True)
class Shape:
    """How the text must be built."""

    width: int
    multiline: frozenset[int] = frozenset()
    """Positions of columns whose cells may hold line feeds."""
    explanations: tuple[str, ...] = ()
    """Texts that mark a row as no row."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Arguments of csv.reader."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Block:
    """Some rows of full width, and the numbers of those between them that are no rows."""

    rows: list[list[str]]
    numbers: npt.NDArray[np.int64]
    """For each row its number in the delivered file."""
    not_rows: tuple[int, ...] = ()
    blanks: int = 0
    """How many of `not_rows` are blank lines at the end."""


def csv_options(dialect: Mapping[str, Any]) -> dict[str, Any]:
    """Turn a Frictionless dialect into arguments of csv.reader; raises CatalogueError for a word we cannot honour.

    >>> csv_options({"csv": {"delimiter": ";"}}), csv_options({"delimiter": "|"})
    ({'delimiter': ';'}, {'delimiter': '|'})
    """
    said = {key: value for key, value in {**dialect, **dialect.get("csv", {})}.items() if key != "csv"}
    if unknown := set(said) - set(_DIALECT):
        message = f"dialect：不支持 {'、'.join(sorted(unknown))}，只支持 {'、'.join(_DIALECT)}"
        raise CatalogueError(message)
    return {argument: said[name] for name, argument in _DIALECT.items() if name in said}


def header_cells(opening: str, options: Mapping[str, Any]) -> list[str]:
    """Read the first record of a text; empty where it is none."""
    first = io.StringIO(re.sub(_LONE_RETURN, "\n", opening))  # which cuts at LF alone and changes none
    try:
        return next(csv.reader(first, strict=True, **options), [])
    except csv.Error:
        return []


def read_blocks(text: Iterable[str], shape: Shape) -> Iterator[Block]:
    """Read the rows below the header; raises SourceRefusedError with code source-malformed naming the row."""
    reader = csv.reader(_lines(text, shape.limits), strict=True, **shape.options)
    lines = len(_take(reader, 1, 0)) and reader.line_num
    first, blanks = 2, list[int]()
    while rows := _take(reader, _BLOCK, first - 1):
        _refuse_too_many(first + len(rows), shape.limits)
        if reader.line_num - lines != len(rows):
            _refuse_line_feeds(rows, first, shape)
        block, blanks = _sort(rows, first, blanks, shape)
        yield block
        first, lines = first + len(rows), reader.line_num
    if blanks:
        yield Block([], np.empty(0, dtype=np.int64), tuple(blanks), len(blanks))


def _take(reader: Iterator[list[str]], count: int, before: int) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(islice(reader, count))  # what was read before an error stays in the list
    except csv.Error:
        message = "引号不成对，或一格过长；请检查这一行起的引号"
        raise malformed(message, before + len(rows) + 1) from None
    except SourceRefusedError as refusal:
        refusal.row = before + len(rows) + 1
        raise
    return rows


def _lines(text: Iterable[str], limits: Limits) -> Iterator[str]:
    """Cut a text into lines at LF alone; a quoted cell may go on over several."""
    rest = ""
    for piece in text:
        joined = rest + piece
        end = joined.rfind("\n") + 1
        whole, rest = joined[:end], joined[end:]
        yield from _sound(whole)
        if len(rest) > limits.line_characters:
            message = f"一行超过 {limits.line_characters} 个字符；请检查换行符和引号"
            raise malformed(message)
    yield from _sound(rest)


def _sound(text: str) -> Iterator[str]:
    bad = FORBIDDEN.search(text)
    if bad is None:
        yield from io.StringIO(text)
        return
    whole, end, _ = text[: bad.start()].rpartition("\n")
    yield from io.StringIO(whole + end)
    message = f"含有{_NAMES[bad[0]]}，文件已损坏；请重新导出"
    raise malformed(message)


def _sort(rows: list[list[str]], first: int, blanks: list[int], shape: Shape) -> tuple[Block, list[int]]:
    """Tell rows from what is none; blank lines are let through only where nothing follows them."""
    if not blanks and set(map(len, rows)) == {shape.width} and not _may_explain(rows, shape.explanations):
        return Block(rows, np.arange(first, first + len(rows))), []
    kept, numbers, not_rows = list[list[str]](), list[int](), list[int]()
    pending = list(blanks)
    for number, row in enumerate(rows, start=first):
        if _is_blank(row, shape.width):
            pending.append(number)
            continue
        if pending:
            message = "文件中间有空行；请删去空行，确认没有缺行后重新报送"
            raise malformed(message, pending[0])
        if any(text in cell for text in shape.explanations for cell in row):
            not_rows.append(number)
            continue
        if len(row) != shape.width:
            message = f"这一行有 {len(row)} 格，应有 {shape.width} 格；请检查分隔符和引号"
            raise malformed(message, number)
        kept.append(row)
        numbers.append(number)
    return Block(kept, np.array(numbers, dtype=np.int64), tuple(not_rows)), pending


def _may_explain(rows: list[list[str]], explanations: tuple[str, ...]) -> bool:
    """Look for the declared texts in all rows at once: most blocks have none."""
    everything = "\n".join(map("\n".join, rows)) if explanations else ""
    return any(text in everything for text in explanations)


def _is_blank(row: list[str], width: int) -> bool:
    return not row or (len(row) == 1 < width and not row[0].strip())


def _refuse_too_many(next_row: int, limits: Limits) -> None:
    if next_row - 2 > limits.rows:
        message = f"超过 {limits.rows} 行；请分成几个文件报送"
        raise malformed(message)


def _refuse_line_feeds(rows: list[list[str]], first: int, shape: Shape) -> None:
    delimiter = shape.options.get("delimiter", ",")
    for number, row in enumerate(rows, start=first):
        for place, cell in enumerate(row):
            if "\n" not in cell:
                continue
            if place not in shape.multiline:
                message = f"第 {place + 1} 格里有换行，目录没有声明 multiline；多半是引号不成对"
                raise malformed(message, number)
            # Two stray quotes make one cell of all between them: as many delimiters as so many rows would have.
            if shape.width > 1 and cell.count(delimiter) == cell.count("\n") * (shape.width - 1):
                message = f"第 {place + 1} 格吞进了整行数据，引号不成对"
                raise malformed(message, number)
