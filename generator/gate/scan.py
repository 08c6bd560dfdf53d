"""Scan bytes: every hit with its kind, its plain value and its place. The value never leaves the gate's memory."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

import re2

from generator.gate import alike, parted
from generator.gate.disguise import Run, runs
from generator.gate.literals import WIDE_SIGN, Literals, wide_words
from generator.gate.names import Names
from generator.gate.spans import LITERAL, numbers

_PLATE_FORM = (
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-HJ-NP-Z])[\s·•.\-]?"
    r"([0-9A-HJ-NP-Z]{5,6}|[0-9A-HJ-NP-Z]{4}[挂学警港澳])(?:[^0-9A-Z\-]|$)"
)
# Base64 of three ASCII digits is always four of these; eleven digits in a row hold three such groups at least.
_BASE64_FORM = "(?:[MNO][DTjz][AEIMQUYcgk][w-z0-5]){3,}"
_PLATE, _BASE64 = re2.compile(_PLATE_FORM), re2.compile(_BASE64_FORM)
_OPTIONS = re2.Options()
_OPTIONS.max_mem = 64 << 20
_RARE = re2.compile(f"{_PLATE_FORM}|(?:[MNO][DTJZ][A-Z][W-Z0-5]){{3}}|{WIDE_SIGN}|{alike.FORM}|{parted.FORM}", _OPTIONS)
"""In upper-cased bytes: most pages hold none of these, and one search says so instead of five."""
_BASE64_SIGNS = re.compile(rb"[A-Za-z0-9+/\-_]*")


@dataclass(frozen=True)
class Hit:
    """Something that may not be there."""

    kind: str
    value: str
    start: int
    whole: str = ""
    """The longer row of digits that an ID number lies in."""
    cells: tuple[str, ...] = ()
    """Of an ID number joined from several cells: the words it is joined from."""


@dataclass(frozen=True)
class Scanner:
    """Looks for the night's literals and for whatever looks like a personal number."""

    literals: Literals
    latest: date
    """The last possible day of birth."""
    names: Names = field(default_factory=lambda: Names([]))

    def hits(self, data: bytes) -> list[Hit]:
        """List the hits, each kind and value at each place."""
        upper = data.translate(_UPPER)
        if not _RARE.search(upper):
            return list(self._numbers(runs(upper), self.literals.screen.words(upper)))
        return [*self._whatever(upper), *self._plates(upper), *self._encoded(data)]

    def _whatever(self, upper: bytes) -> Iterator[Hit]:
        """Look for numbers and words in all their forms, the rare ones too."""
        found = chain(runs(upper), alike.words(upper), parted.numbers(upper))
        return self._numbers(found, [*self.literals.screen.words(upper), *wide_words(upper)])

    def _numbers(self, found: Iterable[Run], candidates: list[tuple[int, bytes]]) -> Iterator[Hit]:
        for run in found:
            for one in numbers(run, self.latest, self.literals.lengths):
                if one.kind == LITERAL:
                    candidates.append((run.start, one.value.encode()))
                elif one.kind != "landline":
                    yield Hit(one.kind, one.value, run.start, one.whole, one.cells)
                elif self.literals.allowed is not None and one.value not in self.literals.allowed:
                    yield Hit("phone", one.value, run.start)
        # All at once, each word once: most stand on every page, and a look-up costs as much for one as for a thousand.
        distinct = list({word for _, word in candidates})
        known = {word: kind for word, kind in zip(distinct, self.literals.kind_of(distinct), strict=True) if kind}
        if known:
            yield from (Hit(known[word], word.decode(), at) for at, word in candidates if word in known)

    def _plates(self, upper: bytes) -> Iterator[Hit]:
        for match in _PLATE.finditer(upper):
            head, number = match.groups()
            if sum(48 <= byte <= 57 for byte in number) >= 3:
                yield Hit("plate", (head + number).decode(), match.start())

    def _encoded(self, data: bytes) -> Iterator[Hit]:
        """Decode what must be digits in Base64, with the group before it and two behind, where an X may be."""
        for match in _BASE64.finditer(data):
            start = match.start() - 4 if _is_base64(data[max(0, match.start() - 4) : match.start()]) else match.start()
            tail = _BASE64_SIGNS.match(data, match.end(), match.end() + 8)
            end = tail.end() if tail else match.end()
            text = base64.urlsafe_b64decode(data[start : end - (end - start) % 4].translate(_URL_SAFE))
            upper = text.upper()
            yield from (replace(hit, start=match.start()) for hit in self._whatever(upper))


_UPPER = bytes(range(256)).upper()
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def _is_base64(four: bytes) -> bool:
    found = _BASE64_SIGNS.fullmatch(four)
    return len(four) == 4 and found is not None
