"""`gongshi check`: read and judge, and write each department's list of faults; nothing is published."""

from __future__ import annotations

from generator.commands import build
from generator.model.night import Places, Result, Wish
from generator.pipeline import Progress, check


def run(places: Places, wish: Wish, progress: Progress) -> Result:
    """Check under the state's lock; raises BusyError where a build holds it."""
    return build.run(places, wish, progress, check)
