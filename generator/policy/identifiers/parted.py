"""ID numbers whose groups are parted by words, as in 420299出生19900101尾号0019.

Anything may stand between the groups of a sentence's numbers, so the groups have to end where the birth date begins
and ends, no stop may lie between them, and the check has to hold; whoever it would be was born before 2010, for later
days are those of decisions, and nobody so young is decided about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.policy.identifiers import id_number

LATEST_YEAR = 2009
_BORDERS = (6, 14)
"""Where the birth date begins and ends."""
_LETTER, _SIGNS = "[^\\W\\d_元]", "[^\\w\\0,、;。%]{0,3}"  # an amount before a day is the commonest of other groups
_GAP = f"{_SIGNS}(?:{_LETTER}{{1,2}}{_SIGNS})?"
_PARTED = re.compile(f"(?<![0-9A-Z])[0-9]+(?:{_GAP}[0-9]+)+(?:{_GAP}X)?(?![0-9A-Z])")
_GROUP = re.compile("[0-9]+|X$")

SCREEN = "(?:[0-9\uff10-\uff19][^0-9\uff10-\uff19]*){16}[0-9\uff10-\uff19]"
"""RE2: a text that does not match holds no such number."""


def parted_ids(seen: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of every ID number that is parted by words of one or two letters."""
    for run in _PARTED.finditer(seen):
        groups = [(found.start() + run.start(), found[0]) for found in _GROUP.finditer(run[0])]
        first = 0
        while first < len(groups):
            last = _last(groups, first)
            if last is not None:
                yield groups[first][0], groups[last][0] + len(groups[last][1])
                first = last
            first += 1


def _last(groups: list[tuple[int, str]], first: int) -> int | None:
    """Give the last group of an ID number that begins with a group, or None."""
    digits, ends = "", []
    for place in range(first, len(groups)):
        digits += groups[place][1]
        ends.append(len(digits))
        if len(digits) >= 18:
            break
    is_cut = set(_BORDERS) <= set(ends) and id_number.is_valid18(digits)
    born = id_number.birth_date(digits) if is_cut else None
    return place if born is not None and born.year <= LATEST_YEAR else None
