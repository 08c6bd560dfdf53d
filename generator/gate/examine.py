"""Examine a site: every name, every byte, every count. Returns findings; decides nothing and writes nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from generator.gate.clean import clean
from generator.gate.count import miscounts
from generator.gate.crew import Crew
from generator.gate.errand import Order
from generator.gate.evidence import Evidence
from generator.gate.findings import Finding
from generator.gate.pieces import record_of
from generator.gate.reading import Group
from generator.gate.scan import Hit, Scanner
from generator.gate.walk import Entry, suffix, walk

_GROUP_BYTES, _GROUP_FILES = 32 << 20, 4096
_NAMES = 1 << 16
"""So many names are scanned at once."""


@dataclass(frozen=True)
class Examined:
    """The findings, and the SHA-256 of every file."""

    findings: tuple[Finding, ...]
    digests: Mapping[str, str]


def examine(site: Path, crew: Crew, order: Order | None) -> Examined:
    """Examine a site by an order; without one nothing is counted, and codes are looked for in every column."""
    evidence = Evidence()
    for seen in crew.read(site, _survey(site, crew.scanner, evidence)):
        evidence.add(seen)
    if not any(suffix(path) == ".html" for path in evidence.digests):
        evidence.structure.append(Finding("empty-site", "."))
    if order is not None:
        evidence.structure += miscounts(site, order, evidence.rows, evidence.record_pages)
    return Examined(tuple(sorted(_findings(site, crew.scanner, order, evidence))), evidence.digests)


def _survey(site: Path, scanner: Scanner, evidence: Evidence) -> list[Group]:
    """Judge what stands in the folders by name and kind, and divide the files; nothing else of a million is kept."""
    entries = walk(site)
    labels = _labels(entries, scanner, evidence)
    evidence.structure += [Finding(one.kind, labels[one.path]) for one in entries if one.kind not in ("file", "folder")]
    return list(_groups(entries, labels))


def _groups(entries: Sequence[Entry], labels: Mapping[str, str]) -> Iterator[Group]:
    """Divide the files into groups of neighbours, small enough that readers end at about the same time."""
    group: Group = []
    size = 0
    for entry in entries:
        if entry.kind == "file":
            group.append((entry.path, labels[entry.path]))
            size += entry.size
        if size >= _GROUP_BYTES or len(group) >= _GROUP_FILES:
            yield group
            group, size = [], 0
    yield group


def _labels(entries: Sequence[Entry], scanner: Scanner, evidence: Evidence) -> dict[str, str]:
    """Scan names, and give each path a label that can be told: a path that leaks is named by its number."""
    leaks = _leaks_in_names(entries, scanner)
    labels: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for number, entry in enumerate(entries):
        folder, _, name = entry.path.rpartition("/")
        counted[folder] += 1
        told = name if number not in leaks and name.isprintable() else f"第{counted[folder]}项"
        label = f"{labels[folder]}/{told}" if folder else told
        # Mostly the same text: it lies in memory once.
        labels[entry.path] = entry.path if label == entry.path else label
        for hit in leaks.get(number, ()):
            evidence.note(hit, label, record_of(entry.path))
    return labels


def _leaks_in_names(entries: Sequence[Entry], scanner: Scanner) -> dict[int, list[Hit]]:
    """Scan many names at once, each apart from the next by a NUL, which no number reaches across."""
    leaks: dict[int, list[Hit]] = defaultdict(list)
    for first in range(0, len(entries), _NAMES):
        some = entries[first : first + _NAMES]
        names = [entry.path.rpartition("/")[2].encode("utf-8", "surrogateescape") for entry in some]
        ends = list(accumulate(len(name) + 1 for name in names))
        for hit in scanner.hits(b"\0".join(names)):
            leaks[first + bisect_right(ends, hit.start)].append(hit)
    return leaks


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
