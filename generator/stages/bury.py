"""Bury: make the tombstones of what left for good tonight (design §6). What they cover does not come back by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

from generator.model.city import City
from generator.model.facts import Past, Tombstone
from generator.model.parts import PrivatePart
from generator.model.rulings import Ruling
from generator.policy.absent import absent_stones
from generator.policy.burial import Decided, new_stones, own_stones


def bury(
    city: City,
    decided: Iterable[PrivatePart],
    known: tuple[Past, Iterable[Ruling]],
    day: tuple[date, bytes],
) -> list[Tombstone]:
    """Make a tombstone for every row that left for good, and for what is the same record under another number.

    `known` are what earlier nights left behind and the rulings that met no record tonight: one of a record that was
    once shown and is not delivered any more is followed as well. `day` is the day of the build and the key of record
    ids.
    """
    (past, unmatched), listed = known, list(decided)
    before = past.tombstones
    fresh = [stone for one in _read(listed) for stone in new_stones(city, one, before, day)]
    fresh += absent_stones(city, unmatched, past, day)
    everything = (*before, *fresh)
    return [*fresh, *(stone for one in _read(listed) for stone in own_stones(city, one, everything, day[1]))]


def _read(listed: list[PrivatePart]) -> Iterator[Decided]:
    """One part at a time, with its rows and verdicts."""
    for part in listed:
        yield part, pd.read_parquet(part.frame), pd.read_parquet(part.verdicts)
