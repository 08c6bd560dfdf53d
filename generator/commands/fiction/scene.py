"""A scene: everything a row of fiction is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from generator.commands.fiction.subjects import Pool, Subject
from generator.model.catalogue import Dataset
from generator.model.city import Department

Cells = dict[str, str]
"""A row by field name, in canonical words: ISO dates, plain codes. quirks.py makes it look delivered."""


@dataclass(frozen=True)
class Style:
    """How one file writes things down; the tuples are used in turn, row by row."""

    encoding: str = "utf-8"
    headers: str = "names"
    dates: tuple[str, ...] = ("iso",)
    codes: tuple[str, ...] = ("plain",)
    words: tuple[tuple[str, str], ...] = ()
    """Canonical words, each with the word this office writes."""
    empty: str = ""
    has_optional: bool = True
    explained: str = ""
    """Text of an explanatory row behind the header."""
    ends_with: str = "\r\n"
    extra: str = ""
    """A column that the catalogue does not know."""
    is_rare: bool = False
    """Whether the encoding can write every character there is."""
    has_sidecars: bool = False


@dataclass(frozen=True)
class Delivery:
    """One file: who hands in what, how many rows of it, and from which days."""

    department: str
    dataset: str
    name: str
    rows: int
    since: date
    until: date
    style: Style = Style()


@dataclass(frozen=True)
class Scene:
    """One row's circumstances. `index` counts the rows of a dataset across its files."""

    dataset: Dataset
    department: Department
    delivery: Delivery
    pool: Pool
    rng: Random
    index: int

    def role(self, name: str) -> str:
        """The column that plays a role; raises KeyError where the dataset has none."""
        return self.dataset.by_role[name].name


Make = Callable[[Scene, Subject], Cells]
"""Makes one plain row about a subject."""
