"""Examine a site: every name, every byte, every count. Returns findings; decides nothing and writes nothing."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from generator.gate.clean import clean_codes
from generator.gate.count import miscounts
from generator.gate.errand import DatasetOrder, Order
from generator.gate.findings import Finding
from generator.gate.pieces import UNREADABLE, pieces, record_of, rows_on
from generator.gate.scan import Hit, Scanner
from generator.gate.walk import MANIFEST, Entry, suffix, walk


@dataclass
class Evidence:
    """What was seen so far. Values stay in here; only `findings` leaves."""

    structure: list[Finding] = field(default_factory=list)
    hits: dict[tuple[str, str, str], set[str | None]] = field(default_factory=lambda: defaultdict(set))
    """By kind, value and path: the records it lies in; None where it lies in no record."""
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
    labels = _labels(entries, scanner, evidence)
    for entry in entries:
        if entry.kind == "file":
            _read(site, entry.path, labels[entry.path], scanner, evidence)
        elif entry.kind != "folder":
            evidence.structure.append(Finding(entry.kind, labels[entry.path]))
    if not any(suffix(path) == ".html" for path in evidence.digests):
        evidence.structure.append(Finding("empty-site", "."))
    if order is not None:
        evidence.structure += miscounts(site, order, evidence.rows, evidence.record_pages)
    return Examined(tuple(sorted(_findings(site, order, evidence))), evidence.digests)


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


def _read(site: Path, path: str, label: str, scanner: Scanner, evidence: Evidence) -> None:
    try:
        with (site / path).open("rb") as file:
            if path != MANIFEST:
                evidence.digests[path] = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            for piece in pieces(path, file):
                for hit in scanner.hits(piece.data):
                    _note(evidence, hit, label + piece.member, piece.locate(piece.data, hit.start))
                if suffix(path) == ".html":
                    evidence.rows[path.split("/", 1)[0]].update(rows_on(piece.data))
    except UNREADABLE:
        evidence.structure.append(Finding("unreadable", label))
    if own := record_of(path):
        evidence.record_pages.add(own.encode())


def _note(evidence: Evidence, hit: Hit, label: str, record: str | None) -> None:
    # A record that was taken down is itself what must go, wherever it turns up.
    own = hit.value.lower() if hit.kind == "tombstone" else record
    evidence.hits[hit.kind, hit.value, label].add(own)


def _findings(site: Path, order: Order | None, evidence: Evidence) -> list[Finding]:
    """Drop what is clean, and let a hit that lies in no record share the records of the same value elsewhere.

    So a leak that a search shard or a workbook repeats is mended with the record it comes from; where it is not,
    the second judgement refuses.
    """
    allowed = clean_codes(site, _datasets(order), {value for _, value, _ in evidence.hits}, order)
    known: dict[str, set[str]] = defaultdict(set)
    for (_, value, _), records in evidence.hits.items():
        known[value] |= {record for record in records if record}
    merged: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for (kind, value, label), records in evidence.hits.items():
        if kind.startswith("id-number") and value in allowed:
            continue
        named = known[value] if None in records else {record for record in records if record}
        merged[kind, label].append(tuple(sorted(named)))
    found = [
        Finding(kind, label, () if () in lists else tuple(sorted({one for names in lists for one in names})))
        for (kind, label), lists in merged.items()
    ]
    return [*evidence.structure, *found]


def _datasets(order: Order | None) -> tuple[DatasetOrder, ...] | None:
    return None if order is None else order.datasets
