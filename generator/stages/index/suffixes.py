"""Every part of every name, in order: the ends of names from each of their characters on, a bucket of keys at a time.

A name is found by any part of two characters because that part begins one of its ends. The legal form at the end
of a name is no key: every second name has it, so asking for it alone could never be answered whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

FORMS = ("有限公司", "有限责任公司", "股份有限公司", "分公司", "公司", "经营部", "合作社", "商行")
"""Forms at the end of a name that are no key. A query that stands in one of them is never answered as complete."""
_FORM = f"(?:{'|'.join(sorted(FORMS, key=len, reverse=True))})$"
KEY = 9
"""Characters by which keys are ordered; the directory knows no more of a key."""
_PACKED = 21  # bits of a code point; three of them fill an integer of 64
Numbers = NDArray[np.int64]


class Bucket(NamedTuple):
    """Ends of names in the order of their first nine characters; `entries` says whose they are."""

    heads: NDArray[np.uint64]
    """Three characters of each key, packed: where they change, a new key begins."""
    keys: NDArray[np.str_]
    entries: Numbers


@dataclass(frozen=True)
class Ends:
    """All names one after the other, each with a zero behind it, and where their keys begin."""

    text: NDArray[np.uint32]
    """Code points."""
    is_start: NDArray[np.bool_]
    begins: Numbers
    """The place of each name's first character."""

    def save(self, folder: Path) -> None:
        """Write the arrays so that workers can share the pages they are read from."""
        for name in ("text", "is_start", "begins"):
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> Ends:
        """Open what `save` wrote; nothing is read until it is asked for."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("text", "is_start", "begins")))

    def between(self, low: int, high: int) -> Bucket:
        """Sort the ends whose first character is at least `low` and below `high`."""
        starts = np.flatnonzero(self.is_start & (self.text >= low) & (self.text < high))
        owners = np.searchsorted(self.begins, starts, side="right") - 1
        letters = np.zeros((KEY, len(starts)), np.uint64)
        inside = np.ones(len(starts), dtype=bool)
        for place in range(KEY):
            letters[place] = self.text[np.minimum(starts + place, len(self.text) - 1)]
            inside &= letters[place] != 0
            letters[place] *= inside
        packed = [_pack(letters[place : place + 3]) for place in range(0, KEY, 3)]
        order = np.lexsort((owners, *reversed(packed)))
        keys = np.ascontiguousarray(letters[:, order].T.astype(np.uint32)).view(f"<U{KEY}").ravel()
        return Bucket(packed[0][order], keys, owners[order])


def ends_of(names: pa.ChunkedArray) -> Ends:
    """Lay out folded names; a key begins at every character before a name's form, but its last."""
    some = [_ends_of(chunk) for chunk in (*names.chunks, pa.array([], pa.large_string()))]
    before = np.cumsum([0, *(len(one.text) for one in some)])
    begins = [one.begins + first for one, first in zip(some, before, strict=False)]
    text, is_start = (np.concatenate([getattr(one, name) for one in some]) for name in ("text", "is_start"))
    return Ends(text, is_start, np.concatenate(begins))


def _ends_of(names: pa.Array) -> Ends:
    zero = pa.scalar("\0", pa.large_string())
    ended = pc.binary_join_element_wise(names, pa.scalar("", pa.large_string()), zero)
    text = np.frombuffer(text_of(ended).decode().encode("utf-32-le"), np.uint32)
    lengths = pc.utf8_length(names).to_numpy().astype(np.int64)
    stems = pc.utf8_length(pc.replace_substring_regex(names, _FORM, "")).to_numpy().astype(np.int64)
    kept = np.minimum(np.maximum(stems, 1), np.maximum(lengths - 1, 0))
    begins = np.concatenate(([0], np.cumsum(lengths + 1)))[:-1]
    change = np.zeros(len(text) + 1, np.int8)
    np.add.at(change, begins, 1)
    np.add.at(change, begins + kept, -1)
    return Ends(text, np.cumsum(change[:-1], dtype=np.int8).astype(bool), begins)


def ranges(ends: Ends, rows: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of first characters, the upper end not included, each with at least so many ends but the last."""
    counts = np.bincount(ends.text[ends.is_start])
    low, held = 0, 0
    for character in np.flatnonzero(counts).tolist():
        held += int(counts[character])
        if held >= rows:
            yield low, character + 1
            low, held = character + 1, 0
    if held:
        yield low, len(counts)


def text_of(texts: pa.Array) -> bytes:
    """All texts of a large_string array without nulls, one after the other."""
    _, places, content = texts.buffers()
    ends = np.frombuffer(places, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return bytes(memoryview(content)[ends[0] : ends[-1]]) if len(texts) else b""


def _pack(three: NDArray[np.uint64]) -> NDArray[np.uint64]:
    shift = np.uint64(_PACKED)
    packed: NDArray[np.uint64] = (three[0] << shift << shift) | (three[1] << shift) | three[2]
    return packed
