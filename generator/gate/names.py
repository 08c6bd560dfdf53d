"""Names of people, each looked for in the page and the rows of its own record alone: elsewhere it may be anybody's.

A name is the same name with blanks, line breaks or signs without width between its characters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import numpy as np
import re2
from ahocorasick_rs import BytesAhoCorasick
from numpy.typing import NDArray

# Letters and marks to Unicode, and to the eye nothing or a blank.
_NOTHING = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
_HEX = "[0-9A-Fa-f]"
# Some writers of JSON escape every character beyond ASCII.
_ESCAPED_NOTHING = (
    rf"\\u(?:00(?:85|[Aa][0Dd])|034[Ff]|115[Ff]|1160|17[Bb][45]|180[B-Fb-f]|20(?:0{_HEX}|2[89A-Fa-f]|5[Ff]|6{_HEX})"
    rf"|2800|3000|3164|[Ff][Ee]0{_HEX}|[Ff][Ee][Ff]{{2}}|[Ff]{{2}}[Aa]0|[Ff]{{3}}[9ABab])"
)
_ESCAPED_CHARACTER = rf"\\u(?:3[4-9A-Fa-f]|[4-9]{_HEX}|[Dd][89A-Fa-f]){_HEX}{{2}}"
_CHARACTER = rf"(?:[^\x00-\x7f]|{_ESCAPED_CHARACTER})"
_GAP = rf"(?:[\s\v\x1c-\x1f\x{{85}}\p{{Z}}\p{{Cf}}{_NOTHING}]|\\[nrt]|{_ESCAPED_NOTHING})"
_APART = re2.compile(f"{_CHARACTER}(?:{_GAP}+{_CHARACTER})+")
"""Characters beyond ASCII with gaps between them. Few places of a page are such, and one search tells which."""
_GAPS = re2.compile(f"{_GAP}+")
_AROUND = 128
"""So many bytes on either side of a gap hold the rest of the name: forty characters, or twenty that are escaped."""


class Names:
    """Which names a record must not show. A million records take some tens of megabytes."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take pairs of record id and name."""
        places: dict[bytes, int] = {}
        owners: list[bytes] = []
        owned: list[int] = []
        for record, name in pairs:
            owners.append(record.encode())
            owned.append(places.setdefault(name.encode(), len(places)))
        self._names: list[bytes] = list(places)
        closed = [(_GAPS.sub(b"", name), number) for number, name in enumerate(self._names)]
        closed = [(name, number) for name, number in closed if name != self._names[number]]
        spelled = [*self._names, *(name for name, _ in closed)]
        self._numbers: list[int] = [*range(len(self._names)), *(number for _, number in closed)]
        escaped = [json.dumps(name.decode())[1:-1].encode() for name in spelled]
        self._finder = BytesAhoCorasick([*spelled, *escaped]) if places else None
        ids = np.array(owners, dtype="S20") if owners else np.empty(0, dtype="S20")
        order = np.argsort(ids, kind="stable")
        self._ids: NDArray[np.bytes_] = ids[order]
        self._owned: NDArray[np.int32] = np.array(owned, dtype=np.int32)[order]

    def found(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield place and number of every name in the bytes, whoever's it is."""
        if self._finder is not None:
            for start, _, number in self._matches(data):
                yield start, number
            for match in _APART.finditer(data):
                yield from self._found_apart(data, *match.span())

    def _matches(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        """Yield first place, last place and number of every name that stands in one piece."""
        if self._finder is not None:
            for spelling, start, end in self._finder.find_matches_as_indexes(data, overlapping=True):
                yield start, end, self._numbers[spelling % len(self._numbers)]

    def _found_apart(self, data: bytes, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the names that reach across one of the gaps between two places."""
        begin = max(0, first - _AROUND)
        window = data[begin : last + _AROUND]
        closed = bytearray()
        places: list[int] = []
        at = 0
        for gap in _GAPS.finditer(window):
            closed += window[at : gap.start()]
            places += range(at, gap.start())
            at = gap.end()
        closed += window[at:]
        places += range(at, len(window))
        for start, end, number in self._matches(bytes(closed)):
            if places[end - 1] - places[start] >= end - start:
                yield begin + places[start], number

    def name(self, number: int) -> str:
        """Return the name of a number."""
        return self._names[number].decode()

    def is_of(self, record: str, number: int) -> bool:
        """Tell whether a record must not show the name of a number."""
        asked = record.encode()
        first = np.searchsorted(self._ids, asked, "left")
        last = np.searchsorted(self._ids, asked, "right")
        return number in self._owned[first:last]
