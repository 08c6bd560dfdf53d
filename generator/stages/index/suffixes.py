"""Every part of every name, in order: the ends of names from each of their characters on, a bucket of keys at a time.

A name is found by any part of two characters because that part begins one of its ends. The legal form at the end
of a name is no key: every second name has it, so asking for it alone could never be answered whole.
"""

from __future__ import annotations

from collections.abc import Iterator
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
BUCKET_ROWS = 250_000
_PACKED = 21  # bits of a code point; three of them fill an integer of 64
Places = NDArray[np.int64]


class Bucket(NamedTuple):
    """Ends of names in the order of their first nine characters; `entries` says whose they are."""

    heads: NDArray[np.uint64]
    """Three characters of each key, packed: where they change, a new key begins."""
    keys: NDArray[np.str_]
    entries: Places


def buckets(names: pa.Array, rows: int = BUCKET_ROWS) -> Iterator[Bucket]:
    """Yield the ends of folded names, bucket after bucket in the order of code points.

    A bucket holds all keys that begin with some first characters: at least `rows` of them, except the last.
    """
    if not len(names):
        return
    text = np.frombuffer("\0".join([*names.to_pylist(), ""]).encode("utf-32-le"), np.uint32)
    starts, owners = _starts(names, text)
    order = np.argsort(text[starts], kind="stable")
    starts, owners = starts[order], owners[order]
    firsts = np.flatnonzero(np.diff(text[starts], prepend=np.uint32(0)))
    begin = 0
    for end in [*firsts[1:].tolist(), len(starts)]:
        if end - begin >= rows or end == len(starts):
            if end > begin:
                yield _bucket(text, starts[begin:end], owners[begin:end])
            begin = end


def _starts(names: pa.Array, text: NDArray[np.uint32]) -> tuple[Places, Places]:
    """Where an end of a name begins, and whose it is: at every character before its form, but its last."""
    lengths = pc.utf8_length(names).to_numpy().astype(np.int64)
    stems = pc.utf8_length(pc.replace_substring_regex(names, _FORM, "")).to_numpy().astype(np.int64)
    kept = np.minimum(np.maximum(stems, 1), np.maximum(lengths - 1, 0))
    begins = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))
    owners = np.repeat(np.arange(len(names)), kept)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(kept) - kept, kept)
    return begins[owners] + within, owners


def _bucket(text: NDArray[np.uint32], starts: Places, owners: Places) -> Bucket:
    last = len(text) - 1
    letters = np.empty((KEY, len(starts)), np.uint64)
    inside = np.ones(len(starts), dtype=bool)
    for place in range(KEY):
        letters[place] = text[np.minimum(starts + place, last)]
        inside &= letters[place] != 0
        letters[place] *= inside
    packed = [_pack(letters[place : place + 3]) for place in range(0, KEY, 3)]
    order = np.lexsort((owners, *reversed(packed)))
    keys = np.ascontiguousarray(letters[:, order].T.astype(np.uint32)).view(f"<U{KEY}").ravel()
    return Bucket(packed[0][order], keys, owners[order])


def _pack(three: NDArray[np.uint64]) -> NDArray[np.uint64]:
    shift = np.uint64(_PACKED)
    packed: NDArray[np.uint64] = (three[0] << shift << shift) | (three[1] << shift) | three[2]
    return packed
