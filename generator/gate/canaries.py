"""Before it judges, the gate must find its own planted leaks: all of them, and nothing else."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from generator.gate.contents import Refused, texts
from generator.gate.errand import Order
from generator.gate.judge import Judge

# Valid by arithmetic and nobody's: the division 420299 has never been given out.
NUMBER = "420299199001010014"
LITERAL = "CANARY42029900"
MOBILE = "19900000001"
STONE = "a" * 20
COMPANY = "91110000600037341L"


def prove(folder: Path) -> None:
    """Plant leaks and look-alikes in a folder; raises Refused where the gate is blind or sees ghosts."""
    number = _with_check(NUMBER[:17])
    wide = number.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    leaks = {
        "plain.html": number,
        "spaced.html": " ".join(number),
        "wide.html": wide,
        "tagged.html": number[:6] + "<wbr>" + number[6:],
        "mobile.txt": f"电话{MOBILE}。",
        "literal.json": LITERAL,
        "hashed.js": hashlib.sha256(LITERAL.encode()).hexdigest(),
        "tombstoned.xml": STONE,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in leaks.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "clean.html").write_text(f"黄市监处罚〔2026〕319号 {COMPANY} 2026-11-24 48600 0714-0000000", "utf-8")
    (folder / "packed.csv.gz").write_bytes(gzip.compress(number.encode(), mtime=0))
    with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
        archive.writestr("inner.csv", number)
    pq.write_table(pa.table({"record_id": ["b" * 20], "text": [number]}), folder / "packed.parquet")
    expected = {*leaks, "packed.csv.gz", "packed.zip", "packed.parquet"}
    one = Judge(_order(), frozenset({COMPANY}))
    seen = {path.name for path in sorted(folder.iterdir()) if _sees(one, folder, path.name)}
    if seen != expected:
        raise Refused(folder.name, "canaries")


def _sees(one: Judge, folder: Path, name: str) -> bool:
    return any(True for text in texts(folder, name) for _ in one.findings(text))


def _with_check(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def _order() -> Order:
    nothing: frozenset[str] = frozenset()
    return Order(1, "", "", "", {}, {}, {}, (), frozenset({LITERAL}), nothing, frozenset({STONE}))
