"""Numbers with letters in the place of digits, O for 0 and l for 1: a typing error, a scan, or ill will.

A word of digits with such letters between them is read as the digits alone; a third of it must be digits by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2

from generator.gate.disguise import Run

_ZEROS, _ONES = "O\u039f\u03bf\u041e\u043e\uff2f\uff4f", "IL\u0399\u03b9\u0406\u0456\u04c0\uff29\uff49\uff2c\uff4c"
_DIGITS = str.maketrans({**dict.fromkeys(_ZEROS, "0"), **dict.fromkeys(_ONES, "1"), **dict.fromkeys(" .-·", " ")})
_LETTERS = frozenset(_ZEROS + _ONES)
_BETWEEN = "[ .\\-·]?"
_LETTER, _ANY = f"{_BETWEEN}[{_ZEROS}{_ONES}]", f"{_BETWEEN}[0-9{_ZEROS}{_ONES}]"
FORM = (
    f"\\b[0-9](?:(?:{_BETWEEN}[0-9]){{0,16}}{_LETTER}(?:{_ANY}){{3,17}}"
    f"|(?:{_BETWEEN}[0-9]){{9,17}}{_LETTER}(?:{_ANY}){{0,2}})X?"
)
"""Matches nothing where there is no such word."""
_WORD = re2.compile(FORM)
_FEWEST = 11


def words(data: bytes) -> Iterator[Run]:
    """Yield the words of upper-cased bytes that are numbers once such letters are read as digits.

    >>> [run.text for run in words(b"<p>42O299 199OO1O1 0019, 42O299, 9142O2MA4K")]
    ['420299 19900101 0019']
    """
    for match in _WORD.finditer(data):
        text = match.group().decode()
        letters = sum(one in _LETTERS for one in text)
        digits = sum(map(str.isdigit, text))
        if letters <= 2 * digits and letters + digits >= _FEWEST and not data[match.end() : match.end() + 1].isalnum():
            yield Run(match.start(), text.translate(_DIGITS), is_glued_left=False, is_glued_right=False)
