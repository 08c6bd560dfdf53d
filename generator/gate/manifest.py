"""The manifest: what a release is made of, so that a copy can be proven whole. The gate alone writes it."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.gate.errand import Order
from generator.gate.walk import MANIFEST

TOP = "."
"""The key under which the files beside the folders are hashed."""


def write_manifest(site: Path, order: Order, digests: Mapping[str, str]) -> None:
    """Write manifest.json into the site, and the full list of hashes into the order folder."""
    manifest = {
        "version": order.version,
        "data_date": order.data_date.isoformat(),
        "as_of": order.as_of.isoformat(),
        "expires": order.expires.isoformat(),
        "files": len(digests),
        "folders": folder_hashes(digests),
    }
    (site / MANIFEST).write_text(_json(manifest), encoding="utf-8", newline="\n")
    with (order.folder / "files.json").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_listed(digests))


def folder_hashes(digests: Mapping[str, str]) -> dict[str, str]:
    """Hash each top-level folder: SHA-256 over its lines `<hash>  <path>`, sorted by path.

    >>> list(folder_hashes({"index.html": "00", "download/a.csv": "01"}))
    ['.', 'download']
    """
    hashes: dict[str, hashlib._Hash] = defaultdict(hashlib.sha256)
    for path, digest in sorted(digests.items()):
        folder, slash, _ = path.partition("/")
        hashes[folder if slash else TOP].update(f"{digest}  {path}\n".encode())
    return {folder: hashes[folder].hexdigest() for folder in sorted(hashes)}


def _listed(digests: Mapping[str, str]) -> Iterator[str]:
    """The list as JSON, a line a file: of a million files no encoder should hold the text."""
    between = "{\n "
    for path, digest in sorted(digests.items()):
        yield f"{between}{json.dumps(path, ensure_ascii=False)}: {json.dumps(digest)}"
        between = ",\n "
    yield "\n}\n" if digests else "{}\n"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
