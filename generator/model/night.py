"""One night's work: where it reads and writes, what was asked for, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.model.publication import UnitState


@dataclass(frozen=True)
class Places:
    """Where a build reads and writes. `templates` is site_templates, `mkdocs` is mkdocs.yml."""

    inputs: Path
    state: Path
    public: Path
    templates: Path
    mkdocs: Path


@dataclass(frozen=True)
class Wish:
    """What was asked for: the day, whether it is the first run, a key from the environment, and where to work."""

    as_of: date
    first_run: bool = False
    key: str | None = None
    workers: int | None = None
    """Worker processes; 1: none; None: as many as there are cores, none for a small site."""
    scheduler: str | None = None
    """Address of a Dask scheduler to work on."""


@dataclass(frozen=True)
class Result:
    """What a build did, and the rulings that want attention."""

    version: int
    as_of: date
    units: tuple[UnitState, ...]
    unmatched: tuple[str, ...]
