"""Shards: sorted lines in small files that a browser can fetch one by one, under a directory of two floors.

Lines are cut where a key ends and its characters say so, not by counting: a name that is added moves one or two cuts
and leaves the other files as they were. Files are named by what is in them, in letters only.
"""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from generator.policy.spelling import SEPARATOR
from generator.stages.index.letters import to_letters
from generator.stages.index.suffixes import text_of

LEAST, USUAL, MOST = 100, 320, 700
"""Lines of a shard."""
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_NAME_BYTES = 6
_TO_LETTERS = str.maketrans("0123456789abcdef", "ghijklmnopabcdef")


class Shard(NamedTuple):
    """A file as its directory tells it."""

    key: str
    """The first key in it, or as much of it as parts it from the shard before."""
    name: str
    rows: int
    size_bytes: int

    @property
    def line(self) -> str:
        """Key, name, number of lines, compressed bytes: numbers in letters."""
        return SEPARATOR.join((self.key, self.name, to_letters(self.rows), to_letters(self.size_bytes)))


def put(folder: Path, key: str, lines: pa.Array) -> Shard:
    """Put one shard of a family down; each of the lines has its end."""
    return _put(folder, "s", key, text_of(lines).removesuffix(b"\n"), len(lines))


def close(folder: Path, shards: Sequence[Shard]) -> None:
    """Write the two floors of a family's directory: `m/` leads to shards, `root.txt.gz` to `m/`."""
    step = max(1, int(len(shards) ** 0.5))
    middle = []
    for first in range(0, len(shards), step):
        some = shards[first : first + step]
        text = "\n".join(shard.line for shard in some).encode()
        middle.append(_put(folder, "m", some[0].key, text, sum(shard.rows for shard in some)))
    write(folder / "root.txt.gz", [shard.line for shard in middle])


def _put(folder: Path, floor: str, key: str, text: bytes, rows: int) -> Shard:
    name = hashlib.blake2b(text, digest_size=_NAME_BYTES).hexdigest().translate(_TO_LETTERS)
    return Shard(key, name, rows, _write(folder / floor / name[:1] / f"{name[1:]}.txt.gz", text))


def write(path: Path, lines: Iterable[str]) -> int:
    """Write lines as a compressed file, the same bytes on every machine; gives their number."""
    return _write(path, "\n".join(lines).encode())


def cuts(heads: NDArray[np.uint64]) -> list[int]:
    """Where to cut sorted lines, their number last; `heads` are the beginnings of their keys.

    Between LEAST and MOST lines a cut falls before a new key whose mixed bits allow it; at MOST it falls anyway.
    """
    chance = np.uint64((USUAL - LEAST) // 12)
    is_new = np.concatenate(([False], heads[1:] != heads[:-1])) if len(heads) else np.zeros(0, dtype=bool)
    allowed = np.flatnonzero(is_new & (((heads * _MIXER) >> np.uint64(40)) % chance == 0))
    found, begin = [], 0
    while len(heads) - begin > LEAST:
        place = int(np.searchsorted(allowed, begin + LEAST))
        end = int(allowed[place]) if place < len(allowed) else len(heads)
        begin = min(end, begin + MOST, len(heads))
        if begin < len(heads):
            found.append(begin)
    return [*found, len(heads)] if len(heads) else []


def _write(path: Path, text: bytes) -> int:
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=packed, mtime=0) as file:
        file.write(text)
    try:
        path.write_bytes(packed.getvalue())
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(packed.getvalue())
    return len(packed.getvalue())
