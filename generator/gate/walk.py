"""Walk the finished folder: regular files of allowed types only, in one order on every machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "manifest.json"
PLAIN = frozenset(
    {".html", ".css", ".js", ".svg", ".json", ".jsonl", ".jsonld", ".xml", ".txt", ".ids", ".webmanifest", ".sig"}
)
"""Types that are UTF-8 text through and through."""
PICTURES = frozenset({".ico", ".png"})
ARCHIVES = frozenset({".zip", ".xlsx", ".gz"})
TABLES = frozenset({".csv", ".parquet"})
IDS = ".ids"
"""The list of record ids shown today: text, and only inside a .gz."""
TYPES = PLAIN | PICTURES | ARCHIVES | TABLES
NAMES = frozenset({"SHA256SUMS"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder of the site."""

    path: str
    """Relative to the site, with slashes."""
    kind: str
    """`file`, `folder`, or the kind of finding it is: not-a-file, unknown-type."""
    size: int = 0
    """In bytes; of a folder 0."""


def walk(site: Path) -> list[Entry]:
    """List everything below the site, sorted by path; raises OSError where a folder cannot be read."""
    return sorted(_below(site, ""), key=lambda entry: entry.path)


def is_allowed(name: str) -> bool:
    """Tell whether a file of this name or path may be published."""
    return name.rpartition("/")[2] in NAMES or suffix(name) in TYPES


def suffix(name: str) -> str:
    """Return the type of a file name or path; a name that only begins with a point has none.

    >>> suffix("download/a.csv.gz"), suffix(".htaccess")
    ('.gz', '')
    """
    own = name.rpartition("/")[2]
    return own[place:] if (place := own.rfind(".")) > 0 else ""


def _below(folder: Path, prefix: str) -> Iterator[Entry]:
    with os.scandir(folder) as found:
        for entry in found:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield Entry(path, "folder")
                yield from _below(folder / entry.name, path + "/")
            else:
                status = entry.stat(follow_symlinks=False)
                yield Entry(path, _kind(entry.name, status), status.st_size)


def _kind(name: str, status: os.stat_result) -> str:
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
        return "not-a-file"
    return "file" if is_allowed(name) else "unknown-type"
