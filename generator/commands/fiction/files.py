"""Write deliveries as files, row by row, in the encoding and with the oddities of their office."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path

from generator.commands.fiction.quirks import header, typed
from generator.commands.fiction.scene import Cells, Delivery
from generator.model.catalogue import Dataset

STRAY = (
    "ecology",
    "空气质量日报-20261120.csv",
    "站点,日期,空气质量指数\r\n磁湖站,2026-11-20,52\r\n团城山站,2026-11-20,48\r\n",
)
"""A file that no dataset asked for."""


def write(folder: Path, dataset: Dataset, delivery: Delivery, rows: Iterable[Cells]) -> Path:
    """Write one delivery into its department's folder, and its sidecars where the office makes them."""
    path = folder / delivery.department / delivery.name
    path.parent.mkdir(parents=True, exist_ok=True)
    style = delivery.style
    line_of, head = typed(dataset, style), header(dataset, style)
    with path.open("w", encoding=style.encoding, newline="") as stream:
        if style.encoding == "utf-16-le":
            stream.write("\ufeff")
        writer = csv.writer(stream, lineterminator="")
        writer.writerow(head)
        if style.explained:
            stream.write("\r\n")
            writer.writerow([style.explained, *[""] * (len(head) - 1)])
        for turn, cells in enumerate(rows):
            stream.write("\r\n")
            writer.writerow(line_of(cells, turn))
        stream.write(style.ends_with)
    if style.has_sidecars:
        path.with_name(f"{path.name}.count").write_text(f"{delivery.rows}\n", encoding="utf-8")
        path.with_name(f"{path.name}.sha256").write_text(f"{digest(path)}  {path.name}\n", encoding="utf-8")
    return path


def write_stray(folder: Path) -> None:
    """Write the file that no dataset asked for."""
    department, name, text = STRAY
    path = folder / department / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
