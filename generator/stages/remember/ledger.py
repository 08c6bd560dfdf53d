"""The ledger: a line a build, each holding the hash of the one before; `ledger.head` tells when lines are lost.

A chain of hashes shows a changed line, but not that the last lines are gone, nor all of them. So the number of lines
and the last hash stand in a file of their own, written after the ledger: a build that is killed between the two
leaves a ledger that is longer than its head says, never a shorter one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from generator.errors import StateError
from generator.policy.identity import key_fingerprint
from generator.stages.remember.whole import write_whole

LEDGER, HEAD = "ledger.jsonl", "ledger.head"
BUILDS = ("as_of", "version", "manifest")
Night = Mapping[str, Any]


def read_nights(folder: Path) -> tuple[Night, ...]:
    """Read the ledger; raises StateError where a line is changed or lines are lost."""
    path = folder / LEDGER
    nights = _lines(path) if path.exists() else ()
    count, last = _head(folder)
    if len(nights) < count or (count and nights[count - 1]["hash"] != last):
        message = "state/ledger.jsonl 缺失或变短：请从备份恢复 state/，否则已撤下的记录会重新出现"
        raise StateError(message)
    return nights


def write_nights(folder: Path, before: Sequence[Night], night: Night, key: bytes) -> None:
    """Add a line, which names the key by its fingerprint, and then the head."""
    line = {**night, "key": key_fingerprint(key), "previous": before[-1]["hash"] if before else ""}
    line["hash"] = _hash_of_line(line)
    lines = [*before, line]
    write_whole(folder / LEDGER, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines))
    write_whole(folder / HEAD, f"{len(lines)} {line['hash']}\n")


def refuse_another_key(nights: Sequence[Night], key: bytes) -> None:
    """Raise StateError where the last build had another key: its tombstones would match nothing (design §6)."""
    if nights and nights[-1].get("key", key_fingerprint(key)) != key_fingerprint(key):
        message = "密钥与上次发布时的不同：请恢复原来的 state/key 或 GONGSHI_KEY，否则已撤下的记录会重新出现"
        raise StateError(message)


def builds(folder: Path) -> pd.DataFrame:
    """Every build: as_of (ISO), version, manifest (SHA-256 of the site's manifest.json; empty before it was kept).

    A day built again is there again; its last line is what stayed up.
    """
    path = folder / LEDGER
    lines = [json.loads(text) for text in path.read_text("utf-8").splitlines()] if path.exists() else []
    return pd.DataFrame({name: [str(line.get(name, "")) for line in lines] for name in BUILDS}, dtype="str")


class LinesHash:
    """SHA-256 of lines that are parted, not ended, by a line feed; they come some at a time."""

    def __init__(self) -> None:
        self._hash, self.count = hashlib.sha256(), 0

    def add(self, cells: pd.DataFrame) -> None:
        """Add lines: the texts of their cells with a comma between."""
        lines, *others = (cells[name].astype("str") for name in cells.columns)
        for other in others:
            lines = lines + "," + other
        text = "\n".join(lines)
        self._hash.update(f"\n{text}".encode() if self.count and len(cells) else text.encode())
        self.count += len(cells)

    @property
    def hex(self) -> str:
        """The hash of what was added so far."""
        return self._hash.hexdigest()


def hash_of(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(path: Path) -> tuple[Night, ...]:
    previous, nights = "", []
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        line: dict[str, Any] = {}
        try:
            line = json.loads(text)
            is_whole = line["previous"] == previous and line["hash"] == _hash_of_line(line)
        except (ValueError, KeyError):
            is_whole = False
        if not is_whole:
            message = f"state/ledger.jsonl 第 {number} 行被改动或损坏：请从备份恢复 state/"
            raise StateError(message)
        previous = line["hash"]
        nights.append(line)
    return tuple(nights)


def _hash_of_line(line: Night) -> str:
    bare = {name: value for name, value in line.items() if name != "hash"}
    return hash_of(json.dumps(bare, ensure_ascii=False, sort_keys=True))


def _head(folder: Path) -> tuple[int, str]:
    """How many lines the ledger had at least, and the hash of the last of them."""
    path = folder / HEAD
    if not path.exists():
        return 0, ""
    count, _, last = path.read_text("utf-8").strip().partition(" ")
    if not count.isdigit():
        message = "state/ledger.head 损坏：请从备份恢复 state/"
        raise StateError(message)
    return int(count), last
