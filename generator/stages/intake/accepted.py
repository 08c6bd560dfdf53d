"""The accepted inputs in state/: the delivered bytes of every unit, and on which day each was accepted.

state/accepted/<department>/<dataset>/index.json and, beside it, one file for each distinct content. Private.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from generator.errors import StateError
from generator.stages.intake.snapshot import Snapshot


@dataclass(frozen=True)
class Held:
    """One accepted file."""

    name: str
    sha256: str
    rows: int
    batch: str


@dataclass(frozen=True)
class Night:
    """What a unit consisted of after one night. `on` is an ISO day."""

    on: str
    files: tuple[Held, ...]

    @property
    def rows(self) -> int:
        """All rows of that night."""
        return sum(file.rows for file in self.files)


@dataclass(frozen=True)
class Accepted:
    """A unit's accepted nights, oldest first; only the last two days are kept."""

    folder: Path
    nights: tuple[Night, ...] = ()

    @property
    def last(self) -> Night | None:
        """The newest night, today's included."""
        return self.nights[-1] if self.nights else None

    def before(self, day: date) -> Night | None:
        """The newest night of an earlier day: a second build of a day compares with the same one as the first."""
        earlier = [night for night in self.nights if night.on < day.isoformat()]
        return earlier[-1] if earlier else None

    def snapshot(self, file: Held) -> Snapshot:
        """The bytes of an accepted file; raises StateError where they are gone."""
        path = self.folder / file.sha256
        if not path.is_file():
            message = f"state/accepted 里缺少 {self.folder.parent.name}/{self.folder.name} 的一个文件，请从备份恢复"
            raise StateError(message)
        return Snapshot(file.name, path.read_bytes(), file.sha256)


@dataclass(frozen=True)
class Acceptance:
    """What is to be accepted once the site is cleared."""

    folder: Path
    night: Night
    fresh: tuple[Snapshot, ...]


def load(state: Path, department: str, dataset: str) -> Accepted:
    """Load a unit's accepted nights; raises StateError where the index cannot be read."""
    folder = state / "accepted" / department / dataset
    index = folder / "index.json"
    if not index.exists():
        return Accepted(folder)
    try:
        nights = [
            Night(night["on"], tuple(Held(**file) for file in night["files"]))
            for night in json.loads(index.read_text("utf-8"))
        ]
    except (OSError, ValueError, KeyError, TypeError):
        message = f"state/accepted/{department}/{dataset}/index.json 已损坏，请从备份恢复"
        raise StateError(message) from None
    return Accepted(folder, tuple(nights))


def commit(acceptances: tuple[Acceptance, ...]) -> None:
    """Write what was accepted into state/; done twice it changes nothing more."""
    for one in acceptances:
        one.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for shot in one.fresh:
            _write(one.folder / shot.sha256, shot.raw)
        nights = [night for night in Accepted(one.folder, _nights(one.folder)).nights if night.on != one.night.on]
        kept = [*nights, one.night][-2:]
        text = json.dumps([asdict(night) for night in kept], ensure_ascii=False, indent=1)
        _write(one.folder / "index.json", text.encode())
        needed = {file.sha256 for night in kept for file in night.files} | {"index.json"}
        for path in one.folder.iterdir():
            if path.name not in needed:
                path.unlink()


def _nights(folder: Path) -> tuple[Night, ...]:
    return load(folder.parents[2], folder.parent.name, folder.name).nights


def _write(path: Path, raw: bytes) -> None:
    draft = path.with_name(path.name + ".draft")
    with draft.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
