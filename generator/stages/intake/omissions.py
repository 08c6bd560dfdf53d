"""What an adverse list left out while it was shrunk, remembered until a delivery of the unit is accepted again.

Design §6 takes such rows down while the shrunk delivery can be read. A delivery that is missing or cannot be read on
the next night says nothing new of them: they stay down, or whoever was taken off a list would come back by a lost file.
`omitted.json` beside the unit's index holds hashes of accepted deliveries and row numbers, and never a cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from generator.errors import StateError
from generator.model.delivery import NormalisedFile
from generator.stages.intake.accept import OMITTED, Shelf, replace_file

Places = frozenset[tuple[str, int]]
"""Rows of normalised files, as (path, place)."""


@dataclass(frozen=True)
class Omission:
    """What tonight's shrunk delivery omits; it waits for the gate."""

    shelf: Shelf
    on: date
    rows: Mapping[str, list[int]]
    """Hash of an accepted delivery to the numbers of its rows, as delivered."""


def omission(shelf: Shelf, on: date, used: Iterable[NormalisedFile], omitted: Places) -> Omission:
    """Say which rows of the accepted deliveries are left out."""
    rows = {}
    for file in used:
        if places := sorted(place for path, place in omitted if path == str(file.path)):
            rows[file.sha256] = [int(number) for number in np.load(file.row_numbers)[places]]
    return Omission(shelf, on, rows)


def remember(one: Omission) -> None:
    """Write it down; done twice it changes nothing."""
    one.shelf.own.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = json.dumps({"on": one.on.isoformat(), "rows": one.rows}, indent=1)
    replace_file(one.shelf.own / OMITTED, content.encode("utf-8"))


def still_omitted(shelf: Shelf, on: date, used: Iterable[NormalisedFile]) -> Places:
    """Find the rows that were left out on an earlier day or today; raises StateError where the list cannot be read."""
    rows = _recalled(shelf, on)
    found: set[tuple[str, int]] = set()
    for file in used:
        if numbers := rows.get(file.sha256):
            places = np.flatnonzero(np.isin(np.load(file.row_numbers), numbers))
            found |= {(str(file.path), int(place)) for place in places}
    return frozenset(found)


def _recalled(shelf: Shelf, on: date) -> dict[str, list[int]]:
    for folder in (shelf.own, *shelf.older):
        try:
            known = json.loads((folder / OMITTED).read_text("utf-8"))
            return dict(known["rows"]) if date.fromisoformat(known["on"]) <= on else {}
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError):
            place = f"{folder.parent.name}/{folder.name}"
            message = f"state/accepted/{place}/{OMITTED} 已损坏；请从备份恢复 state/"
            raise StateError(message) from None
    return {}
