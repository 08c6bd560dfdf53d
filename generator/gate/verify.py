"""Verify a built site, wherever it was copied to: manifest, checksums, and the gate's patterns once more."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.gate import errand
from generator.gate.crew import Crew
from generator.gate.examine import examine
from generator.gate.literals import gather
from generator.gate.manifest import folder_hashes
from generator.gate.names import Names
from generator.gate.scan import Scanner
from generator.gate.walk import MANIFEST

_SUMS = "download/SHA256SUMS"
_SAID_TWICE = ("version", "data_date", "as_of", "expires")
_END_OF_TIME = date(9999, 12, 31)


def verify(site: Path, order: Path | None = None) -> list[str]:
    """List what is wrong with a site, one sentence each; empty means that it is whole and clean.

    With an order folder its literals are looked for and its rows counted too.
    """
    told = errand.load(order) if order else None
    literals = gather(told.literals(), told.phones, told.tombstones()) if told else gather([], None, [])
    names = Names(told.names() if told else ())
    examined = examine(site, Crew(Scanner(literals, told.as_of if told else _day(site), names)), told)
    return [
        *map(str, examined.findings),
        *_manifest_faults(site, examined.digests),
        *_sum_faults(site, examined.digests),
    ]


def _day(site: Path) -> date:
    """Return the day of the manifest: nobody is born later."""
    try:
        return date.fromisoformat(_manifest(site)["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        return _END_OF_TIME


def _manifest(site: Path) -> Mapping[str, str]:
    content: Mapping[str, str] = json.loads((site / MANIFEST).read_text(encoding="utf-8"))
    return content


def _manifest_faults(site: Path, digests: Mapping[str, str]) -> Iterator[str]:
    signed = {path: digest for path, digest in digests.items() if path != f"{MANIFEST}.sig"}
    try:
        told: object = _manifest(site)["folders"]
    except (OSError, ValueError, KeyError, TypeError):
        yield f"{MANIFEST}：缺失或无法读取"
        return
    yield from _head_faults(site, len(signed))
    found = folder_hashes(signed)
    known = told if isinstance(told, dict) else {}
    for folder in sorted(found.keys() | known.keys()):
        if found.get(folder) != known.get(folder):
            yield f"{folder}：与 {MANIFEST} 不一致，文件缺失、多余或被改动"


def _head_faults(site: Path, files: int) -> Iterator[str]:
    """Hold what the manifest says of itself, which no hash covers, against the status that its hashes cover."""
    manifest: Mapping[str, object] = _manifest(site)
    try:
        status = json.loads((site / "status.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    if manifest.get("files") != files or any(manifest.get(name) != status.get(name) for name in _SAID_TWICE):
        yield f"{MANIFEST}：版本、日期或文件数与网站不一致"


def _sum_faults(site: Path, digests: Mapping[str, str]) -> Iterator[str]:
    try:
        lines = (site / _SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        yield f"{_SUMS}：缺失或无法读取"
        return
    told = {f"download/{name}": digest for digest, _, name in (line.partition("  ") for line in lines)}
    # Pages of the download hub are made later than the list; the manifest answers for them.
    for path, digest in sorted(told.items()):
        if digests.get(path) != digest:
            yield f"{path}：与 {_SUMS} 不一致"
