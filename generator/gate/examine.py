"""Examine a site: every name, every byte, every count. Returns findings; decides nothing and writes nothing."""

from __future__ import annotations

import hashlib
import io
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

from generator.gate.clean import clean
from generator.gate.count import miscounts
from generator.gate.errand import Order
from generator.gate.findings import Finding
from generator.gate.pieces import UNREADABLE, Piece, pieces, record_of, rows_on
from generator.gate.scan import Hit, Scanner
from generator.gate.walk import MANIFEST, Entry, suffix, walk

_BATCH_BYTES = 1 << 20


@dataclass
class Evidence:
    """What was seen so far. Values stay in here; only `findings` leaves."""

    structure: list[Finding] = field(default_factory=list)
    hits: dict[tuple[Hit, str], set[str | None]] = field(default_factory=lambda: defaultdict(set))
    """By hit, whatever its place, and path: the records it lies in; None where it lies in no record."""
    rows: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    """Record ids of the rows of list pages, by top-level folder."""
    record_pages: set[bytes] = field(default_factory=set)
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of every file but the manifest, of the very bytes that were judged."""


@dataclass(frozen=True)
class Examined:
    """The findings, and the SHA-256 of every file."""

    findings: tuple[Finding, ...]
    digests: Mapping[str, str]


def examine(site: Path, scanner: Scanner, order: Order | None) -> Examined:
    """Examine a site by an order; without one nothing is counted, and codes are looked for in every column."""
    evidence = Evidence()
    entries = walk(site)
    labels, batch = _labels(entries, scanner, evidence), Batch(scanner, evidence)
    for entry in entries:
        if entry.kind == "file":
            _read(site, entry.path, labels[entry.path], batch)
        elif entry.kind != "folder":
            evidence.structure.append(Finding(entry.kind, labels[entry.path]))
    batch.scan()
    if not any(suffix(path) == ".html" for path in evidence.digests):
        evidence.structure.append(Finding("empty-site", "."))
    if order is not None:
        evidence.structure += miscounts(site, order, evidence.rows, evidence.record_pages)
    return Examined(tuple(sorted(_findings(site, scanner, order, evidence))), evidence.digests)


def _labels(entries: Iterable[Entry], scanner: Scanner, evidence: Evidence) -> dict[str, str]:
    """Scan names, and give each path a label that can be told: a path that leaks is named by its number."""
    leaks = _leaks_in_names(entries, scanner)
    labels: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for number, entry in enumerate(entries):
        folder, _, name = entry.path.rpartition("/")
        counted[folder] += 1
        told = name if number not in leaks and name.isprintable() else f"第{counted[folder]}项"
        labels[entry.path] = f"{labels[folder]}/{told}" if folder else told
        for hit in leaks.get(number, ()):
            _note(evidence, hit, labels[entry.path], record_of(entry.path))
    return labels


def _leaks_in_names(entries: Iterable[Entry], scanner: Scanner) -> dict[int, list[Hit]]:
    """Scan all names at once, each apart from the next by a NUL, which no number reaches across."""
    names = [entry.path.rpartition("/")[2].encode("utf-8", "surrogateescape") for entry in entries]
    ends = list(accumulate(len(name) + 1 for name in names))
    leaks: dict[int, list[Hit]] = defaultdict(list)
    for hit in scanner.hits(b"\0".join(names)):
        leaks[bisect_right(ends, hit.start)].append(hit)
    return leaks


@dataclass
class Batch:
    """Pieces that are scanned together, a NUL between them, which no number reaches across: a page alone is small."""

    scanner: Scanner
    evidence: Evidence
    pieces: list[tuple[str, Piece]] = field(default_factory=list)
    size: int = 0

    def add(self, label: str, piece: Piece) -> None:
        """Take a piece, and scan when there is enough."""
        self.pieces.append((label, piece))
        self.size += len(piece.data)
        if self.size >= _BATCH_BYTES:
            self.scan()

    def scan(self) -> None:
        """Scan what was taken, and lay every hit to its piece and record."""
        data = b"\0".join(piece.data for _, piece in self.pieces)
        starts = list(accumulate((len(piece.data) + 1 for _, piece in self.pieces), initial=0))
        for hit in self.scanner.hits(data):
            label, piece, at = self._at(starts, hit.start)
            _note(self.evidence, hit, label, piece.locate(piece.data, at))
        for start, number in self.scanner.names.found(data):
            label, piece, at = self._at(starts, start)
            record = piece.locate(piece.data, at)
            if record and self.scanner.names.is_of(record, number):
                _note(self.evidence, Hit("name", self.scanner.names.name(number), start), label, record)
        self.pieces, self.size = [], 0

    def _at(self, starts: list[int], place: int) -> tuple[str, Piece, int]:
        number = bisect_right(starts, place) - 1
        label, piece = self.pieces[number]
        return label + piece.member, piece, place - starts[number]


def _read(site: Path, path: str, label: str, batch: Batch) -> None:
    evidence = batch.evidence
    try:
        with open(f"{site}/{path}", "rb", buffering=0) as file:  # noqa: PTH123  # a site has a million files
            head = io.BytesIO(file.read(_BATCH_BYTES))
            whole = head if len(head.getbuffer()) < _BATCH_BYTES else file
            if path != MANIFEST:
                whole.seek(0)
                evidence.digests[path] = hashlib.file_digest(whole, "sha256").hexdigest()
            whole.seek(0)
            for piece in pieces(path, whole):
                batch.add(label, piece)
                if suffix(path) == ".html":
                    evidence.rows[path.split("/", 1)[0]].update(rows_on(piece.data))
    except UNREADABLE:
        evidence.structure.append(Finding("unreadable", label))
    if own := record_of(path):
        evidence.record_pages.add(own.encode())


def _note(evidence: Evidence, hit: Hit, label: str, record: str | None) -> None:
    # A record that was taken down is itself what must go, wherever it turns up.
    own = hit.value.lower() if hit.kind == "tombstone" else record
    evidence.hits[replace(hit, start=0), label].add(own)


def _findings(site: Path, scanner: Scanner, order: Order | None, evidence: Evidence) -> list[Finding]:
    """Drop what is clean, and let a hit that lies in no record share the records of the same value elsewhere.

    So a leak that a search shard or a workbook repeats is mended with the record it comes from; where it is not,
    the second judgement refuses.
    """
    harmless = clean(site, {hit for hit, _ in evidence.hits}, scanner, order)
    known: dict[str, set[str]] = defaultdict(set)
    for (hit, _), records in evidence.hits.items():
        known[hit.value] |= {record for record in records if record and hit not in harmless}
    merged: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for (hit, label), records in evidence.hits.items():
        if hit not in harmless:
            named = known[hit.value] if None in records else {record for record in records if record}
            merged[hit.kind, label].append(tuple(sorted(named)))
    found = [
        Finding(kind, label, () if () in lists else tuple(sorted({one for names in lists for one in names})))
        for (kind, label), lists in merged.items()
    ]
    return [*evidence.structure, *found]
