"""Judge a site that was built before: its manifest, its checksums, and the patterns, without tonight's literals."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

from generator.gate import patterns
from generator.gate.__main__ import top_hashes
from generator.gate.contents import Refused, files, texts
from generator.gate.judge import pieces

MANIFEST = "manifest.json"


def verify(site: Path) -> list[str]:
    """List what is wrong, by kind and path; never what stands there."""
    site = site.resolve()
    try:
        names = files(site)
        told = json.loads((site / MANIFEST).read_text("utf-8"))["folders"]
        wrong = _changed(site, [name for name in names if name != MANIFEST], told)
        return [*wrong, *_sums(site), *_leaks(site, names)]
    except Refused as refusal:
        return [f"{refusal.kind} {refusal.path}"]
    except (OSError, ValueError, KeyError):
        return [f"unreadable {MANIFEST}"]


def _changed(site: Path, names: list[str], told: dict[str, str]) -> list[str]:
    found = top_hashes({name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in names})
    return [f"changed {top}" for top in sorted({*found, *told}) if found.get(top) != told.get(top)]


def _sums(site: Path) -> list[str]:
    wrong = []
    for line in (site / "download/SHA256SUMS").read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        path = site / "download" / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append(f"checksum download/{name}")
    return wrong


def _leaks(site: Path, names: list[str]) -> list[str]:
    codes = _published_codes(site)
    return [f"id-number {name}" for name in names if _holds_an_id(site, name, codes)]


def _holds_an_id(site: Path, name: str, codes: frozenset[str]) -> bool:
    found = (number for text in texts(site, name) for piece, _ in pieces(text) for number in patterns.ids(piece))
    return any(number not in codes for number in found)


def _published_codes(site: Path) -> frozenset[str]:
    """Every cell of a download that passes an organisation's check."""
    found: set[str] = set()
    for path in sorted((site / "download").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                found.update(cell for cell in row if len(cell) == 18 and patterns.is_unified_code(cell))
    return frozenset(found)
