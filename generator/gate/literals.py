"""Tonight's personal identifiers and the records taken down, as sorted 64-bit hashes: a million take tens of megabytes.

An identifier is also looked for as its own MD5, SHA-1 and SHA-256: numbers are few enough to be guessed back (P24).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import re2
from numpy.typing import NDArray

from generator.gate.words import SHORTEST, Screen

Hashes = NDArray[np.int64]
_AT_ONCE = 1 << 16
_DIGESTS = (hashlib.md5, hashlib.sha1, hashlib.sha256)
WIDE_SIGN = r"[\x{FF10}-\x{FF19}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}]"
_WIDE = re2.compile(f"[0-9A-Z]*{WIDE_SIGN}(?:[0-9A-Z]|{WIDE_SIGN})*")


@dataclass(frozen=True)
class Literals:
    """What must not occur, by kind of finding."""

    kinds: tuple[tuple[str, Hashes], ...]
    screen: Screen
    lengths: frozenset[int]
    """Lengths of the identifiers that are digits (and a last X): those can be disguised."""
    allowed: frozenset[str] | None = None
    """The landlines that may be shown; None where nobody told, and then landlines are not looked for."""

    def kind_of(self, words: list[bytes]) -> list[str | None]:
        """Name the kind of each upper-cased word, or None."""
        kinds: list[str | None] = [None] * len(words)
        asked = np.fromiter(map(hash, words), np.int64, len(words))
        for kind, known in self.kinds:
            for place in np.flatnonzero(_among(asked, known)):
                kinds[place] = kind
        return kinds


def fold(text: str) -> str:
    """Fold an identifier: NFKC, upper case, letters and digits only.

    >>> fold("④20299-19900101 001x")
    '42029919900101001X'
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).upper()


def gather(identifiers: Iterable[str], allowed: Iterable[str] | None, tombstones: Iterable[str]) -> Literals:
    """Hash the identifiers, without those that are an allowed phone, and the ids of records taken down."""
    clean = set(map(fold, allowed or ()))
    folded = {text for text in map(fold, identifiers) if len(text) >= SHORTEST} - clean
    stones = [text.strip().upper().encode() for text in tombstones]
    screen = Screen(len(folded) * (1 + 2 * len(_DIGESTS)) + len(stones))
    return Literals(
        kinds=(
            ("identifier", _hashed((text.encode() for text in folded), screen)),
            ("identifier-hash", _hashed(_digests(folded), screen)),
            ("tombstone", _hashed(stones, screen)),
        ),
        screen=screen,
        lengths=frozenset(len(text) for text in folded if re.fullmatch("[0-9]+X?", text)),
        allowed=None if allowed is None else frozenset(clean),
    )


def wide_words(data: bytes) -> list[tuple[int, bytes]]:
    """List place and folded text of the runs with a full-width sign in them, in upper-cased bytes."""
    return [(match.start(), fold(match.group().decode("utf-8", "ignore")).encode()) for match in _WIDE.finditer(data)]


def _digests(folded: set[str]) -> Iterator[bytes]:
    for text in folded:
        for spelling in {text, text.lower()}:
            for digest in _DIGESTS:
                yield digest(spelling.encode(), usedforsecurity=False).hexdigest().upper().encode()


def _hashed(texts: Iterable[bytes], screen: Screen) -> Hashes:
    """Hash with Python's own keyed hash: fast, and it changes with every process, so that nobody can aim at it."""
    hashes = [np.empty(0, np.int64)]
    left = iter(texts)
    while some := list(islice(left, _AT_ONCE)):
        screen.add(some)
        hashes.append(np.fromiter(map(hash, some), np.int64, len(some)))
    return np.unique(np.concatenate(hashes))


def _among(asked: Hashes, known: Hashes) -> NDArray[np.bool_]:
    if not len(known):
        return np.zeros(len(asked), dtype=bool)
    found: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, asked), len(known) - 1)] == asked
    return found
