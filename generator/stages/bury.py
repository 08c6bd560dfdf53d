"""Bury: make the tombstones of what left for good tonight (design §6). What they cover does not come back by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from generator.model.city import City
from generator.model.facts import Past, Tombstone
from generator.model.parts import PrivatePart
from generator.model.rulings import Ruling
from generator.model.work import Engine
from generator.policy.absent import absent_stones
from generator.policy.burial import Decided, new_stones, own_stones


def bury(
    city: City,
    decided: Iterable[PrivatePart],
    known: tuple[Past, Iterable[Ruling]],
    day: tuple[date, bytes],
    engine: Engine,
) -> list[Tombstone]:
    """Make a tombstone for every row that left for good, and for what is the same record under another number.

    `known` are what earlier nights left behind and the rulings that met no record tonight: one of a record that was
    once shown and is not delivered any more is followed as well. `day` is the day of the build and the key of record
    ids.
    """
    (past, unmatched), listed = known, list(decided)
    before = past.tombstones
    fresh = [stone for some in engine.map(_new, (city, before, day), listed) for stone in some]
    fresh += absent_stones(city, unmatched, past, day)
    own = engine.map(_own, (city, (*before, *fresh), day[1]), listed)
    return [*fresh, *(stone for some in own for stone in some)]


def _new(known: tuple[City, tuple[Tombstone, ...], tuple[date, bytes]], part: PrivatePart) -> list[Tombstone]:
    city, before, day = known
    return new_stones(city, _decided(part), before, day)


def _own(known: tuple[City, tuple[Tombstone, ...], bytes], part: PrivatePart) -> list[Tombstone]:
    city, everything, key = known
    return list(own_stones(city, _decided(part), everything, key))


def _decided(part: PrivatePart) -> Decided:
    return part, pd.read_parquet(part.frame), pd.read_parquet(part.verdicts)
