"""What only looks like an ID number: a code of an organisation that the downloads publish as such (design §10)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.gate.errand import DatasetOrder, Order
from generator.gate.numbers import is_organisation
from generator.gate.tables import READERS, codes_among, columns_of


def clean_codes(
    site: Path, datasets: tuple[DatasetOrder, ...] | None, values: set[str], order: Order | None
) -> frozenset[str]:
    """Return those of the values that pass an organisation's check and stand in a code column, sole traders excepted.

    Without an order every column of every download is asked: the check has to prove the value alone.
    """
    passing = {value for value in values if len(value) in (15, 18) and is_organisation(value)}
    if not passing:
        return frozenset()
    published: set[str] = set()
    for path, columns in _downloads(site, datasets):
        published |= codes_among(path, columns, passing)
    return frozenset(published - (passing & set(order.sole_traders()) if order else set()))


def _downloads(site: Path, datasets: tuple[DatasetOrder, ...] | None) -> Iterator[tuple[Path, list[str]]]:
    folder = site / "download"
    if datasets is None:
        for path in sorted([*folder.glob("*.csv"), *folder.glob("*.parquet")]):
            yield path, columns_of(path)
        return
    for dataset in datasets:
        paths = [folder / f"{dataset.name}{kind}" for kind in READERS]
        if dataset.code_columns:
            yield from [(path, list(dataset.code_columns)) for path in paths if path.is_file()][:1]
