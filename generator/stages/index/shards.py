"""Shards: sorted lines in small files that a browser can fetch one by one, under a directory of two floors.

Lines are cut where a key ends and its characters say so, not by counting: a name that is added moves one or two cuts
and leaves the other files as they were. Files are named by what is in them, in letters only.
"""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.policy.spelling import SEPARATOR
from generator.stages.index.letters import to_letters

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


@dataclass
class Shelf:
    """One family of keys on disk: takes sorted lines, gives the directory at the end."""

    folder: Path
    shards: list[Shard] = field(default_factory=list)

    def add(self, key: str, lines: Sequence[str]) -> None:
        """Put one shard down."""
        name, size_bytes = self._put("s", lines)
        self.shards.append(Shard(key, name, len(lines), size_bytes))

    def close(self) -> None:
        """Write the two floors of the directory: `m/` leads to shards, `root.txt.gz` to `m/`."""
        step = max(1, int(len(self.shards) ** 0.5))
        middle = []
        for first in range(0, len(self.shards), step):
            some = self.shards[first : first + step]
            name, size_bytes = self._put("m", [shard.line for shard in some])
            middle.append(Shard(some[0].key, name, sum(shard.rows for shard in some), size_bytes))
        write(self.folder / "root.txt.gz", [shard.line for shard in middle])

    def _put(self, floor: str, lines: Sequence[str]) -> tuple[str, int]:
        text = "\n".join(lines).encode()
        name = hashlib.blake2b(text, digest_size=_NAME_BYTES).hexdigest().translate(_TO_LETTERS)
        return name, _write(self.folder / floor / name[:1] / f"{name[1:]}.txt.gz", text)


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
