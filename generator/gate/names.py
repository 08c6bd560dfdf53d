"""Names of people, each looked for in the page and the rows of its own record alone: elsewhere it may be anybody's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import numpy as np
from ahocorasick_rs import BytesAhoCorasick
from numpy.typing import NDArray


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
        # Some writers of JSON escape every Chinese character.
        escaped = [json.dumps(name.decode())[1:-1].encode() for name in self._names]
        self._finder = BytesAhoCorasick([*self._names, *escaped]) if places else None
        ids = np.array(owners, dtype="S20") if owners else np.empty(0, dtype="S20")
        order = np.argsort(ids, kind="stable")
        self._ids: NDArray[np.bytes_] = ids[order]
        self._owned: NDArray[np.int32] = np.array(owned, dtype=np.int32)[order]

    def found(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield place and number of every name in the bytes, whoever's it is."""
        if self._finder is not None:
            for number, start, _ in self._finder.find_matches_as_indexes(data, overlapping=True):
                yield start, number % len(self._names)

    def name(self, number: int) -> str:
        """Return the name of a number."""
        return self._names[number].decode()

    def is_of(self, record: str, number: int) -> bool:
        """Tell whether a record must not show the name of a number."""
        asked = record.encode()
        first = np.searchsorted(self._ids, asked, "left")
        last = np.searchsorted(self._ids, asked, "right")
        return number in self._owned[first:last]
