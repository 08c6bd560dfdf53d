"""How a sign is read when numbers of persons are looked for: digits of every script, and what is put in their place.

A clerk's input method, a scan or ill will writes a circle or the letter O for nought, 幺 or ㊀ for 一.
Source: Unicode Standard Annex 15 (compatibility forms), Unicode Technical Report 36, 2 (signs that look alike).
"""

from __future__ import annotations

import re
import unicodedata

NUMERALS = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_SPOKEN = "○◯洞幺两兩弌弍弎貳參叄陸拐勾"
_VALUES = dict(zip(NUMERALS + _SPOKEN, "00123456789123456789" + "000122123233679", strict=True))
_SUZHOU = "".join(map(chr, range(0x3021, 0x302A)))
_BRACKETED = "".join(map(chr, range(0x3220, 0x3229)))
_FORMS = "".join(
    map(chr, (*range(0x2F00, 0x2FD6), *range(0x3192, 0x3196), *range(0x3280, 0x3289), *range(0xF900, 0xFB00)))
)
"""Radicals, signs of annotation, ringed signs and duplicates: what each stands for, its compatibility form says."""
_ALL = {
    **_VALUES,
    **dict(zip(_SUZHOU, "123456789", strict=True)),
    **dict(zip(_BRACKETED, "123456789", strict=True)),
    **{one: _VALUES[plain] for one in _FORMS if (plain := unicodedata.normalize("NFKC", one)) in _VALUES},
}
ANY_NUMERAL = "".join(_ALL)
"""Every numeral, for a class of `re` or RE2."""

_X = "xX×\u0445\u0425✕✖"  # the letter, the sign of multiplication, the Cyrillic letter
# Letters to Unicode, and to the eye a blank, a dot or a dash.
NOTHING, STROKE = "\u115f\u1160\u2800\u3164\uffa0", "\u30fc\u318d\u4e28\u4e36"

_ALIKE = dict(zip("OIL\u039f\u0399\u041e\u0406\u04c0", "01101011", strict=True))
ALIKE = "OoIilL\uff2f\uff4f\uff29\uff4c\u039f\u03bf\u0399\u041e\u043e\u0406\u0456\u04c0"
"""Letters that look like 0 or 1, Greek and Cyrillic ones too, for a class of RE2."""
_LETTERS = "".join(_ALIKE)
_ALIKE_RUN = re.compile(f"(?<![0-9A-Z])[0-9](?:[\\W_]{{0,4}}[0-9{_LETTERS}])+X?(?![0-9A-Z])")
_AS_DIGITS = str.maketrans(_ALIKE)
_FEWEST = 11


class Reading(dict[int, str]):
    """How each character is read, worked out when it is first met: a table for str.translate."""

    def __init__(self, *, numerals: bool) -> None:
        """Make an empty table; with `numerals` Chinese ones are digits too."""
        super().__init__({ord(one): digit for one, digit in _ALL.items()} if numerals else {})

    def __missing__(self, point: int) -> str:
        """Work out the reading of one character."""
        self[point] = plain = _plain(chr(point))
        return plain


READINGS = (Reading(numerals=False), Reading(numerals=True))


def read(text: str, *, numerals: bool) -> str:
    """Read a text with every digit plain.

    >>> read("①３ 8", numerals=False), read("一三八", numerals=True)
    ('13 8', '138')
    """
    return text.translate(READINGS[numerals])


def read_alike(seen: str) -> str:
    """Read letters that look like 0 or 1 as such, in words that are digits for a third at least; every place is kept.

    >>> read_alike("1990OOO0O01"), read_alike("199 OOOO OOOI"), read_alike("2O 3L")
    ('19900000001', '199 OOOO OOOI', '2O 3L')
    """
    return _ALIKE_RUN.sub(_digits_of, seen)


def origins(text: str, *, numerals: bool) -> list[int]:
    """Give the place in the text of every character of its reading."""
    reading = READINGS[numerals]
    return [place for place, one in enumerate(text) for _ in reading[ord(one)]]


def _digits_of(found: re.Match[str]) -> str:
    digits = sum(map(str.isdigit, found[0]))
    letters = sum(one in _ALIKE for one in found[0])
    return found[0].translate(_AS_DIGITS) if 2 * digits >= letters and digits + letters >= _FEWEST else found[0]


def _plain(one: str) -> str:
    if one in _X:
        return "X"
    if (digit := unicodedata.digit(one, None)) is not None:
        return str(digit)
    category = unicodedata.category(one)
    if one in NOTHING or category in ("Cf", "Mn", "Me"):
        return ""
    return "-" if category == "Pd" or one in STROKE else unicodedata.normalize("NFKC", one).upper()
