"""Cover: what is removed tonight takes along the same record under another number, the same night (design §5, §6).

The tombstones of earlier nights are facts before the law is applied. Those of tonight are known only afterwards: they
are found here, and where one covers another row the law is applied once more. Rows of one delivered file are never each
other's second number: whoever lists both in one file means two records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Facts, Graves, PartFacts, Past, Tombstone
from generator.model.parts import PrivatePart
from generator.model.work import Engine
from generator.policy.absent import absent_stones
from generator.policy.burial import new_stones, removed
from generator.policy.likeness import find_twins, known_by


def cover(
    city: City, decided: Iterable[PrivatePart], known: tuple[Facts, Past], day: tuple[date, bytes], engine: Engine
) -> Facts:
    """Add tonight's tombstones to the facts of the rows that bear their mark; the same facts where there is none.

    `known` are the facts and what earlier nights left behind, `day` is the day of the build and the key of record ids.
    """
    (facts, past), listed = known, list(decided)
    fresh: dict[str, _Fresh] = {}
    for part, one in zip(listed, engine.map(_fresh_of, (city, past.tombstones, day), listed), strict=True):
        if one.stones:
            fresh.setdefault(part.dataset, _Fresh()).add(one)
    for stone in absent_stones(city, facts.unmatched, past, day):
        if stone.likeness:
            fresh.setdefault(stone.dataset, _Fresh()).add_absent(stone)
    touched = [part for part in listed if part.dataset in fresh]
    twins = engine.map(_twins, (city, fresh, day[1]), touched)
    changed = {
        part.number: _with(facts.parts[part.number], graves)
        for part, graves in zip(touched, twins, strict=True)
        if len(graves.rows)
    }
    return replace(facts, parts={**facts.parts, **changed}) if changed else facts


@dataclass
class _Fresh:
    """The tombstones that a dataset gets tonight, and the rows they are made for."""

    stones: list[Tombstone] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    files: set[tuple[str, str, str]] = field(default_factory=set)
    """Department, file and record id."""
    is_of_any_code: bool = False
    """Where a stone is made for a record whose code is not known: nobody has it tonight, or it was corrected."""

    def add(self, other: _Fresh) -> None:
        self.stones += other.stones
        self.codes |= other.codes
        self.files |= other.files
        self.is_of_any_code |= other.is_of_any_code

    def add_absent(self, stone: Tombstone) -> None:
        self.stones.append(stone)
        self.is_of_any_code = True

    def share_a_file(self, department: str, file: str, stone: int) -> bool:
        """Tell whether the record of a stone stands in a file."""
        return (department, file, self.stones[stone].record_id) in self.files


def _fresh_of(known: tuple[City, tuple[Tombstone, ...], tuple[date, bytes]], part: PrivatePart) -> _Fresh:
    """The tombstones with a mark that a part gets tonight; of none nothing else is told."""
    city, before, day = known
    rows, verdicts = pd.read_parquet(part.frame), pd.read_parquet(part.verdicts)
    stones = [stone for stone in new_stones(city, (part, rows, verdicts), before, day) if stone.likeness]
    if not stones:
        return _Fresh()
    gone = rows.iloc[removed(rows, verdicts)["position"].to_numpy()]
    files = {(part.department, *row) for row in zip(gone[parts.FILE], gone[parts.RECORD_ID], strict=True)}
    return _Fresh(stones, set(gone[parts.CODE]), files, bool((gone[parts.CORRECTED] != "").any()))


def _twins(shared: tuple[City, Mapping[str, _Fresh], bytes], part: PrivatePart) -> Graves:
    """Graves of rows that bear the mark of a stone and are not the record it was made for, nor from its file."""
    city, everything, key = shared
    fresh = everything[part.dataset]
    rows = pd.read_parquet(part.frame)
    alike = np.flatnonzero(rows[parts.CODE].isin(fresh.codes).to_numpy() | fresh.is_of_any_code)
    department = city.department(part.department)
    mine = rows.iloc[alike].reset_index(drop=True)
    known = known_by(city.dataset(part.dataset), (department.id, *department.formerly), mine, key)
    found = find_twins(fresh.stones, known, mine[parts.RECORD_ID])
    pairs = zip(mine[parts.FILE].iloc[found.rows], found.stones, strict=True)
    apart = np.array([not fresh.share_a_file(part.department, file, stone) for file, stone in pairs], dtype=bool)
    return Graves(alike[found.rows[apart]], found.removed_on[apart], found.codes[apart])


def _with(facts: PartFacts, more: Graves) -> PartFacts:
    old = facts.graves
    joined = Graves(
        np.concatenate([old.rows, more.rows]),
        np.concatenate([old.removed_on, more.removed_on]),
        np.concatenate([old.codes, more.codes]),
    )
    return replace(facts, graves=joined)
