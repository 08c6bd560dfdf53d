"""What was seen of a site so far. Values stay in the gate's memory; only findings leave it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from generator.gate.findings import Finding
from generator.gate.scan import Hit


@dataclass
class Evidence:
    """What was seen of some files, or of all of them."""

    structure: list[Finding] = field(default_factory=list)
    hits: dict[tuple[Hit, str], set[str | None]] = field(default_factory=lambda: defaultdict(set))
    """By hit, whatever its place, and path: the records it lies in; None where it lies in no record."""
    rows: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    """Record ids of the rows of list pages, by top-level folder."""
    record_pages: set[bytes] = field(default_factory=set)
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of every file but the manifest, of the very bytes that were judged."""

    def note(self, hit: Hit, label: str, record: str | None) -> None:
        """Note a hit in the file of a label."""
        # A record that was taken down is itself what must go, wherever it turns up.
        own = hit.value.lower() if hit.kind == "tombstone" else record
        self.hits[replace(hit, start=0), label].add(own)

    def add(self, other: Evidence) -> None:
        """Take over what was seen of other files."""
        self.structure += other.structure
        for key, records in other.hits.items():
            self.hits[key] |= records
        for folder, rows in other.rows.items():
            self.rows[folder] |= rows
        self.record_pages |= other.record_pages
        self.digests.update(other.digests)
