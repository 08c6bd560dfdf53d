"""`gongshi retract`: take down what must go tonight, and add nothing. The nightly job runs it where `build` refuses."""

from __future__ import annotations

from generator.commands.asking import Asked, to_retract
from generator.commands.build import Night, work_under_lock
from generator.model.city import City
from generator.model.night import Result
from generator.pipeline import retract


def run(night: Night, asked: Asked) -> tuple[City, Result]:
    """Retract under the state's lock; raises GeneratorError, BusyError at once where a build holds the lock."""
    return work_under_lock(retract, night, asked, to_retract)
