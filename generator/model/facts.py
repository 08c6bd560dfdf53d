"""What only the whole knows, handed to the rules of one part: rulings that hit its rows, duplicates, tombstones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from generator.model.publication import Issue
from generator.model.rulings import Ruling
from generator.model.verdict import Rows


@dataclass(frozen=True)
class Ruled:
    """A ruling and the rows of a part that it hits. `is_exact` is false where no single record could be told."""

    ruling: Ruling
    rows: Rows
    is_exact: bool


@dataclass(frozen=True)
class Grave:
    """A tombstone and the rows of a part that it covers."""

    removed_on: date
    code: str
    rows: Rows


@dataclass(frozen=True)
class PartFacts:
    """The facts of one part; rows are positions in it. Of a duplicate group only the rows that go are listed."""

    superseded: Rows
    duplicate_identical: Rows
    duplicate_conflict: Rows
    ruled: tuple[Ruled, ...] = ()
    graves: tuple[Grave, ...] = ()
    related: Mapping[str, Rows] = field(default_factory=dict)
    """Rows that the whole says something of, by what it says (stages/relate.py, stages/compare.py)."""
    theirs: Mapping[int, str] = field(default_factory=dict)
    """Row to the last day (ISO) that the department itself shows the record, where it says one (三(四))."""
    first_shown: tuple[Rows, tuple[str, ...]] = (np.empty(0, dtype=np.int64), ())
    """Rows that were public before, and the first day (ISO) of each."""

    def first_days(self, index: pd.Index) -> pd.Series:
        """The first public day of every row; empty where it was never public."""
        days = np.full(len(index), "", dtype=object)
        days[self.first_shown[0]] = self.first_shown[1]
        return pd.Series(days, index=index, dtype="str")


@dataclass(frozen=True)
class Tombstone:
    """What was removed for good: the record's id, and a second keyed mark of department, code, day and category."""

    dataset: str
    record_id: str
    likeness: str
    removed_on: date
    code: str


@dataclass(frozen=True)
class Facts:
    """The facts of all parts, by part number, and the rulings that met no record."""

    parts: dict[int, PartFacts]
    unmatched: tuple[Ruling, ...]
    unclear: tuple[Ruling, ...] = ()
    """Rulings that could mean several records, or another subject's."""
    absent: tuple[Issue, ...] = ()
    """What departments themselves publish and have not handed in (parity-missing), and faults of such files."""
