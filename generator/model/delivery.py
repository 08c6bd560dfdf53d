"""What departments hand in, and what of it is used tonight. Private: nothing after the door may import this."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.model.parts import MAX_ROWS


@dataclass(frozen=True)
class NormalisedFile:
    """One delivered file in the form that is judged: UTF-8 CSV with canonical headers, and its schema beside it."""

    delivered: str
    """Name within the department's folder, or its number there if the name itself may hold personal data."""
    path: Path
    cuts: tuple[int, ...]
    """The bytes at which every MAX_ROWS-th row begins, the first of all included, and the size of the file."""
    schema: Path
    rows: int
    not_rows: tuple[int, ...]
    """Rows of the delivered file that are no rows (explanations, blank lines at the end)."""
    row_numbers: Path
    """A .npy of int64: for each normalised row its row in the delivered file."""
    batch: str
    sha256: str
    waiting: bool = False
    notes: tuple[str, ...] = ()

    @property
    def parts(self) -> int:
        """How many parts its rows make: one less than it has cuts."""
        return len(self.cuts) - 1

    def rows_of(self, part: int) -> int:
        """How many rows a part has, counted from 0: all but the last are full."""
        return min(MAX_ROWS, self.rows - part * MAX_ROWS)


@dataclass(frozen=True)
class SourceFinding:
    """A source verdict with the place and the advice; never a cell."""

    code: str
    message: str
    file: str = ""
    row: int | None = None
    field: str = ""


@dataclass(frozen=True)
class AcceptedUnit:
    """A unit (department, dataset) and the inputs that stand for it tonight."""

    department: str
    dataset: str
    files: tuple[NormalisedFile, ...]
    delivered: int
    """Rows in tonight's files, also of a refused unit that could be read."""
    findings: tuple[SourceFinding, ...] = ()
    data_date: date | None = None
    """The day its used inputs were accepted; None: never accepted."""
    fallback: bool = False
    """Whether the last accepted inputs stand in for tonight's."""
    too_old: bool = False
    omitted: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    @property
    def verdict(self) -> str | None:
        """The unit's source verdict, the first found, or None when accepted."""
        return self.findings[0].code if self.findings else None
