"""The errand: what the caller tells the gate in a private folder, and how the gate reads it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LISTS = ("literals", "sole_traders", "tombstones")


def write_order(folder: Path, told: Mapping[str, Any], lists: Mapping[str, Iterable[str]]) -> None:
    """Write order.json from `told` and one text file for each of LISTS; raises KeyError where a list is forgotten."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "order.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    for name in LISTS:
        (folder / f"{name}.txt").write_text("".join(f"{line}\n" for line in sorted(lists[name])), "utf-8")


@dataclass(frozen=True)
class Order:
    """What the gate must know: the ledger's count of rows and the code columns by dataset, and the lists."""

    version: int
    as_of: str
    data_date: str
    expires: str
    rows: Mapping[str, int]
    codes: Mapping[str, tuple[str, ...]]
    formats: Mapping[str, tuple[str, ...]]
    phones: tuple[str, ...]
    literals: frozenset[str]
    sole_traders: frozenset[str]
    tombstones: frozenset[str]


def read_order(folder: Path) -> Order:
    """Read an order back; raises OSError, KeyError or ValueError where it is not whole, which refuses the site."""
    told = json.loads((folder / "order.json").read_text("utf-8"))
    lists = {name: frozenset((folder / f"{name}.txt").read_text("utf-8").splitlines()) for name in LISTS}
    datasets = told["datasets"]
    return Order(
        version=told["version"],
        as_of=told["as_of"],
        data_date=told["data_date"],
        expires=told["expires"],
        rows={name: one["rows"] for name, one in datasets.items()},
        codes={name: tuple(one["code_columns"]) for name, one in datasets.items()},
        formats={name: tuple(one["formats"]) for name, one in datasets.items()},
        phones=tuple(told["phones"]),
        literals=lists["literals"],
        sole_traders=lists["sole_traders"],
        tombstones=lists["tombstones"],
    )
