"""Who works on a state: one who writes at a time, and beside him any number who only read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import BusyError, StateError
from generator.model.night import Places

_DESK = "work-"


def places_of(data: Path, state: Path, public: Path) -> Places:
    """Lay out where a run reads and writes."""
    return Places(data, state, public, shipped("site_templates"), shipped("mkdocs.yml"))


def shipped(name: str) -> Path:
    """Where templates and the example city lie: in the installed package, else at the root of the checkout."""
    package = Path(__file__).parent.parent
    packaged = package / "_shipped" / name
    return packaged if packaged.exists() else package.parent / name


@contextmanager
def writing(state: Path) -> Iterator[None]:
    """Hold the state's lock; raises BusyError at once where another build holds it."""
    _open(state)
    try:
        with FileLock(state / "lock", timeout=0):
            _clear_desks(state)
            yield
    except Timeout:
        message = "另一次发布正在进行，请稍后再试"
        raise BusyError(message) from None


def reading(places: Places) -> Places:
    """Give a run that changes nothing a work folder of its own: a build need not wait for it, nor it for a build."""
    _open(places.state)
    return replace(places, desk=f"{_DESK}{os.getpid()}")


def _open(state: Path) -> None:
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        message = f"{state.name} 不是能写的文件夹：请检查路径和权限"
        raise StateError(message) from None


def _clear_desks(state: Path) -> None:
    """Remove the work folders of readers that no longer live: what they held was private."""
    for path in state.glob(f"{_DESK}*"):
        number = path.name.removeprefix(_DESK)
        if number.isdecimal() and not _lives(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
