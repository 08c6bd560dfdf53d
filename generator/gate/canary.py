"""Before it judges, the gate must find leaks it planted itself: all of them, and nothing beside them.

A pattern that no longer compiles as meant, a library that reads less than it did: here it shows, and the night refuses.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from generator.gate.crew import Crew
from generator.gate.errand import FORMATS, LISTS, DatasetOrder, Order
from generator.gate.examine import examine
from generator.gate.findings import Finding
from generator.gate.literals import gather
from generator.gate.names import Names
from generator.gate.scan import Scanner
from generator.gate.walk import PICTURES, PLAIN

# Valid by arithmetic and nobody's: no division 420299 exists, and 199 0000 is not given out.
ID = "42029919910315008X"
OLD_ID = "420299910315008"
PHONE = "19900000001"
PASSPORT = "EC1234567"
LANDLINE = "0714-6350000"
"""A department's own: clean, because the order says so."""
NAME = "王小明"
"""Somebody whom one record must not name; in another he is anybody."""
DAY = "2026-06-15"
DATED_NUMBER = "42020020260615000902"
"""A record number of that day, eighteen digits of which pass the check of an ID number."""
TAX_NUMBER = "420299600101008"
"""A lawful tax number that looks like an old ID number: clean, because a code column holds it."""
TOMBSTONE = "t" * 20
_DATASET, _CLEAN, _SHORT = "canaries", "lookalikes", "short"
_WIDE = str.maketrans("0123456789X", "".join(map(chr, [*range(0xFF10, 0xFF1A), 0xFF38])))
_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")

LEAKS: Mapping[str, tuple[str, str]] = {
    "plain": ("id-number", ID),
    "lower-case": ("id-number", ID.lower()),
    "spaced": ("id-number", f"{ID[:6]} {ID[6:14]}-{ID[14:]}"),
    "apart": ("id-number", " ".join(ID)),
    "wide": ("id-number", ID.translate(_WIDE)),
    "numerals": ("id-number", ID.translate(_NUMERALS)),
    "entities": ("id-number", "".join(f"&#{ord(character)};" for character in ID)),
    "percent": ("id-number", "".join(f"%{ord(character):02x}" for character in ID)),
    "escaped": ("id-number", "".join(f"\\u{ord(character):04x}" for character in ID)),
    "tags": ("id-number", f"{ID[:6]}<wbr>{ID[6:14]}<b>{ID[14:]}</b>"),
    "no-width": ("id-number", "\u200b".join(ID)),
    "cyrillic": ("id-number", ID[:17] + "\u0445"),
    "in-digits": ("id-number", "420299199001010019" + "77"),
    "cells": ("id-number", f'{ID[:6]}","{ID[6:14]}","{ID[14:]}'),
    "base64": ("id-number", base64.b64encode(f"身份证{ID}".encode()).decode()),
    "old": ("id-number-15", OLD_ID),
    "mobile": ("phone", PHONE),
    "mobile-spaced": ("phone", f"+86 {PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}"),
    "label": ("phone", f"wx{PHONE}"),
    "landline": ("phone", "0714-6350001"),
    "landline-brackets": ("phone", "（0714）635 0001"),
    "name": ("name", NAME),
    "name-apart": ("name", f"{NAME[0]}\u3000{NAME[1]}\n{NAME[2]}"),
    "card": ("bank-card", "6222 0200 0000 0000 000"),
    "plate": ("plate", "鄂B·12345"),
    "passport": ("identifier", PASSPORT.lower()),
    "passport-wide": ("identifier", "\uff25\uff23" + PASSPORT[2:]),
    "md5": ("identifier-hash", hashlib.md5(PASSPORT.encode(), usedforsecurity=False).hexdigest()),
    "sha1": ("identifier-hash", hashlib.sha1(PASSPORT.encode(), usedforsecurity=False).hexdigest()),
    "sha256": ("identifier-hash", hashlib.sha256(PASSPORT.encode()).hexdigest().upper()),
    "tombstone": ("tombstone", f'<a href="/record/tt/{TOMBSTONE}.html">'),
}
"""By name: the kind of finding, and how the leak is written."""

CLEAN = (
    "91110000600037341L", TAX_NUMBER, NAME, DATED_NUMBER, LANDLINE, "420299199103150081",
    "黄市监处罚〔2026〕319号", "鄂B2-20200001",
    "2026-11-24,2027-11-23,50000", "GB/T 11968-2020", "a3f19900000001b7", "12345678901", "5f" * 32,
)  # fmt: skip
"""What looks like a leak and is none."""


def prove(folder: Path) -> bool:
    """Plant leaks in a folder of their own, and tell whether all and only those are found."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for name in LISTS:
        (folder / f"{name}.txt").touch()
    order = _order(folder)
    expected = _plant(folder / "site")
    literals = gather([PASSPORT], order.phones, [TOMBSTONE])
    scanner = Scanner(literals, order.as_of, Names([(_id(one), NAME) for one in ("name", "name-apart")]))
    found = set(examine(folder / "site", Crew(scanner), order).findings)
    shutil.rmtree(folder)
    return found == expected


def _plant(site: Path) -> set[Finding]:
    plants = (_rows, _pages, _files, _tables, _archives, _structure)
    return {finding for plant in plants for finding in plant(site)}


def _rows(site: Path) -> Iterator[Finding]:
    """Plant every leak in a row of a list page, one page a kind; the look-alikes stand beside them."""
    for kind in sorted({kind for kind, _ in LEAKS.values()}):
        names = [name for name, (one, _) in LEAKS.items() if one == kind]
        _write(site / _DATASET / f"{kind}.html", _page({name: LEAKS[name][1] for name in names}) + "；".join(CLEAN))
        records = [TOMBSTONE] if kind == "tombstone" else sorted(map(_id, names))
        yield Finding(kind, f"{_DATASET}/{kind}.html", tuple(records))
    _write(site / _DATASET / "index.html", _page(dict.fromkeys(["page", *FORMATS], "")))
    _write(site / _CLEAN / "index.html", _page(dict(_clean_rows())))


def _pages(site: Path) -> Iterator[Finding]:
    """Plant on a record's own page, and in the names of a folder and of a file."""
    page = f"record/{_id('page')[:2]}/{_id('page')}.html"
    _write(site / page, _phone(1))
    yield Finding("phone", page, (_id("page"),))
    _write(site / "names" / _phone(2) / f"{_phone(3)}.txt", "")
    yield Finding("phone", "names/第1项")
    yield Finding("phone", "names/第1项/第1项")


def _files(site: Path) -> Iterator[Finding]:
    """Plant in every type of text and picture, where no record explains it."""
    for number, kind in enumerate(sorted(PLAIN | PICTURES), start=10):
        _write(site / "files" / f"file{kind}", f"/* {_phone(number)} */")
        yield Finding("phone", f"files/file{kind}")


def _tables(site: Path) -> Iterator[Finding]:
    """Plant in one row of each download, and in what Parquet keeps beside its rows."""
    rows = [*LEAKS, "page", *FORMATS]
    for number, form in enumerate(FORMATS, start=40):
        _download(site, _DATASET, form, [(name, _phone(number) if name == form else "") for name in rows])
        _download(site, _CLEAN, form, list(_clean_rows()))
        yield Finding("phone", f"download/{_DATASET}.{form}", (_id(form),))
    unused = pa.DictionaryArray.from_arrays(pa.array([0]), pa.array(["", _phone(50)]))
    pq.write_table(pa.table({"text": unused}), site / "download/unused.parquet")
    told = pa.schema([("text", pa.string())], {"note": _phone(51)})
    pq.write_table(pa.table({"text": [""]}, told), site / "download/told.parquet")
    yield Finding("phone", "download/unused.parquet")
    yield Finding("phone", "download/told.parquet")


def _archives(site: Path) -> Iterator[Finding]:
    """Plant in what is compressed, and in what an archive says about itself."""
    packed = f"record_id,text\r\n{_id('csv')},{_phone(60)}\r\n"
    with zipfile.ZipFile(site / "download/all.zip", "w") as archive:
        archive.writestr("rows.csv", packed)
        archive.writestr(f"{_phone(61)}.txt", "")
        archive.writestr("inner.csv.gz", gzip.compress(_phone(62).encode(), mtime=0))
    with zipfile.ZipFile(site / "download/book.xlsx", "w") as archive:
        archive.writestr("docProps/core.xml", f"<creator>{_phone(63)}</creator>")
        archive.comment = _phone(64).encode()
    (site / "download/rows.csv.gz").write_bytes(gzip.compress(packed.replace(_phone(60), _phone(65)).encode(), mtime=0))
    yield Finding("phone", "download/all.zip!1", (_id("csv"),))
    yield Finding("phone", "download/all.zip!2")
    yield Finding("phone", "download/all.zip!3")
    yield Finding("phone", "download/book.xlsx!1")
    yield Finding("phone", "download/book.xlsx")
    yield Finding("phone", "download/rows.csv.gz", (_id("csv"),))


def _structure(site: Path) -> Iterator[Finding]:
    """Plant what may not be in a site whatever it holds, and a dataset that lost a row."""
    folder = site / "structure"
    _write(folder / "page.php", "")
    (folder / "link.html").symlink_to("page.php")
    (folder / "broken.gz").write_bytes(b"\x1f\x8b\x08\x00")
    (folder / "text.txt").write_bytes(b"\xff")
    for form in FORMATS:
        _download(site, _SHORT, form, [("short", "")])
        yield Finding("rows-differ", f"download/{_SHORT}.{form}")
    yield Finding("rows-differ", f"{_SHORT}/")
    yield Finding("unknown-type", "structure/page.php")
    yield Finding("not-a-file", "structure/link.html")
    yield Finding("unreadable", "structure/broken.gz")
    yield Finding("unreadable", "structure/text.txt")


def _order(folder: Path) -> Order:
    rows = {_DATASET: len(LEAKS) + 1 + len(FORMATS), _CLEAN: len(CLEAN), _SHORT: 2}
    datasets = tuple(DatasetOrder(name, rows[name], ("text",), FORMATS, ("text",), "day") for name in rows)
    day = date(2026, 11, 24)
    return Order(folder, 1, day, day, day, datasets, frozenset([LANDLINE]))


def _clean_rows() -> Iterator[tuple[str, str]]:
    return ((f"clean{number}", text) for number, text in enumerate(CLEAN))


def _page(texts: Mapping[str, str]) -> str:
    rows = (f'<tr role="row" id="r-{_id(name)}"><td>{text}</td></tr>\n' for name, text in texts.items())
    return f"<table>\n{''.join(rows)}</table>\n"


def _download(site: Path, dataset: str, form: str, rows: list[tuple[str, str]]) -> None:
    path = site / f"download/{dataset}.{form}"
    path.parent.mkdir(exist_ok=True)
    ids, texts = [_id(name) for name, _ in rows], [text for _, text in rows]
    table = pa.table({"record_id": ids, "text": texts, "day": [DAY] * len(rows)})
    if form == "parquet":
        pq.write_table(table, path)
    elif form == "csv":
        pacsv.write_csv(table, path)
    else:
        _write(path, "".join(json.dumps(row) + "\n" for row in table.to_pylist()))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _id(name: str) -> str:
    """Make a record id of a name: twenty characters of base32, as those of records are."""
    return base64.b32encode(hashlib.sha256(name.encode()).digest()).decode()[:20].lower()


def _phone(number: int) -> str:
    return f"199{number:08}"
