"""Rulings are only added to (design §6): a line that was followed and is gone from its file is followed all the same.

Without it a record could come back though nobody decided so. A line that only brings back or allows ends where it is
taken away. Where a line must go (somebody's name in a reason, a
field that the catalogue renamed), an acknowledgement of exactly that file lets it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from generator.errors import CatalogueError
from generator.model.rulings import COLUMNS, COMMON, FOLLOWED, REMOVING, Ruling
from generator.stages.read.tables import load_table

_FOLDER = "rulings"
Lines = list[tuple[int, dict[str, str]]]


def gone_lines(tonight: Path, accepted: Path, acknowledgements: Iterable[Ruling]) -> dict[str, Lines]:
    """List by file the lines of the last accepted configuration that tonight's file does not hold, counted from 1.

    `acknowledgements` are those in force; a file that one of them names with its SHA-256 and rows has lost nothing.
    """
    told, gone = list(acknowledgements), {}
    for file in REMOVING:
        new = tonight / _FOLDER / f"{file}.csv"
        lines = load_table(new, (*COMMON, *COLUMNS[file]))
        left = Counter(tuple(row.values()) for _, row in lines)
        old = [one for folder in (FOLLOWED, _FOLDER) for one in _lines_of_old(accepted / folder / new.name, file)]
        missing = [one for one in old if not _takes(left, tuple(one[1].values()))]
        if missing and not _is_acknowledged(file, new, len(lines), told):
            gone[file] = list(enumerate((row for _, row in missing), start=1))
    return gone


def is_acknowledgement_of_rulings(file: str) -> bool:
    """Tell whether an acknowledgement is about a file of rulings, and so of no dataset."""
    return file.startswith(f"{_FOLDER}/")


def _takes(left: Counter[tuple[str, ...]], row: tuple[str, ...]) -> bool:
    """Take a row out of what is left, where it is there."""
    found = left[row] > 0
    left[row] -= found
    return found


def _lines_of_old(path: Path, file: str) -> Lines:
    """The lines that were followed; none where an older program kept them with other columns."""
    try:
        return load_table(path, (*COMMON, *COLUMNS[file]), required=False)
    except CatalogueError:
        return []


def _is_acknowledged(file: str, path: Path, rows: int, told: Iterable[Ruling]) -> bool:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    wanted = {"file": f"{_FOLDER}/{file}.csv", "sha256": digest, "rows": str(rows)}
    return any(wanted == {**one.more, "sha256": one.more["sha256"].lower()} for one in told)
