"""What only the whole knows, handed to the rules of one part: rulings that hit its rows, duplicates, tombstones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
