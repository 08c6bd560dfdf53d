"""One night's work: where it reads and writes, what was asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from generator.model.publication import UnitState
from generator.model.reminder import Reminder
from generator.model.work import Engine


@dataclass(frozen=True)
class Places:
    """Where a run reads and writes. `templates` is site_templates, `mkdocs` is mkdocs.yml."""

    inputs: Path
    state: Path
    public: Path
    templates: Path
    mkdocs: Path
    desk: str = "work"
    """Name of the private work folder in `state`; who only reads has one of his own."""


@dataclass(frozen=True)
class Wish:
    """What was asked for: the day, whether it is the first run, a key from the environment, and where work runs."""

    as_of: date
    first_run: bool = False
    key: str | None = None
    workers: int | None = None
    """Worker processes; 1: none; None: as many as there are cores, none for a small site."""
    scheduler: str | None = None
    """Address of a Dask scheduler to work on."""
    looks: bool = False
    """Whether the run changes nothing: then a city may be judged that has never been built."""


@dataclass(frozen=True)
class Result:
    """What a run did or, where it was refused, how far it had counted; and what the office is reminded of."""

    version: int
    as_of: date
    units: tuple[UnitState, ...]
    reminders: tuple[Reminder, ...] = ()
    manifest: str | None = None
    """SHA-256 of the manifest of what was published."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of every input that was used, by its name below data/."""


class Progress(Protocol):
    """Who is told how far a run is: a terminal, a log, or nobody."""

    def __call__(self, step: str) -> None:
        """Say that a step begins."""

    def watching(self, engine: Engine) -> Engine:
        """Watch an engine, and tell how much of its work is done."""

    def counted(self, result: Result) -> None:
        """Take what is counted so far: it is told even of a run that is refused later."""
