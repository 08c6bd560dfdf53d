"""Cover: what is removed tonight takes along the same record under another number, the same night (design §5, §6).

The tombstones of earlier nights are facts before the law is applied. Those of tonight are known only afterwards: they
are found here, and where one covers another row the law is applied once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Facts, Graves, PartFacts, Past, Tombstone
from generator.model.parts import PrivatePart
from generator.policy.burial import new_stones, removed
from generator.policy.likeness import find_twins, known_by

Read = tuple[PrivatePart, pd.DataFrame, pd.DataFrame]


def cover(city: City, decided: Iterable[PrivatePart], facts: Facts, past: Past, day: tuple[date, bytes]) -> Facts:
    """Add tonight's tombstones to the facts of the rows that bear their mark; the same facts where there is none.

    `day` is the day of the build and the key of record ids.
    """
    listed = list(decided)
    stones: dict[str, list[Tombstone]] = {}
    codes: dict[str, set[str]] = {}
    for one in _read(listed):
        if fresh := [stone for stone in new_stones(city, one, past.tombstones, day) if stone.likeness]:
            name = one[0].dataset
            stones.setdefault(name, []).extend(fresh)
            codes.setdefault(name, set()).update(one[1][parts.CODE].iloc[removed(*one[1:])["position"].to_numpy()])
    changed = {}
    for part in listed:
        if part.dataset in stones:
            graves = _twins(city, part, stones[part.dataset], codes[part.dataset], day[1])
            if len(graves.rows):
                changed[part.number] = _with(facts.parts[part.number], graves)
    return replace(facts, parts={**facts.parts, **changed}) if changed else facts


def _read(listed: list[PrivatePart]) -> Iterator[Read]:
    for part in listed:
        yield part, pd.read_parquet(part.frame), pd.read_parquet(part.verdicts)


def _twins(city: City, part: PrivatePart, stones: list[Tombstone], codes: set[str], key: bytes) -> Graves:
    """Graves of rows that bear the mark of a stone and are not the record it was made for."""
    rows = pd.read_parquet(part.frame)
    alike = np.flatnonzero(rows[parts.CODE].isin(codes).to_numpy())
    department = city.department(part.department)
    mine = rows.iloc[alike].reset_index(drop=True)
    known = known_by(city.dataset(part.dataset), (department.id, *department.formerly), mine, key)
    found = find_twins(stones, known, mine[parts.RECORD_ID])
    return replace(found, rows=alike[found.rows])


def _with(facts: PartFacts, more: Graves) -> PartFacts:
    old = facts.graves
    joined = Graves(
        np.concatenate([old.rows, more.rows]),
        np.concatenate([old.removed_on, more.removed_on]),
        np.concatenate([old.codes, more.codes]),
    )
    return replace(facts, graves=joined)
