"""Rulings are only added to: a line that was followed once and reads otherwise tonight refuses the build (design §6).

Without its line a record could come back though nobody decided so. Where a line cannot stay as it is (somebody's name
in a reason, a field that the catalogue renamed), an acknowledgement of exactly that file lets it pass.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from generator.errors import CatalogueError
from generator.model.rulings import COLUMNS, COMMON, Rulings
from generator.stages.read.tables import load_table

_FOLDER, _ACKNOWLEDGED = "rulings", "acknowledgements"
Lines = list[tuple[int, dict[str, str]]]


def refuse_rewritten(tonight: Path, followed: tuple[Path | None, date], rulings: Rulings) -> None:
    """Compare each file with that of the last accepted configuration; raises CatalogueError naming file and line.

    `followed` is that configuration, None before the first build, and the day by which acknowledgements hold.
    Acknowledgements take nothing down, and so may be mended.
    """
    accepted, as_of = followed
    for file in COLUMNS:
        name = f"{_FOLDER}/{file}.csv"
        old, new = accepted / name if accepted else tonight / name, tonight / name
        if file == _ACKNOWLEDGED or not old.is_file() or old.read_bytes() == new.read_bytes():
            continue
        lines = load_table(new, (*COMMON, *COLUMNS[file]))
        line = _first_rewritten(_lines_of_old(old, file), lines)
        if line is not None and not _is_acknowledged(name, new, lines, rulings, as_of):
            digest = hashlib.sha256(new.read_bytes()).hexdigest()
            message = (
                f"{name} 第 {line} 行：和上次发布时的内容或顺序不同；决定只能在后面增加，不能改写："
                "请恢复原来的行，要改变的另加一行后来的决定。不得不改的（如要删去姓名），"
                f"核对后在 acknowledgements.csv 登记：file {name}，sha256 {digest}，rows {len(lines)}"
            )
            raise CatalogueError(message)


def is_acknowledgement_of_rulings(file: str) -> bool:
    """Tell whether an acknowledgement is about a file of rulings, and so of no dataset."""
    return file.startswith(f"{_FOLDER}/")


def _lines_of_old(path: Path, file: str) -> Lines:
    """The lines that were followed; none where an older program kept them with other columns."""
    try:
        return load_table(path, (*COMMON, *COLUMNS[file]))
    except CatalogueError:
        return []


def _first_rewritten(old: Lines, new: Lines) -> int | None:
    """The first line of the new file that holds something else than the old one had in its place."""
    return next((line for (_, before), (line, now) in zip(old, new, strict=False) if before != now), None)


def _is_acknowledged(name: str, path: Path, lines: Lines, rulings: Rulings, as_of: date) -> bool:
    wanted = {"file": name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "rows": str(len(lines))}
    told = rulings.of(_ACKNOWLEDGED, as_of)
    return any(wanted == {**one.more, "sha256": one.more["sha256"].lower()} for one in told)
