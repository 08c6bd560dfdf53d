"""What only looks like a person's number: codes and record numbers that the downloads publish as such (design §10)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.gate.errand import DatasetOrder, Order
from generator.gate.numbers import is_organisation, is_registration, numbers_its_day
from generator.gate.scan import Hit, Scanner
from generator.gate.tables import READERS, codes_among, columns_of, rows_among

Datasets = tuple[DatasetOrder, ...] | None
_CODE_KINDS = ("id-number", "id-number-15", "identifier")


def clean(site: Path, hits: Collection[Hit], scanner: Scanner, order: Order | None) -> frozenset[Hit]:
    """Return the hits that are no leak.

    A code of an organisation: it passes the organisation's check and stands in a code column, sole traders excepted.
    A record number: the hit is a part of it, and what looks like a birth date is the day of its record.
    Neighbours: the hit is joined from several cells, and each of them, as a whole, passes a check of its own and stands
    in a code column. A number that was split over two cells leaves pieces there that pass none.
    """
    codes = clean_codes(site, order, {hit.value for hit in hits if hit.kind in _CODE_KINDS})
    numbers = _dated_numbers(site, order, {hit.whole for hit in hits if hit.whole}, scanner)
    joined = {hit for hit in hits if hit.cells}
    cells = _in_code_columns(site, order, {cell for hit in joined for cell in hit.cells if _proves_itself(cell)})
    return frozenset(
        {hit for hit in hits if hit.kind in _CODE_KINDS and hit.value in codes}
        | {hit for hit in hits if hit.kind == "id-number" and hit.whole in numbers}
        | {hit for hit in joined if cells.issuperset(hit.cells)}
    )


def clean_codes(site: Path, order: Order | None, values: set[str]) -> frozenset[str]:
    """Return those of the values that pass an organisation's check and stand in a code column, sole traders excepted.

    Without an order every column of every download is asked: the check has to prove the value alone.
    """
    passing = {value for value in values if len(value) in (9, 15, 18) and is_organisation(value)}
    published = _in_code_columns(site, order, passing)
    return published - (passing & set(order.sole_traders()) if order and passing else set())


def _in_code_columns(site: Path, order: Order | None, values: set[str]) -> frozenset[str]:
    published: set[str] = set()
    for path, dataset in _downloads(site, order) if values else ():
        if columns := columns_of(path) if dataset is None else list(dataset.code_columns):
            published |= codes_among(path, columns, values)
    return frozenset(published)


def _proves_itself(cell: str) -> bool:
    return is_registration(cell) or (len(cell) in (9, 15, 18) and is_organisation(cell))


def _dated_numbers(site: Path, order: Order | None, wholes: set[str], scanner: Scanner) -> frozenset[str]:
    if not wholes:
        return frozenset()
    dated: set[str] = set()
    for path, dataset in _downloads(site, order):
        columns = columns_of(path) if dataset is None else list(dataset.number_columns)
        days = columns if dataset is None else [dataset.day_column] if dataset.day_column else []
        if columns and days:
            pairs = rows_among(path, columns, days, wholes)
            dated |= {number for number, day in pairs if day and numbers_its_day(number, day, scanner.latest)}
    return frozenset(dated)


def _downloads(site: Path, order: Order | None) -> Iterator[tuple[Path, DatasetOrder | None]]:
    """Yield one download of each dataset of an order; without an order every CSV and Parquet file."""
    folder = site / "download"
    if order is None:
        yield from ((path, None) for path in sorted([*folder.glob("*.csv"), *folder.glob("*.parquet")]))
        return
    for dataset in order.datasets:
        paths = [folder / f"{dataset.name}{kind}" for kind in READERS]
        yield from [(path, dataset) for path in paths if path.is_file()][:1]
