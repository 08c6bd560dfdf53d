"""Reckon: what the public may be told in figures, counted beside the rows; only counts go out.

Four counts, a module each: `tally` of decisions as delivered, `contrast` of tonight with the last earlier day, `gauge`
of how promptly departments act, and `clock` of what reached the public within its term.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import pandas as pd

from generator.model.changes import Change, Promptness
from generator.model.city import City
from generator.model.facts import Facts
from generator.model.parts import PrivatePart, PublicPart
from generator.model.statistics import Figures
from generator.model.timeliness import Timeliness
from generator.stages.reckon.clock import clock
from generator.stages.reckon.contrast import contrast, keep_night
from generator.stages.reckon.gauge import gauge, repairs_of
from generator.stages.reckon.tally import tally

__all__ = ["Remembered", "keep_night", "reckon"]


class Remembered(Protocol):
    """What earlier nights left behind, as far as figures need it."""

    @property
    def folder(self) -> Path:
        """The state."""

    @property
    def key(self) -> bytes:
        """The key of record ids."""

    @property
    def days(self) -> list[str]:
        """The days of all builds, in order (ISO)."""

    @property
    def intervals(self) -> pd.DataFrame:
        """When each record was public: record_id, dataset, first, last (ISO days, both inclusive)."""


def reckon(
    city: City,
    memory: Remembered,
    parts: tuple[Sequence[PrivatePart], Sequence[PublicPart]],
    facts: Facts,
    day: tuple[date, Path],
) -> tuple[tuple[Figures, ...], tuple[Change, ...], tuple[Promptness, ...], tuple[Timeliness, ...]]:
    """Count a night. `parts` are the decided and the public ones, `day` comes with the private work folder."""
    (decided, public), (as_of, work) = parts, day
    night = contrast(public, memory.key, as_of, memory.folder, work)
    intervals = memory.intervals
    repairs = repairs_of(decided, facts, intervals, (*memory.days, as_of.isoformat()))
    prompt = gauge(public, night.changes, night.since, repairs)
    return tally(city, decided, public), night.changes, prompt, clock(city, decided, facts, intervals, as_of)
