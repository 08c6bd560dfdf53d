"""The row of pages below a list of several: the first, the last and the neighbours of the one that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

NEIGHBOURS = 2
"""Pages named on either side of the current one."""


@dataclass(frozen=True)
class Pager:
    """Where a page stands in its row of pages; an entry without an address is a gap or the page itself."""

    number: int
    last: int
    before: str
    after: str
    entries: tuple[tuple[int, str], ...]


def pager_of(number: int, last: int, address: Callable[[int], str]) -> Pager:
    """The row of pages around one: first, last, and its neighbours."""
    near = range(max(1, number - NEIGHBOURS), min(last, number + NEIGHBOURS) + 1)
    wanted = sorted({1, *near, last})
    entries: list[tuple[int, str]] = []
    for one in wanted:
        if entries and one > entries[-1][0] + 1:
            entries.append((entries[-1][0] + 1, ""))
        entries.append((one, address(one)))
    before = address(number - 1) if number > 1 else ""
    after = address(number + 1) if number < last else ""
    return Pager(number, last, before, after, tuple(entries))
