"""Keys and their lines, on disk: set down piece by piece, put in order without being held, read where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

PIECE = 50_000
"""Texts that are in memory as such at one time."""
Pair = tuple[pa.Array, pa.Array]
"""Keys, and the line of each."""
SCHEMA = pa.schema([("key", pa.large_string()), ("line", pa.large_string())])


@dataclass(frozen=True)
class Keys:
    """The key of each entry, folded, and its line with the line's end."""

    keys: pa.ChunkedArray
    lines: pa.ChunkedArray

    @classmethod
    def load(cls, path: Path) -> Keys:
        """Open what was set down, so that processes share the pages; nothing is read until it is asked for."""
        table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
        return cls(table["key"], table["line"])


def set_down(path: Path, pieces: Iterable[Pair]) -> Path:
    """Write keys and lines in the order in which they come."""
    with pa.ipc.new_file(str(path), SCHEMA) as sink:
        for pair in pieces:
            sink.write_batch(pa.record_batch(list(pair), schema=SCHEMA))
    return path


def put_in_order(some: Sequence[Path], path: Path) -> Keys:
    """Write all that was set down, sorted by key, in the order of code points, and by line where keys are equal."""
    loaded = [Keys.load(one) for one in some]
    keys, lines = (
        pa.chunked_array([chunk for one in columns for chunk in one.chunks], pa.large_string())
        for columns in ([one.keys for one in loaded], [one.lines for one in loaded])
    )
    order = pc.sort_indices(pa.table({"key": keys, "line": lines}), [("key", "ascending"), ("line", "ascending")])
    pieces = (order.slice(first, PIECE) for first in range(0, len(order), PIECE))
    set_down(path, ((keys.take(piece).combine_chunks(), lines.take(piece).combine_chunks()) for piece in pieces))
    return Keys.load(path)
