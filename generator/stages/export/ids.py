"""The ids shown today, one a line, packed: with them a copy of yesterday's file can be purged."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pyarrow as pa

from generator.model.columns import RECORD_ID, PublicColumn


class IdsFile:
    """`<dataset>.ids.gz`: sorted ids; the header of the packing holds neither name nor time."""

    def __init__(self, path: Path, _columns: Sequence[PublicColumn]) -> None:
        self._path = path
        self._ids: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        text = "".join(f"{one}\n" for one in sorted(self._ids))
        with self._path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
            file.write(text.encode())

    def write(self, table: pa.Table) -> None:
        """Take the ids of a typed slice."""
        self._ids += table.column(RECORD_ID).to_pylist()
