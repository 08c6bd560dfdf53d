"""`gongshi check`: read and judge, and write each department's list of faults; nothing is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from generator.commands.asking import Asked, to_look
from generator.commands.room import reading
from generator.model.city import City
from generator.model.night import Places, Progress, Result
from generator.pipeline import check


def run(places: Places, asked: Asked, progress: Progress) -> tuple[City, Result]:
    """Check once; raises GeneratorError where the configuration is refused."""
    city, wish = to_look(places, asked)
    return city, check(reading(places), wish, progress)


def changes(inputs: Path, wait: Callable[[], object]) -> Iterator[None]:
    """Yield at once, and again whenever a file below the inputs has changed and then held still; never ends.

    `wait` is called between two looks.
    """
    seen: object = None
    while True:
        now = _look(inputs)
        if now != seen:
            seen = _settled(inputs, wait)
            yield
        wait()


def _settled(inputs: Path, wait: Callable[[], object]) -> object:
    """Wait until two looks see the same: a file that is being copied is not judged half."""
    before = _look(inputs)
    while True:
        wait()
        now = _look(inputs)
        if now == before:
            return now
        before = now


def _look(inputs: Path) -> object:
    found = []
    for path in sorted(inputs.rglob("*")):
        try:
            status = path.lstat()
        except OSError:
            continue
        found.append((str(path), status.st_size, status.st_mtime_ns))
    return tuple(found)
