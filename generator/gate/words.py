"""Runs of letters and digits, and a screen that tells at once which of them cannot be one of the night's literals.

A page holds many words and nearly none of them is looked for. The first and the last eight signs of a word and its
length point to a place in a table; where no literal points to the same place, the word is none. What passes the screen
is compared as a whole elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST = 8
"""A shorter identifier is not looked for: it would be found in dates and amounts."""

_SIGNS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_IS_WORD = bytes(code in _SIGNS for code in range(256))
_MIXED = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_FEWEST_BITS, _MOST_BITS = 16, 26

Places = NDArray[np.int64]


class Screen:
    """A table of places, at least sixteen times as many as there are literals, up to 64 MiB."""

    def __init__(self, expected: int) -> None:
        """Make a table for about so many literals."""
        bits = min(max((16 * expected).bit_length(), _FEWEST_BITS), _MOST_BITS)
        self._shift = np.uint64(64 - bits)
        self._table = np.zeros(1 << bits, np.bool_)

    def add(self, literals: Sequence[bytes]) -> None:
        """Let upper-cased words pass."""
        data = b"\0".join(literals)
        starts, ends = _edges(data)
        if len(starts):
            self._table[self._places(data, starts, ends)] = True

    def words(self, data: bytes) -> list[tuple[int, bytes]]:
        """List place and text of the words in upper-cased bytes that may be literals."""
        starts, ends = _edges(data)
        if not len(starts):
            return []
        may_be = self._table[self._places(data, starts, ends)]
        places = zip(starts[may_be].tolist(), ends[may_be].tolist(), strict=True)
        return [(start, data[start:end]) for start, end in places]

    def _places(self, data: bytes, starts: Places, ends: Places) -> NDArray[np.uint64]:
        eights = np.lib.stride_tricks.sliding_window_view(np.frombuffer(data, np.uint8), SHORTEST)
        head, tail = (eights[at].view(np.uint64)[:, 0] for at in (starts, ends - SHORTEST))
        mixed: NDArray[np.uint64] = head * _MIXED[0] ^ (tail + (ends - starts).astype(np.uint64)) * _MIXED[1]
        return mixed >> self._shift


def _edges(data: bytes) -> tuple[Places, Places]:
    """Return where the words that are long enough to matter begin and end."""
    inside = np.frombuffer(b"".join([b"\0", data.translate(_IS_WORD), b"\0"]), np.bool_)
    # Places where a run goes on for two signs, then four, then eight: short words fall out before they are cut.
    for step in (1, 2, 4):
        inside = inside[:-step] & inside[step:]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return edges[::2], edges[1::2] + SHORTEST - 1
