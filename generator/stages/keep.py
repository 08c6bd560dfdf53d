"""Keep the configuration of an accepted build: what `retract` falls back on when tonight's cannot be read (design §13).

`state/configuration/<sha256>/` holds everything of data/ but the deliveries, and `state/configuration/current` names
the folder that counts. A link in data/ is kept as the file that it leads to.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.errors import StateError
from generator.model.delivery import AcceptedUnit
from generator.model.rulings import COLUMNS, COMMON, FOLLOWED, Ruling, Rulings

DELIVERIES = "departments"
_FOLDER, _CURRENT = "configuration", "current"


def hash_configuration(inputs: Path) -> dict[str, str]:
    """Hash every configured file; by its name below data/, sorted."""
    return {path.relative_to(inputs).as_posix(): _hash(path.read_bytes()) for path in _files(inputs)}


def hash_inputs(inputs: Path, units: Iterable[AcceptedUnit]) -> dict[str, str]:
    """Hash what a run reads, by its name below data/: the configuration, and every delivery that is used."""
    used = ((unit, file) for unit in units for file in unit.files)
    deliveries = {f"{DELIVERIES}/{unit.department}/{file.delivered}": file.sha256 for unit, file in used}
    return {**hash_configuration(inputs), **deliveries}


def keep_configuration(inputs: Path, state: Path, rulings: Rulings) -> None:
    """Copy the configuration of a cleared build into state/; done again it changes nothing.

    Lines of rulings that are followed and stand in no file any more are set beside it: they will be followed tomorrow.
    """
    folder = state / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    name = _hash("".join(f"{path} {digest}\n" for path, digest in hash_configuration(inputs).items()).encode())
    if not (folder / name).exists():
        _copy(inputs, folder / name, [one for one in rulings.lines if one.is_kept])
    pointer = folder / f"{_CURRENT}.draft"
    pointer.write_text(name, "utf-8")
    pointer.replace(folder / _CURRENT)
    for path in folder.iterdir():
        if path.is_dir() and path.name != name:
            shutil.rmtree(path)


def kept_configuration(state: Path) -> Path:
    """Find the configuration of the last accepted build; raises StateError where there is none."""
    folder = last_kept(state)
    if folder is None:
        message = "state/configuration 里没有上次发布时的配置：先改正 data/ 里的问题，再运行 gongshi build"
        raise StateError(message)
    return folder


def last_kept(state: Path) -> Path | None:
    """Find the configuration of the last accepted build; None where there is none."""
    pointer = state / _FOLDER / _CURRENT
    folder = state / _FOLDER / pointer.read_text("utf-8").strip() if pointer.is_file() else None
    return folder if folder and folder.is_dir() else None


def _copy(inputs: Path, target: Path, kept: Sequence[Ruling]) -> None:
    """Let a folder appear under its name only once it is whole on the disk."""
    draft = target.with_name(f"{target.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    for path in _files(inputs):
        copy = draft / path.relative_to(inputs)
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, copy)
    for name in {one.file for one in kept}:
        (draft / FOLLOWED).mkdir(exist_ok=True, mode=0o700)
        lines = [(*COMMON, *COLUMNS[name]), *(one.cells for one in kept if one.file == name)]
        with (draft / FOLLOWED / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    os.sync()
    draft.replace(target)


def _files(inputs: Path) -> list[Path]:
    """List the configured files, sorted; what begins with a dot is nobody's configuration."""
    found: list[Path] = []
    for top in inputs.iterdir():
        if top.name != DELIVERIES:
            found += top.rglob("*") if top.is_dir() else [top]
    return sorted(path for path in found if path.is_file() and not _is_hidden(path.relative_to(inputs).parts))


def _is_hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") for part in parts)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
