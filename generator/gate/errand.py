"""What the caller writes for the gate: an order in a private folder (read back by gate/order.py)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

LISTS = ("literals", "sole_traders", "tombstones")


def write_order(folder: Path, told: Mapping[str, Any], lists: Mapping[str, Iterable[str]]) -> None:
    """Write order.json from `told` and one text file for each of LISTS; raises KeyError where a list is forgotten."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "order.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    for name in LISTS:
        (folder / f"{name}.txt").write_text("".join(f"{line}\n" for line in sorted(lists[name])), "utf-8")
