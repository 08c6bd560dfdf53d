"""Write the rows of a normalised file, and note where each part of it begins: parts are read apart (design §11)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from generator.model.parts import MAX_ROWS


def write_rows(
    target: Path, names: Sequence[str], rows: Iterable[Sequence[str]], part_rows: int = MAX_ROWS
) -> tuple[int, ...]:
    """Write a new file: commas, LF, quotes where they are needed; below the header the rows.

    Returns the bytes at which every `part_rows`-th row begins, and the size of the file: one more than it has parts.
    """
    left = iter(rows)
    with target.open("x", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        cuts = [out.tell()]
        while True:
            writer.writerows(islice(left, part_rows))
            if (end := out.tell()) == cuts[-1]:
                return tuple(cuts)
            cuts.append(end)
