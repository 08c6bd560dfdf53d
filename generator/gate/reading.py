"""Read a group of files of the site: hash every byte, and scan it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

from generator.gate.batch import Batch
from generator.gate.evidence import Evidence
from generator.gate.findings import Finding
from generator.gate.novel import Judged
from generator.gate.pieces import UNREADABLE, page_of, pieces, record_of, rows_on
from generator.gate.scan import Scanner
from generator.gate.walk import MANIFEST, suffix

_SMALL_BYTES = 1 << 20

Group = list[tuple[str, str]]
"""Paths below the site, each with the path that is told of it."""


@dataclass(frozen=True)
class Reader:
    """Reads files, knows what to look for, and remembers the lines of pages that it need not judge again."""

    scanner: Scanner
    judged: Judged = field(default_factory=Judged)

    def read(self, site: Path, group: Group) -> Evidence:
        """Read the files of a group, and give what was seen of them."""
        evidence = Evidence()
        batch = Batch(self.scanner, evidence, self.judged)
        for path, label in group:
            try:
                _read(f"{site}/{path}", path, label, batch)
            except UNREADABLE:
                evidence.structure.append(Finding("unreadable", label))
            if own := record_of(path):
                evidence.record_pages.add(own.encode())
        batch.scan()
        return evidence


def _read(place: str, path: str, label: str, batch: Batch) -> None:
    with open(place, "rb", buffering=0) as file:  # noqa: PTH123  # a site has a million files
        head = file.read(_SMALL_BYTES)
        is_whole = len(head) < _SMALL_BYTES
        if path != MANIFEST:
            batch.evidence.digests[path] = hashlib.sha256(head).hexdigest() if is_whole else _digest(file)
        folder = path.split("/", 1)[0] if suffix(path) == ".html" else ""
        if folder and is_whole:
            batch.add_page(label, page_of(path, head), folder)
            return
        whole = io.BytesIO(head) if is_whole else file
        whole.seek(0)
        for piece in pieces(path, whole):
            batch.add(label, piece)
            if folder:
                batch.evidence.rows[folder].update(rows_on(piece.data))


def _digest(file: io.FileIO) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()
