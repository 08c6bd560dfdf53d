"""The order: what the caller tells the gate about the site it must judge, in a private folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Order:
    """Everything the gate is told."""

    version: int
    as_of: str
    data_date: str
    expires: str
    rows: Mapping[str, int]
    """Rows that must be shown, by dataset."""
    codes: Mapping[str, tuple[str, ...]]
    """Titles of the columns that hold codes of organisations, by dataset."""
    phones: tuple[str, ...]
    literals: frozenset[str]
    sole_traders: frozenset[str]
    tombstones: frozenset[str]


def read_order(folder: Path) -> Order:
    """Read the order; raises OSError, KeyError or ValueError where a part of it is missing or wrong."""
    told: Mapping[str, Any] = json.loads((folder / "order.json").read_text("utf-8"))
    datasets = told["datasets"]
    return Order(
        version=int(told["version"]),
        as_of=told["as_of"],
        data_date=told["data_date"],
        expires=told["expires"],
        rows={name: int(one["rows"]) for name, one in datasets.items()},
        codes={name: tuple(one["code_columns"]) for name, one in datasets.items()},
        phones=tuple(told["phones"]),
        literals=_lines(folder / "literals.txt"),
        sole_traders=_lines(folder / "sole_traders.txt"),
        tombstones=_lines(folder / "tombstones.txt"),
    )


def _lines(path: Path) -> frozenset[str]:
    return frozenset(line.strip() for line in path.read_text("utf-8").splitlines() if line.strip())
