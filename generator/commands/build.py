"""`gongshi build`: the whole nightly publication. It and `retract` are the commands that change what is public."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.commands import audit, preview
from generator.commands.asking import Asked, to_build
from generator.commands.room import writing
from generator.errors import GeneratorError
from generator.model.city import City
from generator.model.night import Places, Progress, Result, Wish
from generator.model.work import Engine
from generator.pipeline import build
from generator.policy.identity import key_fingerprint

Work = Callable[[Places, Wish, Progress], Result]


class Night:
    """One run that changes what is public. It hands progress on, and remembers what was counted last."""

    def __init__(self, places: Places, progress: Progress, moment: str) -> None:
        self.places = places
        self.moment = moment
        self.counted_last: Result | None = None
        self._progress = progress

    def __call__(self, step: str) -> None:
        """Hand a step on."""
        self._progress(step)

    def watching(self, engine: Engine) -> Engine:
        """Hand an engine on."""
        return self._progress.watching(engine)

    def counted(self, result: Result) -> None:
        """Remember the account: a run that is refused later is accounted for too."""
        self.counted_last = result


Run = Callable[[Night, Asked], tuple[City, Result]]
Settle = Callable[[Places, Asked], tuple[City, Wish]]


def run(night: Night, asked: Asked) -> tuple[City, Result]:
    """Build under the state's lock; raises GeneratorError, BusyError at once where another build holds the lock."""
    city, result = work_under_lock(build, night, asked, to_build)
    if asked.is_preview:
        preview.mark(night.places.state)
    return city, result


def work_under_lock(work: Work, night: Night, asked: Asked, settle: Settle) -> tuple[City, Result]:
    """Do what changes the public site, and write it into the audit log however it ends.

    What is asked for is settled under the lock, so that a refusal of it is in the log too.
    """
    state = night.places.state
    if not state.exists():
        settle(night.places, asked)  # who has mistyped a folder is told before anything is made
    with writing(state):
        is_new = not _has_begun(state)
        try:
            city, wish = settle(night.places, asked)
            result = work(night.places, wish, night)
        except BaseException as error:
            if is_new and not (state / "ledger.jsonl").exists():
                _forget(state)
            else:
                name = type(error).__name__ if isinstance(error, GeneratorError) else "Exception"
                _log(state, audit.Entry(work.__name__, night.moment, 1, name), night.counted_last)
            raise
        _log(state, audit.Entry(work.__name__, night.moment, 0), result)
    return city, result


def _log(state: Path, entry: audit.Entry, result: Result | None) -> None:
    """Write into the audit log; a full disk must not make a published night look refused: the ledger has it too."""
    with suppress(OSError):
        audit.write_entry(state, entry, result)


def line_to_add(state: Path, key: str | None) -> str:
    """Say which line ties site.yaml to the key that the first run has made."""
    made = key.encode() if key else (state / "key").read_bytes().strip()
    return f'请在 site.yaml 里写上这一行：key_fingerprint: "{key_fingerprint(made)}"；并备份 state/'


def _has_begun(state: Path) -> bool:
    return any(path.name != "lock" for path in state.iterdir())


def _forget(state: Path) -> None:
    """Empty the state of a first run that was refused, or it could not be tried again."""
    for path in state.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "lock":
            path.unlink()
