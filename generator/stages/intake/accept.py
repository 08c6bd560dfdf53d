"""The accepted store: of every unit the delivered bytes that were accepted last, and on which day.

`state/accepted/<department>/<dataset>/` holds `index.json` and the deliveries under `files/`, named by their hash.
Kept are the last acceptance before the newest day and the newest: a build done again on its day compares with the
same earlier day. Nothing is written before `store`, which the pipeline calls once the gate has cleared the site.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import StateError
from generator.model.city import Department

Key = tuple[str, str, str]
OMITTED = "omitted.json"
"""Beside the index: what a shrunk delivery left out, until one is accepted again (omissions.py)."""


@dataclass(frozen=True)
class Batch:
    """One accepted delivery."""

    folder: str
    name: str
    sha256: str
    records: int
    batch: str
    accepted_on: date

    @property
    def key(self) -> Key:
        """What makes two deliveries one: folder, name and bytes."""
        return self.folder, self.name, self.sha256


@dataclass(frozen=True)
class Acceptance:
    """What stood for a unit after a day on which its folder was accepted."""

    on: date
    since: date
    """The first day on which these same bytes were accepted."""
    records: int
    """What the next delivery is measured against: all rows of a snapshot, the newest rows of an append."""
    batches: tuple[Batch, ...]


@dataclass(frozen=True)
class Shelf:
    """The store of one unit. After a merger the older departments' shelves stand beside it until they are moved."""

    own: Path
    older: tuple[Path, ...]
    days: tuple[Acceptance, ...]
    """In order of days; what older shelves hold is part of each."""

    def before(self, day: date) -> Acceptance | None:
        """The last acceptance of an earlier day: what deliveries are compared with."""
        return max((one for one in self.days if one.on < day), key=lambda one: one.on, default=None)

    def latest(self, day: date) -> Acceptance | None:
        """The last acceptance up to a day: what stands in when a delivery is refused."""
        return max((one for one in self.days if one.on <= day), key=lambda one: one.on, default=None)

    def path_of(self, batch: Batch) -> Path:
        """Find an accepted delivery; raises StateError where it is missing or changed."""
        for shelf in (self.own, *self.older):
            path = shelf / "files" / batch.sha256
            if path.exists():
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() == batch.sha256:
                        return path
        place = f"{self.own.parent.name}/{self.own.name}"
        message = f"state/accepted/{place}：已接受的报送文件缺失或被改动；请从备份恢复 state/"
        raise StateError(message)


@dataclass(frozen=True)
class Pending:
    """An acceptance that waits for the gate."""

    shelf: Shelf
    acceptance: Acceptance
    copies: Mapping[str, Path]
    """Where tonight's deliveries lie, by hash."""


def open_shelf(state: Path, department: Department, dataset: str) -> Shelf:
    """Read the store of a unit; raises StateError where it cannot be read."""
    own, *older = (state / "accepted" / name / dataset for name in (department.id, *department.formerly))
    days = _read(own)
    for shelf in older:
        days = _merge(_read(shelf), days)
    return Shelf(own, tuple(shelf for shelf in older if shelf.exists()), days)


def store(pending: Pending) -> None:
    """Write an acceptance: the deliveries first, the index over them last; done twice it changes nothing."""
    shelf, day = pending.shelf, pending.acceptance.on
    earlier = shelf.before(day)
    later = [one for one in shelf.days if one.on > day]
    days = [*([earlier] if earlier else []), pending.acceptance, *later]
    kept = {batch.sha256: batch for one in days for batch in one.batches}
    files = shelf.own / "files"
    files.mkdir(parents=True, exist_ok=True, mode=0o700)
    for sha256, batch in kept.items():
        if not (files / sha256).exists():
            _copy(pending.copies.get(sha256) or shelf.path_of(batch), files / sha256)
    _write(shelf.own / "index.json", days)
    for file in files.iterdir():
        if file.name not in kept:
            file.unlink()
    (shelf.own / OMITTED).unlink(missing_ok=True)
    for old in shelf.older:
        shutil.rmtree(old)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    partial = path.with_name(f"{path.name}.part")
    partial.write_bytes(content)
    _settle(partial, path)


def _merge(older: tuple[Acceptance, ...], newer: tuple[Acceptance, ...]) -> tuple[Acceptance, ...]:
    """Put the last accepted batches of a former id before its successor's own."""
    if not older:
        return newer
    last = older[-1]
    if not newer:
        return older
    return tuple(
        Acceptance(min(one.on, last.on), one.since, one.records + last.records, (*last.batches, *one.batches))
        for one in newer
    )


def _read(shelf: Path) -> tuple[Acceptance, ...]:
    try:
        days = json.loads((shelf / "index.json").read_text("utf-8"))["days"]
        return tuple(_acceptance(one) for one in days)
    except FileNotFoundError:
        if not (shelf / "files").exists():
            return ()
    except (OSError, ValueError, KeyError, TypeError):
        pass
    message = f"state/accepted/{shelf.parent.name}/{shelf.name}/index.json 缺失或已损坏；请从备份恢复 state/"
    raise StateError(message)


def _acceptance(one: Mapping[str, Any]) -> Acceptance:
    day = date.fromisoformat
    batches = (Batch(**{**batch, "accepted_on": day(batch["accepted_on"])}) for batch in one["batches"])
    return Acceptance(day(one["on"]), day(one["since"]), one["records"], tuple(batches))


def _write(path: Path, days: Iterable[Acceptance]) -> None:
    text = json.dumps({"days": [asdict(one) for one in days]}, ensure_ascii=False, indent=1, default=date.isoformat)
    replace_file(path, text.encode("utf-8"))


def _copy(source: Path, target: Path) -> None:
    partial = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, partial)
    _settle(partial, target)


def _settle(partial: Path, target: Path) -> None:
    """Let a file appear under its name only once it is whole on the disk."""
    partial.chmod(0o600)
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(target)
