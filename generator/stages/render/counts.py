"""Counts as pages may give them: exact about organisations, blurred where persons could be worked out (design §8).

A count of persons below a limit is not given, and every figure it could be subtracted from is blurred with it:
such a figure is an exact part plus a blurred one. Sums are made of what is shown, never of what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.model.city import SmallCounts
from generator.model.message import _

PERSON_REASONS = frozenset({"minor-person", "person-withheld"})


class Count(NamedTuple):
    """A figure on a page. `value` is what sums use; it is never nearer the truth than `words`."""

    value: int
    words: str
    is_exact: bool = True


def count_of(exact: int, persons: int, rule: SmallCounts) -> Count:
    """Add an exact figure and one about persons.

    >>> rule = SmallCounts()
    >>> [count_of(1000, persons, rule).words for persons in (0, 3, 9, 10, 13)]
    ['1,000', '少于1,010', '少于1,010', '约1,010', '约1,015']
    """
    if persons == 0:
        return Count(exact, f"{exact:,}")
    if persons < rule.suppress_below:
        return Count(
            exact + rule.suppress_below // 2, _("少于{count}", count=f"{exact + rule.suppress_below:,}"), is_exact=False
        )
    rounded = exact + rule.round_to * round(persons / rule.round_to)
    return Count(rounded, _("约{count}", count=f"{rounded:,}"), is_exact=False)


def total_of(counts: Iterable[Count]) -> Count:
    """Add up what is shown."""
    shown = list(counts)
    value = sum(count.value for count in shown)
    if all(count.is_exact for count in shown):
        return Count(value, f"{value:,}")
    return Count(value, _("约{count}", count=f"{value:,}"), is_exact=False)


def persons_in(withheld: Mapping[str, int]) -> int:
    """How many rows were withheld because they are about a person."""
    return sum(count for code, count in withheld.items() if code in PERSON_REASONS)
