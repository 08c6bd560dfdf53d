"""Count the finished files again: as many rows as the ledger says, and the same records in every output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from generator.gate.errand import DatasetOrder, Order
from generator.gate.findings import Finding
from generator.gate.pieces import UNREADABLE
from generator.gate.tables import Ids, as_ids, ids


def miscounts(site: Path, order: Order, rows: Mapping[str, set[bytes]], record_pages: set[bytes]) -> Iterator[Finding]:
    """Yield a finding for each file or folder that does not agree with the order or with the other outputs.

    `rows` are the ids of rows on pages by top-level folder, `record_pages` those with a page of their own.
    """
    published: set[bytes] = set()
    for dataset in order.datasets:
        expected: Ids | None = None
        for form in dataset.formats:
            path = f"download/{dataset.name}.{form}"
            found = _ids(files_of(site / path))
            if found is None or not _agrees(found, expected, dataset):
                yield Finding("rows-differ", path)
            elif expected is None:
                expected = np.sort(found)
        listed = np.sort(as_ids(sorted(rows.get(dataset.name, set()))))
        if not _agrees(listed, expected, dataset):
            yield Finding("rows-differ", f"{dataset.name}/")
        published |= set() if expected is None else set(expected.tolist())
    yield from _strays(published, rows, record_pages)


def files_of(path: Path) -> list[Path]:
    """List the files of one download: a large workbook comes as one a year, `<dataset>-<yyyy>.xlsx`."""
    yearly = sorted(path.parent.glob(f"{path.stem}-[0-9][0-9][0-9][0-9].xlsx")) if path.suffix == ".xlsx" else []
    return yearly if yearly and not path.exists() else [path]


def _ids(paths: list[Path]) -> Ids | None:
    try:
        return np.concatenate([ids(path) for path in paths])
    except UNREADABLE:
        return None


def _agrees(found: Ids, expected: Ids | None, dataset: DatasetOrder) -> bool:
    """Tell whether there are as many rows as ordered, none twice, and the same ones as in the first download."""
    is_complete = len(found) == dataset.rows == len(np.unique(found)) and b"" not in found
    return is_complete and (expected is None or np.array_equal(np.sort(found), expected))


def _strays(published: set[bytes], rows: Mapping[str, set[bytes]], record_pages: set[bytes]) -> Iterator[Finding]:
    """Yield the folders that show a record no download has: something was left over (L01, L02)."""
    if record_pages - published:
        yield Finding("rows-differ", "record/")
    for folder, shown in sorted(rows.items()):
        if shown - published:
            yield Finding("rows-differ", folder if folder.endswith(".html") else f"{folder}/")
