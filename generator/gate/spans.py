"""Where in a run of digits a number may stand, by its shape alone: many runs share one, so it is worked out once.

A number that proves itself by a check digit is looked for in every joining of groups. A phone or a card proves little:
it must be written as people write it, and inside one cell. Else amounts beside dates would be phones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from generator.gate.disguise import Run
from generator.gate.numbers import are_phones, is_card, is_id_number, is_landline, is_mobile, is_old_id_number

LITERAL = "literal"
_LONGEST = 19
_PHONE_GROUPS = frozenset([(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (1,) * 11])
_LANDLINE_GROUPS = frozenset([(3, 8), (4, 7), (4, 8), (3, 4, 4), (4, 3, 4), (4, 4, 4)])
"""Area code and number apart: written together they are told from a serial number by nothing."""
_OLD_ID_GROUPS = frozenset([(6, 6, 3), (6, 2, 2, 2, 3), (1,) * 15])
_CARD_GROUPS = frozenset([(4,) * 4, (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 13), (1,) * 16, (1,) * 19])
_PREFIXES = ("0086", "086", "86", "0")
_PREFIXED = range(12, 16)
_PHONES = "phones"
"""Several telephone numbers with nothing between them."""
_TOGETHER = range(22, 37)
"""So many digits have two or three of eleven or twelve."""
_SHAPE = str.maketrans("123456789X", "0000000000")
_DIGITS = str.maketrans("", "", " ,")

_BORN = {"id-number": is_id_number, "id-number-15": is_old_id_number}
_PLAIN = {"bank-card": is_card, "phone": is_mobile, _PHONES: are_phones, "landline": is_landline}
"""What a number of each kind must pass."""

Span = tuple[str, int, int]
"""A kind, and the first and last place among the digits of a run."""
Groups = list[tuple[int, int, int]]
"""First place, last place and cell of each group of digits."""


@dataclass(frozen=True, slots=True)
class Number:
    """A personal number in a run, or what must be looked up among the literals."""

    kind: str
    value: str
    whole: str = ""
    """The longer row of digits that an ID number lies in."""
    cells: tuple[str, ...] = ()
    """Of an ID number joined from several cells: the words it is joined from."""
    start: int = 0
    """The first place among the digits of the run."""


def numbers(run: Run, latest: date, lengths: frozenset[int]) -> Iterator[Number]:
    """Yield the numbers in a run. `latest` is the last possible day of birth, `lengths` those of literals."""
    glued = (run.is_glued_left, run.is_glued_right)
    yield from _whole_words(_numbers(run.text, glued, latest, lengths), run)
    if run.text.endswith("X"):  # perhaps a sign of multiplication behind a phone
        yield from _whole_words(_numbers(run.text[:-1], (run.is_glued_left, False), latest, lengths), run)


def _whole_words(found: tuple[Number, ...], run: Run) -> Iterator[Number]:
    """Give the first cell of a join the letters before its digits: 0MA9K123 ends a unified code."""
    for one in found:
        is_first = one.cells and run.left and not one.start
        yield replace(one, cells=(run.left + one.cells[0], *one.cells[1:])) if is_first else one


@lru_cache(maxsize=1 << 15)
def _numbers(text: str, glued: tuple[bool, bool], latest: date, lengths: frozenset[int]) -> tuple[Number, ...]:
    """Work out a run once: the same days and numbers stand on many pages."""
    digits, shape = text.translate(_DIGITS), text.translate(_SHAPE)
    find = spans if len(shape) <= 128 else spans.__wrapped__
    found = []
    for kind, start, end in find(shape, lengths, is_glued_left=glued[0], is_glued_right=glued[1]):
        value = digits[start:end]
        if kind == "phone":
            value = _without_prefix(value)
        if _holds(kind, value, latest):
            is_id = kind == "id-number"
            whole = _whole(digits, shape, start, end) if is_id else ""
            cells = _cells(digits, shape, start, end) if is_id else ()
            found.append(Number("phone" if kind == _PHONES else kind, value, whole, cells, start))
    return tuple(found)


def _whole(digits: str, shape: str, start: int, end: int) -> str:
    around = (group for group in _groups(shape) if group[0] <= start and end <= group[1] and group[1] - group[0] > 18)
    return next((digits[first:last] for first, last, _ in around), "")


def _cells(digits: str, shape: str, start: int, end: int) -> tuple[str, ...]:
    """List the groups of a number that lies in more than one cell."""
    groups = [group for group in _groups(shape) if start < group[1] and group[0] < end]
    is_across = groups[0][2] != groups[-1][2]
    return tuple(digits[first:last] for first, last, _ in groups) if is_across else ()


@lru_cache(maxsize=1 << 14)
def spans(shape: str, lengths: frozenset[int], *, is_glued_left: bool, is_glued_right: bool) -> tuple[Span, ...]:
    """List what may stand where in a run of this shape: digits as 0, blanks between groups, commas between cells.

    >>> spans("000 0000 0000", frozenset(), is_glued_left=False, is_glued_right=False)
    (('landline', 0, 11), ('phone', 0, 11))
    """
    groups = _groups(shape)
    found = {*_joined(groups, lengths), *_inside(groups, lengths)}
    # Digits that stick to a letter or to more digits are part of a longer name: a hash, a code.
    first = 1 if is_glued_left else 0
    last = len(groups) - 1 if is_glued_right else len(groups)
    found |= set(_in_cells(groups[first:last]))
    return tuple(sorted(found))


def _groups(shape: str) -> Groups:
    groups, place = [], 0
    for number, cell in enumerate(shape.split(",")):
        for group in cell.split():
            groups.append((place, place + len(group), number))
            place += len(group)
    return groups


def _together(groups: Groups, longest: int) -> Iterator[Groups]:
    """Yield neighbouring groups that together are no longer than the longest number."""
    for first in range(len(groups)):
        for last in range(first, len(groups)):
            if groups[last][1] - groups[first][0] > longest:
                break
            yield groups[first : last + 1]


def _joined(groups: Groups, lengths: frozenset[int]) -> Iterator[Span]:
    for some in _together(groups, max(_LONGEST, *lengths, 0)):
        start, end = some[0][0], some[-1][1]
        if end - start == 18:
            yield "id-number", start, end
        if end - start in lengths:
            yield LITERAL, start, end


def _inside(groups: Groups, lengths: frozenset[int]) -> Iterator[Span]:
    for start, end, _ in groups:
        for kind, length in [("id-number", 18), *((LITERAL, length) for length in lengths)]:
            yield from ((kind, place, place + length) for place in range(start, end - length + 1))


def _in_cells(groups: Groups) -> Iterator[Span]:
    yield from ((_PHONES, start, end) for start, end, _ in groups if end - start in _TOGETHER)
    for some in _together(groups, _LONGEST):
        start, end = some[0][0], some[-1][1]
        if some[0][2] != some[-1][2]:
            continue
        sizes = tuple(last - first for first, last, _ in some)
        # Digit by digit only where nothing stands beside it: an ID number written so holds many phones.
        is_apart = len(sizes) > 1 and max(sizes) == 1 and len(some) < len(groups)
        if not is_apart:
            yield from ((kind, start, end) for kind in _kinds(sizes))


def _kinds(sizes: tuple[int, ...]) -> Iterator[str]:
    total, is_one = sum(sizes), len(sizes) == 1
    if (total == 11 and (is_one or sizes in _PHONE_GROUPS)) or (is_one and total in _PREFIXED):
        yield "phone"
    if sizes in _LANDLINE_GROUPS:
        yield "landline"
    if total == 15 and (is_one or sizes in _OLD_ID_GROUPS):
        yield "id-number-15"
    if 16 <= total <= _LONGEST and (is_one or sizes in _CARD_GROUPS):
        yield "bank-card"


def _holds(kind: str, value: str, latest: date) -> bool:
    if born := _BORN.get(kind):
        return born(value, latest)
    return kind == LITERAL or _PLAIN[kind](value)


def _without_prefix(value: str) -> str:
    return next((value[len(head) :] for head in _PREFIXES if value.startswith(head) and len(value) > 11), value)
