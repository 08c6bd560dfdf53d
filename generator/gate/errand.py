"""The errand: what the caller tells the gate in a private folder, and how the gate reads it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

LISTS = ("literals", "names", "sole_traders", "tombstones")
FORMATS = ("csv", "jsonl", "parquet")
"""The downloads whose rows are counted, where an order names no others for a dataset."""


@dataclass(frozen=True)
class DatasetOrder:
    """What must be shown of one dataset."""

    name: str
    rows: int
    code_columns: tuple[str, ...]
    """Titles of the columns that hold codes of organisations."""
    formats: tuple[str, ...]
    number_columns: tuple[str, ...] = ()
    """Titles of the columns that hold numbers of records."""
    day_column: str = ""
    """Title of the column with the record's own day, or empty."""


@dataclass(frozen=True)
class Order:
    """Everything the gate is told. Lists that may be long stay in their files and are read line by line."""

    folder: Path
    version: int
    as_of: date
    data_date: date
    expires: date
    datasets: tuple[DatasetOrder, ...]
    phones: frozenset[str]

    def literals(self) -> Iterator[str]:
        """Yield the personal identifiers of tonight's inputs and of everything newly withheld."""
        return _lines(self.folder / "literals.txt")

    def tombstones(self) -> Iterator[str]:
        """Yield the ids of records that must not occur."""
        return _lines(self.folder / "tombstones.txt")

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield record ids, each with the name of somebody whom its page and rows must not name."""
        for line in _lines(self.folder / "names.txt"):
            record, _, name = line.partition("\t")
            yield record, name

    def sole_traders(self) -> Iterator[str]:
        """Yield the codes that belong to sole traders, whose number may be a person's."""
        return _lines(self.folder / "sole_traders.txt")


def write_order(folder: Path, told: Mapping[str, Any], lists: Mapping[str, Iterable[str]]) -> None:
    """Write order.json from `told` and one text file for each of LISTS; raises KeyError where a list is forgotten."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "order.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    for name in LISTS:
        with (folder / f"{name}.txt").open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in sorted(lists[name]))


def load(folder: Path) -> Order:
    """Read order.json; raises OSError, KeyError or ValueError where it is missing or wrong."""
    told: Mapping[str, Any] = json.loads((folder / "order.json").read_text(encoding="utf-8"))
    return Order(
        folder=folder,
        version=int(told["version"]),
        as_of=date.fromisoformat(told["as_of"]),
        data_date=date.fromisoformat(told["data_date"]),
        expires=date.fromisoformat(told["expires"]),
        datasets=tuple(_dataset(name, entry) for name, entry in sorted(told["datasets"].items())),
        phones=frozenset(told["phones"]),
    )


def _dataset(name: str, entry: Mapping[str, Any]) -> DatasetOrder:
    formats = tuple(entry.get("formats", FORMATS))
    return DatasetOrder(
        name,
        int(entry["rows"]),
        tuple(entry["code_columns"]),
        formats,
        tuple(entry.get("number_columns", ())),
        entry.get("day_column") or "",
    )


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a list that must be there: a list that was forgotten would let everything through."""
    with path.open(encoding="utf-8") as file:
        yield from (text for line in file if (text := line.strip()))
