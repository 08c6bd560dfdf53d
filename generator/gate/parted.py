"""ID numbers whose groups are parted by words of one or two letters: 420299出生19900101尾号0019.

Only at the borders of the birth date, with no stop between, and of somebody born before 2010: later days are those of
decisions. Then the check has to hold.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2

from generator.gate.disguise import Run

_SIGNS = '[^\\pL\\pN<>",、，;；。%\\n\\r\\x00]{0,3}'
_WORD = f"{_SIGNS}[\\p{{Han}}A-Z]{{1,2}}{_SIGNS}"
_MAYBE = f"{_SIGNS}(?:[\\p{{Han}}A-Z]{{1,2}}{_SIGNS})?"
_YEAR = "(?:19[0-9][0-9]|200[0-9])"
FORM = (
    f"\\b[0-9]{{6}}(?:{_WORD}{_YEAR}{_MAYBE}[01][0-9]{_MAYBE}[0-3][0-9]{_MAYBE}"
    f"|{_MAYBE}{_YEAR}{_MAYBE}[01][0-9]{_MAYBE}[0-3][0-9]{_WORD})[0-9]{{3}}{_MAYBE}[0-9X]"
)
"""Matches nothing where there is no such number."""
_OPTIONS = re2.Options()
_OPTIONS.max_mem = 64 << 20
_NUMBER = re2.compile(FORM, _OPTIONS)


def numbers(data: bytes) -> Iterator[Run]:
    """Yield what stands so in upper-cased bytes, its groups together.

    >>> [run.text for run in numbers("<p>420299出生19900101尾号0019".encode())]
    ['420299199001010019']
    """
    for match in _NUMBER.finditer(data):
        digits = "".join(one for one in match.group().decode("utf-8", "ignore") if one in "0123456789")
        check = "X" if match.group().endswith(b"X") else ""
        if not data[match.end() : match.end() + 1].isalnum():
            yield Run(match.start(), digits + check, is_glued_left=False, is_glued_right=False)
