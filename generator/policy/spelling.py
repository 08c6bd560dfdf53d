"""Folding for search: two spellings that a reader takes for one. The browser folds what is typed in the same way.

Stricter than `policy.fold`, which tells records apart: here capitals, brackets and traditional characters do not count
either. Traditional characters are folded one by one, without the phrases that OpenCC also knows, so that a table of
pairs is all the browser needs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import cache

from opencc import OpenCC

SEPARATOR = "|"
"""Between the cells of a line. The gate takes it for the end of a cell; in a key it becomes a slash."""
_SIGNS = dict(zip("〔【[〕】]|", "((()))/", strict=True))
"""Brackets and the separator; full width is gone before."""
# As in `policy.fold`, line ends left in: a whole column is folded in one go.
_BLANK = re.compile("[^\\S\n]+|[\u0085\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x32000))
_ORDINARY = "gb2312"
"""The encoding of the characters that are in everyday use."""


def fold_all(texts: list[str]) -> list[str]:
    """Fold texts, each without a line end in it.

    >>> fold_all(["黃石（集團） abc", "〔2026〕"])
    ['黄石(集团)ABC', '(2026)']
    """
    return simplify_all(level_all(texts))


def level_all(texts: list[str]) -> list[str]:
    """Fold all but traditional characters, which is what a browser can do without a table.

    >>> level_all(["黃石（集團） abc"])
    ['黃石(集團)ABC']
    """
    bare = _BLANK.sub("", unicodedata.normalize("NFKC", "\n".join(texts)))
    # Taking blanks out can bring a letter and its accent together.
    text = unicodedata.normalize("NFKC", bare).upper()
    for old, new in _SIGNS.items():
        text = text.replace(old, new)
    return text.split("\n")


def simplify_all(levelled: list[str]) -> list[str]:
    """Fold the traditional characters of texts that are folded otherwise."""
    return "\n".join(levelled).translate(_simplified()).split("\n")


def pairs(alphabet: AbstractSet[str]) -> str:
    """Every traditional character followed by its simplified one, where that occurs in the alphabet of an index.

    In the order of code points. The browser asks for this table only when a query holds a character outside GB 2312.
    """
    return "".join(chr(old) + new for old, new in sorted(_simplified().items()) if new in alphabet)


def ordinary_pairs() -> str:
    """The few characters of GB 2312 that are traditional as well (乾, 後 …), each followed by its simplified one."""
    return "".join(chr(old) + new for old, new in sorted(_simplified().items()) if _is_ordinary(chr(old)))


def _is_ordinary(character: str) -> bool:
    try:
        character.encode(_ORDINARY)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _simplified() -> dict[int, str]:
    characters = [chr(code) for block in _HAN for code in block]
    # A line end after each keeps OpenCC from seeing phrases.
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    changed = {old: new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}
    return {ord(old): changed.get(new, new) for old, new in changed.items()}
