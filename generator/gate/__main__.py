"""`python -m generator.gate --site DIR --order DIR`: exit 0 clear, 10 findings that name records, 11 refused."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.gate.canaries import prove
from generator.gate.contents import Refused, files
from generator.gate.errand import Order, read_order
from generator.gate.judge import judge

CLEAR, FOUND, REFUSED = 0, 10, 11


def main() -> int:
    """Judge one site by one order, and write findings, or the manifest where it is clear."""
    parser = argparse.ArgumentParser(prog="generator.gate")
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--order", type=Path, required=True)
    arguments = parser.parse_args()
    site, folder = arguments.site, arguments.order
    order = read_order(folder)
    try:
        prove(folder / "canaries")
        findings = [vars(finding) for finding in judge(site, order)]
    except Refused as refusal:
        findings = [{"kind": refusal.kind, "path": refusal.path, "record": ""}]
    (folder / "findings.json").write_text(json.dumps(findings, ensure_ascii=False), "utf-8")
    if findings:
        return FOUND if all(finding["record"] for finding in findings) else REFUSED
    write_manifest(site, order, folder)
    return CLEAR


def write_manifest(site: Path, order: Order, folder: Path) -> None:
    """Write manifest.json into the site, one hash a top-level name, and the full list into the order's folder."""
    hashes = {name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in files(site)}
    manifest = {
        "version": order.version,
        "as_of": order.as_of,
        "data_date": order.data_date,
        "expires": order.expires,
        "files": len(hashes),
        "folders": top_hashes(hashes),
    }
    (site / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / "files.json").write_text(json.dumps(hashes, ensure_ascii=False, indent=0), "utf-8")


def top_hashes(hashes: Mapping[str, str]) -> dict[str, str]:
    """Hash the sorted list of files below each top-level name."""
    tops: dict[str, list[str]] = {}
    for name in sorted(hashes):
        tops.setdefault(name.split("/")[0], []).append(f"{hashes[name]}  {name}\n")
    return {top: hashlib.sha256("".join(lines).encode()).hexdigest() for top, lines in tops.items()}


if __name__ == "__main__":
    sys.exit(main())
