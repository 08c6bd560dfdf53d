"""The texts of a finished site: every file of an allowed type, archives and tables opened, names and paths too."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pyarrow.parquet as pq

TEXTS = frozenset(
    [".html", ".css", ".js", ".svg", ".json", ".jsonl", ".jsonld", ".csv", ".xml", ".txt", ".webmanifest", ".sig"]
)
PICTURES = {".png": b"\x89PNG", ".ico": b"\0\0\1\0"}
MAX_UNPACKED = 8 * 1024**3
CELL_END = "\x1e"
"""Stands between the cells of a row: digits of two cells are not one number."""


class Refused(Exception):  # noqa: N818  # a verdict of the gate, not a fault of the program
    """Something that must not be in a site at all. Carries the kind and the path, never content."""

    def __init__(self, path: str, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.path = path


@dataclass(frozen=True)
class Text:
    """A piece of text and where it stands."""

    path: str
    text: str


def files(site: Path) -> list[str]:
    """List the files of a site; raises Refused on links, special files and an empty site."""
    found = []
    for base, folders, names in os.walk(site):
        for name in [*folders, *names]:
            path = Path(base, name)
            relative = path.relative_to(site).as_posix()
            mode = path.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise Refused(relative, "not-a-file")
            if stat.S_ISREG(mode):
                found.append(relative)
    if "index.html" not in found:
        raise Refused(site.name, "empty-site")
    return sorted(found)


def texts(site: Path, relative: str) -> Iterator[Text]:
    """Yield the texts of one file; raises Refused on unknown types and unreadable files."""
    yield Text(relative, relative)
    try:
        yield from _of(relative, (site / relative).read_bytes(), depth=0)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise Refused(relative, "unreadable") from error


def _of(path: str, raw: bytes, depth: int) -> Iterator[Text]:
    ending = PurePosixPath(path).suffix
    name = path.rsplit("/", 1)[-1]
    if ending in TEXTS or name == "SHA256SUMS":
        yield Text(path, raw.decode("utf-8"))
    elif ending in PICTURES:
        if not raw.startswith(PICTURES[ending]):
            raise Refused(path, "false-type")
    elif ending == ".parquet":
        yield from _parquet(path, raw)
    elif ending == ".gz" and depth == 0:
        yield from _of(path.removesuffix(".gz"), gzip.decompress(raw), depth=1)
    elif ending in (".zip", ".xlsx") and depth == 0:
        yield from _zip(path, raw, ending)
    else:
        raise Refused(path, "unknown-type")


def _parquet(path: str, raw: bytes) -> Iterator[Text]:
    file = pq.ParquetFile(io.BytesIO(raw))
    yield Text(path, str(file.schema_arrow.metadata or ""))
    for batch in file.iter_batches(batch_size=10_000):
        ids = batch.column("record_id").to_pylist() if "record_id" in batch.schema.names else [""] * len(batch)
        columns = [batch.column(name).cast("string").to_pylist() for name in batch.schema.names]
        for record_id, *cells in zip(ids, *columns, strict=True):
            yield Text(f"{path}#{record_id}", CELL_END.join(cell for cell in cells if cell))


def _zip(path: str, raw: bytes, ending: str) -> Iterator[Text]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
            raise Refused(path, "too-large")
        yield Text(path, archive.comment.decode("utf-8", "replace"))
        for member in archive.infolist():
            inner = f"{path}!{member.filename}"
            if ending == ".xlsx" and member.filename.endswith((".xml", ".rels")):
                yield Text(inner, archive.read(member).decode("utf-8"))
            else:
                yield from _of(inner, archive.read(member), depth=1)
