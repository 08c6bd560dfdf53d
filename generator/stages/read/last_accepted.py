"""What `retract` reads: tonight's configuration as far as it is sound, and for the rest the last accepted one.

A faulty line in data/ must not keep a record up that has to come down tonight (design §13). Takedowns hold always:
of a takedowns file that cannot be read, every line that can be.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from generator.errors import CatalogueError
from generator.model.rulings import COLUMNS, COMMON
from generator.stages.read.city import read_city
from generator.stages.read.rulings import read_rulings

PIECES = (
    "departments.yaml", "basis.yaml", "periods.yaml", "holidays.csv", "divisions.csv", "surnames.csv",
    "measures/restraints.csv", "measures/incentives.csv", "site.yaml", "catalogue", "editorial",
    *(f"rulings/{file}.csv" for file in COLUMNS),
)  # fmt: skip
"""In the order in which they may replace the accepted ones: what others refer to comes first."""
_TAKEDOWNS = "rulings/takedowns.csv"


def configurations(tonight: Path, accepted: Path, work: Path) -> tuple[Path, Path]:
    """Lay out two folders of configuration, without deliveries: the newest that can be read, and the surest.

    The newest is tonight's, with the accepted pieces in place of those that are refused, missing or shrunk. The surest
    is the accepted one as it was, with tonight's takedowns. `work` is a private folder for the copies.
    """
    whole, mixed, sure = work / "whole", work / "mixed", work / "sure"
    for folder in (whole, mixed, sure):
        shutil.copytree(accepted, folder)
    _add_takedowns(tonight, sure, work)
    for piece in PIECES:
        _take(tonight / piece, whole / piece)
    if _reads(whole) and not any(_has_shrunk(accepted / piece, whole / piece) for piece in PIECES):
        return whole, sure
    for piece in PIECES:
        _try(tonight / piece, mixed, piece)
    _add_takedowns(tonight, mixed, work)
    return mixed, sure


def _try(new: Path, folder: Path, piece: str) -> None:
    """Put one piece of tonight's into a folder, and take it out again where the folder then cannot be read."""
    if not new.exists() or _has_shrunk(folder / piece, new) or _is_same(folder / piece, new):
        return
    before = folder.with_name("before")
    _remove(before)
    _take(folder / piece, before)
    _take(new, folder / piece)
    if not _reads(folder):
        _take(before, folder / piece)


def _take(source: Path, target: Path) -> None:
    _remove(target)
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _reads(folder: Path) -> bool:
    try:
        read_rulings(folder, read_city(folder))
    except (CatalogueError, OSError):
        return False
    return True


def _is_same(old: Path, new: Path) -> bool:
    """Tell whether nothing has changed: most pieces never do, and every trial costs a reading of the whole city."""
    if new.is_dir():
        names = [{path.relative_to(top) for path in top.rglob("*")} for top in (old, new)]
        return names[0] == names[1] and all(_is_same(old / name, new / name) for name in names[1])
    return old.is_file() and old.read_bytes() == new.read_bytes()


def _has_shrunk(old: Path, new: Path) -> bool:
    """Tell whether a list that may only grow has lost lines; other pieces never shrink in this sense."""
    if old.suffix != ".csv" or old.parent.name not in {"rulings", "measures"} or not old.exists():
        return False
    return not new.exists() or len(_rows(new)) < len(_rows(old))


def _add_takedowns(tonight: Path, folder: Path, work: Path) -> None:
    """Add every takedown of tonight's file that the folder does not have and that can be read for itself."""
    path = folder / _TAKEDOWNS
    columns = [*COMMON, *COLUMNS["takedowns"]]
    known, alone, added = _rows(path), work / "alone", list[list[str]]()
    for row in _rows(tonight / _TAKEDOWNS):
        if row in (columns, *known, *added) or len(row) != len(columns):
            continue
        _take(folder, alone)
        with (alone / _TAKEDOWNS).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([columns, row])
        added += [row] if _reads(alone) else []
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([[], *added] if added else [])


def _rows(path: Path) -> list[list[str]]:
    """Read what can be read of a table, blank lines left out; nothing where there is no file."""
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\0", "")
    except OSError:
        return []
    rows: list[list[str]] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in next(csv.reader([line]), [])]
        rows += [cells] if any(cells) else []
    return rows
