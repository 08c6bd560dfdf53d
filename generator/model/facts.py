"""What only the whole knows, handed to the rules of one part: rulings that hit its rows, duplicates, tombstones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model.publication import Issue
from generator.model.rulings import Ruling
from generator.model.verdict import Rows


def _nobody() -> Rows:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Ruled:
    """A ruling and the rows of a part that it hits. `is_exact` is false where no single record could be told."""

    ruling: Ruling
    rows: Rows
    is_exact: bool


@dataclass(frozen=True)
class Graves:
    """Tombstones and the rows of a part that they cover: columns of one length, an entry a row and stone."""

    rows: Rows = field(default_factory=_nobody)
    removed_on: npt.NDArray[np.datetime64] = field(default_factory=lambda: np.empty(0, dtype="datetime64[D]"))
    codes: npt.NDArray[np.str_] = field(default_factory=lambda: np.empty(0, dtype=str))
    stones: Rows = field(default_factory=_nobody)
    """Places in the list of tombstones that was looked through; nobody outside of that search may use them."""


@dataclass(frozen=True)
class Listed:
    """Rows of a red list whose subject stands on a serious or watch list that counts on the day (四(二)).

    `causes` has the record id of the listing beside each of `rows`: a row with two listings is there twice.
    `namesakes` are rows that share only a name with a listing that has no code.
    """

    rows: Rows = field(default_factory=_nobody)
    causes: tuple[str, ...] = ()
    namesakes: Rows = field(default_factory=_nobody)


@dataclass(frozen=True)
class PartFacts:
    """The facts of one part; rows are positions in it. Of a duplicate group only the rows that go are listed."""

    superseded: Rows = field(default_factory=_nobody)
    duplicate_identical: Rows = field(default_factory=_nobody)
    duplicate_conflict: Rows = field(default_factory=_nobody)
    ruled: tuple[Ruled, ...] = ()
    graves: Graves = field(default_factory=Graves)
    listed: Listed = field(default_factory=Listed)
    broken_keys: tuple[tuple[str, str, Rows], ...] = ()
    """Code, field and rows, where a key of the Table Schema does not hold."""
    related: Mapping[str, Rows] = field(default_factory=dict)
    """Rows that the whole says something of, by what it says (stages/relate.py, stages/compare.py)."""
    theirs: Mapping[int, str] = field(default_factory=dict)
    """Row to the last day (ISO) that the department itself shows the record, where it says one (三(四))."""
    first_shown: tuple[Rows, tuple[str, ...]] = field(default_factory=lambda: (_nobody(), ()))
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
    cause: str = ""
    """For red-list-conflict the record id of the listing; an entry with two listings has two tombstones."""


@dataclass(frozen=True)
class Past:
    """What earlier nights left behind."""

    tombstones: tuple[Tombstone, ...] = ()
    first_shown: pd.Series = field(default_factory=lambda: pd.Series(index=pd.Index([], dtype="str"), dtype="str"))
    """The first day (ISO) of every record that was ever public, by record id."""
    marks: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Keyed marks by which every record is known that was ever shown (policy/marks.py); empty where there is none."""


@dataclass(frozen=True)
class Facts:
    """The facts of all parts, by part number, and the rulings that met no record."""

    parts: dict[int, PartFacts]
    unmatched: tuple[Ruling, ...]
    unclear: tuple[Ruling, ...] = ()
    """Rulings that could mean several records, or another subject's."""
    settled: tuple[Ruling, ...] = ()
    """Of `unmatched` those that were followed on an earlier night: their record is delivered no more."""
    absent: tuple[Issue, ...] = ()
    """What departments themselves publish and have not handed in (parity-missing), and faults of such files."""
    followed: tuple[str, ...] = ()
    """Units (department/dataset) whose own publication holds rows and is followed (parity: enforce)."""
