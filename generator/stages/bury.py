"""Bury: make the tombstones of what left for good tonight (design §6). What they cover does not come back by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

from generator.model.city import City
from generator.model.facts import Tombstone
from generator.model.parts import PrivatePart
from generator.policy.burial import new_stones, own_stones


def bury(
    city: City, decided: Iterable[PrivatePart], known: Iterable[Tombstone], day: tuple[date, bytes]
) -> list[Tombstone]:
    """Make a tombstone for every row that left for good, and for what is the same record under another number.

    `known` are the tombstones of earlier nights; `day` is the day of the build and the key of record ids.
    """
    before, listed = tuple(known), list(decided)
    fresh = [stone for one in _read(listed) for stone in new_stones(city, one, before, day)]
    everything = (*before, *fresh)
    return [*fresh, *(stone for one in _read(listed) for stone in own_stones(city, one, everything, day[1]))]


def _read(listed: list[PrivatePart]) -> Iterator[tuple[PrivatePart, pd.DataFrame, pd.DataFrame]]:
    """One part at a time, with its rows and verdicts."""
    for part in listed:
        yield part, pd.read_parquet(part.frame), pd.read_parquet(part.verdicts)
