"""Cover: what is removed tonight takes along the same record under another number, the same night (design §5, §6).

The tombstones of earlier nights are facts before the law is applied. Those of tonight are known only afterwards: they
are found here, and where one covers another row the law is applied once more. Rows of one delivered file are never each
other's second number: whoever lists both in one file means two records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Facts, Graves, PartFacts, Past, Tombstone
from generator.model.parts import PrivatePart
from generator.policy.absent import absent_stones
from generator.policy.burial import Decided, new_stones, removed
from generator.policy.likeness import find_twins, known_by


def cover(city: City, decided: Iterable[PrivatePart], facts: Facts, past: Past, day: tuple[date, bytes]) -> Facts:
    """Add tonight's tombstones to the facts of the rows that bear their mark; the same facts where there is none.

    `day` is the day of the build and the key of record ids.
    """
    listed = list(decided)
    fresh: dict[str, _Fresh] = {}
    for one in _read(listed):
        if stones := [stone for stone in new_stones(city, one, past.tombstones, day) if stone.likeness]:
            fresh.setdefault(one[0].dataset, _Fresh()).add(one, stones)
    for stone in absent_stones(city, facts.unmatched, past, day):
        if stone.likeness:
            fresh.setdefault(stone.dataset, _Fresh()).add_absent(stone)
    changed = {}
    for part in listed:
        if part.dataset in fresh:
            graves = _twins(city, part, fresh[part.dataset], day[1])
            if len(graves.rows):
                changed[part.number] = _with(facts.parts[part.number], graves)
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

    def add(self, one: Decided, stones: list[Tombstone]) -> None:
        part, rows, verdicts = one
        gone = rows.iloc[removed(rows, verdicts)["position"].to_numpy()]
        self.stones += stones
        self.codes.update(gone[parts.CODE])
        self.is_of_any_code |= bool((gone[parts.CORRECTED] != "").any())
        self.files.update((part.department, *row) for row in zip(gone[parts.FILE], gone[parts.RECORD_ID], strict=True))

    def add_absent(self, stone: Tombstone) -> None:
        self.stones.append(stone)
        self.is_of_any_code = True

    def share_a_file(self, department: str, file: str, stone: int) -> bool:
        """Tell whether the record of a stone stands in a file."""
        return (department, file, self.stones[stone].record_id) in self.files


def _read(listed: list[PrivatePart]) -> Iterator[Decided]:
    for part in listed:
        yield part, pd.read_parquet(part.frame), pd.read_parquet(part.verdicts)


def _twins(city: City, part: PrivatePart, fresh: _Fresh, key: bytes) -> Graves:
    """Graves of rows that bear the mark of a stone and are not the record it was made for, nor from its file."""
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
