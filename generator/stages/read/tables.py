"""Configured CSV tables, read strictly: the header is exactly the contract's, every row has its width."""

from __future__ import annotations

import csv
from pathlib import Path

from generator.errors import CatalogueError


def load_table(path: Path, columns: tuple[str, ...], *, required: bool = True) -> list[tuple[int, dict[str, str]]]:
    """Read a table into (line, row) pairs; raises CatalogueError naming file and line.

    The header must be exactly `columns`. A missing file is an empty table where it is not required.
    """
    if not path.exists() and not required:
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        message = f"{path.parent.name}/{path.name}：读不到这个文件；它不能缺，没有内容时保留表头"
        raise CatalogueError(message) from None
    except UnicodeDecodeError:
        message = f"{path.name}：要用 UTF-8 保存"
        raise CatalogueError(message) from None
    if "\0" in text:
        message = f"{path.name}：含有空字节，文件已损坏"
        raise CatalogueError(message)
    return _rows(path, text, columns)


def _rows(path: Path, text: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        header = tuple(cell.strip() for cell in next(reader, []))
        if header != columns:
            message = f"{path.name} 第 1 行：表头要恰好是 {','.join(columns)}"
            raise CatalogueError(message)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                message = f"{path.name} 第 {reader.line_num} 行：有 {len(cells)} 格，应有 {len(columns)} 格"
                raise CatalogueError(message)
            rows.append((reader.line_num, dict(zip(columns, (cell.strip() for cell in cells), strict=True))))
    except csv.Error:
        message = f"{path.name} 第 {reader.line_num} 行：引号不成对"
        raise CatalogueError(message) from None
    return rows
