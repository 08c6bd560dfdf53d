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
_ENDS = frozenset({6, 14, 18})
"""Where the division, the birth date and the number end."""
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
        while groups:
            count = _leading(groups)
            if count:
                yield groups[0][0], groups[count - 1][0] + len(groups[count - 1][1])
            groups = groups[count or 1 :]


def _leading(groups: list[tuple[int, str]]) -> int:
    """Count the groups at the beginning that make an ID number, 0 where they make none."""
    digits, ends = "", []
    for _, group in groups:
        digits += group
        ends.append(len(digits))
        if len(digits) >= 18:
            break
    is_cut = set(ends) >= _ENDS and id_number.is_valid18(digits)
    born = id_number.birth_date(digits) if is_cut else None
    return len(ends) if born is not None and born.year <= LATEST_YEAR else 0
