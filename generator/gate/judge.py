"""Judge a finished site: personal numbers in any disguise, literals, tombstoned ids, and the count of rows."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from generator.gate import patterns
from generator.gate.contents import CELL_END, Refused, Text, files, texts
from generator.gate.errand import Order

SHORTEST_LITERAL = 8
_RECORD_PAGE = re.compile(r"(?:^|!)record/../([a-z2-7]{20})\.html")
_ROW = re.compile(r'<tr[^>]* id="r-([a-z2-7]{20})"')
_IDS = re.compile(r"[a-z2-7]{20}")


@dataclass(frozen=True)
class Finding:
    """A leak: its kind, the file, and the record it lies in (empty: no record can be named)."""

    kind: str
    path: str
    record: str


class Judge:
    """Holds tonight's literals as sorted 64-bit hashes, and the codes that are no leak."""

    def __init__(self, order: Order, clean: frozenset[str]) -> None:
        self._order = order
        self._clean = clean
        forms = {form for literal in order.literals - clean for form in _forms(literal)}
        self._hashes = np.sort(np.array([_hash64(form) for form in forms], dtype=np.uint64))

    def findings(self, text: Text) -> Iterator[Finding]:
        """Yield the leaks of one text."""
        for piece, record in pieces(text):
            for kind in self._kinds(piece):
                yield Finding(kind, text.path.split("#")[0], record)

    def _kinds(self, text: str) -> Iterator[str]:
        if any(number not in self._clean for number in patterns.ids(text)):
            yield "id-number"
        if any(number not in self._order.phones for number in patterns.mobiles(text)):
            yield "mobile"
        runs = patterns.runs(unicodedata.normalize("NFKC", text))
        if self._holds_literal(runs):
            yield "literal"
        if self._order.tombstones and not self._order.tombstones.isdisjoint(_IDS.findall(text)):
            yield "tombstoned"

    def _holds_literal(self, runs: list[str]) -> bool:
        if not len(self._hashes) or not runs:
            return False
        hashes = np.array([_hash64(run.upper()) for run in set(runs)], dtype=np.uint64)
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        return bool((self._hashes[at] == hashes).any())


def judge(site: Path, order: Order) -> list[Finding]:
    """Read the whole site; raises Refused where it can be no site at all. Returns leaks, without repetition."""
    names = files(site)
    one = Judge(order, clean_codes(site, order))
    found = {finding for name in names for text in texts(site, name) for finding in one.findings(text)}
    count_again(site, order)
    return sorted(found, key=lambda finding: (finding.kind, finding.path, finding.record))


def clean_codes(site: Path, order: Order) -> frozenset[str]:
    """Collect the published codes that pass an organisation's check: they may look like anything (design §10)."""
    codes: set[str] = set()
    for dataset, columns in order.codes.items():
        for row in _rows(site, dataset):
            codes.update(row[column] for column in columns if row.get(column))
    good = {code for code in codes if patterns.is_unified_code(code) or _is_legacy_tax_number(code)}
    return frozenset(good - order.sole_traders)


def count_again(site: Path, order: Order) -> None:
    """Count the rows of every download and of every list page against the ledger; raises Refused."""
    for dataset, expected in order.rows.items():
        ids = [row["record_id"] for row in _rows(site, dataset)]
        lines = _count(site / f"download/{dataset}", order.formats[dataset])
        pages = {found for page in (site / dataset).rglob("*.html") for found in _ROW.findall(page.read_text("utf-8"))}
        if not len(ids) == len(set(ids)) == expected or lines - {expected} or pages != set(ids):
            raise Refused(dataset, "rows-do-not-agree")


def _page_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Cut a list page into its rows and what stands around them."""
    cuts = [found.start() for found in _ROW.finditer(text)]
    yield text[: cuts[0]] if cuts else text, ""
    for start, end in pairwise([*cuts, len(text)]):
        row, _, rest = text[start:end].partition("</tr>")
        found = _ROW.match(row)
        yield row, found[1] if found else ""
        yield rest, ""


def _first_id(text: str) -> str:
    found = _IDS.search(text)
    return found[0] if found else ""


def _count(stem: Path, formats: tuple[str, ...]) -> set[int]:
    """Count the rows of the other downloads of a dataset."""
    counts = set()
    if "jsonl" in formats:
        counts.add(stem.with_suffix(".jsonl").read_bytes().count(b"\n"))
    if "parquet" in formats:
        counts.add(pq.read_metadata(stem.with_suffix(".parquet")).num_rows)
    return counts


def _rows(site: Path, dataset: str) -> Iterator[dict[str, str]]:
    path = site / f"download/{dataset}.csv"
    if not path.is_file():
        raise Refused(dataset, "missing-download")
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def pieces(text: Text) -> Iterator[tuple[str, str]]:
    """Cut a text so that a leak can be laid to a record: its page, its row in a list, its row in a download."""
    path, _, record = text.path.partition("#")
    if page := _RECORD_PAGE.search(path):
        yield text.text, page[1]
    elif record:
        yield text.text, record
    elif path.endswith(".html"):
        yield from _page_pieces(text.text)
    elif path.endswith(".csv"):
        for cells in csv.reader(io.StringIO(text.text.removeprefix("\ufeff"), newline="")):
            yield CELL_END.join(cells), _first_id(cells[0] if cells else "")
    elif path.endswith(".jsonl"):
        for line in io.StringIO(text.text):
            yield line, _first_id(line[:60])
    else:
        yield text.text, ""


def _forms(literal: str) -> list[str]:
    folded = re.sub(r"[\s\-·.]+", "", unicodedata.normalize("NFKC", literal)).upper()
    if len(folded) < SHORTEST_LITERAL:
        return []
    plain = {literal, folded, folded.lower()}
    hashed = [hash_(form.encode()).hexdigest().upper() for form in plain for hash_ in _DIGESTS]
    return [folded, *hashed]


_DIGESTS = (hashlib.md5, hashlib.sha1, hashlib.sha256)


def _hash64(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _is_legacy_tax_number(code: str) -> bool:
    return len(code) == 15 and code[:6].isdigit() and patterns.is_organisation_code(code[6:])
