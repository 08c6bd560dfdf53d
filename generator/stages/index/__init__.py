"""Index: the files that search reads, so that one query costs a few of them and no server.

Reads the public model alone. Organisations only: rows about persons are passed over, whatever they show elsewhere.
Under `search/`: `names/`, `codes/` and `documents/` (shards), `places.txt.gz` (what the letters of a facet mean) and
`characters.txt.gz` (traditional characters and their simplified ones). Order and comparison are by code point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import pyarrow as pa

from generator.model.publication import Publication
from generator.model.work import Engine
from generator.policy.spelling import pairs
from generator.stages.index.entries import entries_of
from generator.stages.index.keys import Keys
from generator.stages.index.legend import legend_of
from generator.stages.index.shards import Shard, close, cuts, put, write
from generator.stages.index.suffixes import FORMS, Ends, ends_of, ranges

__all__ = ["FORMS", "index"]

NAMES, CODES, DOCUMENTS = "names", "codes", "documents"
JOB_ROWS = 250_000
"""Keys that one job sorts and writes: what bounds its memory."""


@dataclass(frozen=True)
class _Desk:
    """Where the sorted lists lie, and the folder of the release that their shards go to."""

    work: Path
    folder: Path


@dataclass(frozen=True)
class _Job:
    """Keys of one family: of names those whose first character lies between, else a run of the sorted list."""

    family: str
    low: int
    high: int


def index(publication: Publication, site: Path, work: Path, engine: Engine) -> None:
    """Write the index of everything that can be found into `search/` of an empty release."""
    desk = _Desk(work / "index", site / "search")
    desk.work.mkdir(parents=True, exist_ok=True)
    entries = entries_of(publication, desk.work)
    ends = ends_of(entries.names.keys)
    ends.save(desk.work)
    jobs = [_Job(NAMES, low, high) for low, high in ranges(ends, JOB_ROWS)]
    for family, keys in ((CODES, entries.codes), (DOCUMENTS, entries.documents)):
        total = len(keys.keys)
        jobs += [_Job(family, first, min(first + JOB_ROWS, total)) for first in range(0, total, JOB_ROWS)]
    legend = list(legend_of(publication, entries))
    alphabet = entries.alphabet()
    del entries, ends
    written = engine.map(_shelve, desk, jobs)
    for family in (NAMES, CODES, DOCUMENTS):
        close(desk.folder / family, _of_family(family, jobs, written))
    write(desk.folder / "places.txt.gz", legend)
    write(desk.folder / "characters.txt.gz", [pairs(alphabet)])


def _of_family(family: str, jobs: Sequence[_Job], written: Sequence[list[Shard]]) -> list[Shard]:
    return [shard for job, shards in zip(jobs, written, strict=True) if job.family == family for shard in shards]


def _shelve(desk: _Desk, job: _Job) -> list[Shard]:
    """Sort and write the shards of one job; gives what the directory says of them."""
    sorted_keys = Keys.load(desk.work / job.family)
    if job.family == NAMES:
        return _names(desk, sorted_keys.lines, Ends.load(desk.work), job)
    return _run(desk, sorted_keys, job)


def _names(desk: _Desk, lines: pa.ChunkedArray, ends: Ends, job: _Job) -> list[Shard]:
    bucket = ends.between(job.low, job.high)
    theirs = lines.take(pa.array(bucket.entries)).combine_chunks()
    begins = [0, *(found := cuts(bucket.heads))]
    return [
        put(desk.folder / NAMES, str(bucket.keys[begin]), theirs.slice(begin, end - begin))
        for begin, end in zip(begins, found, strict=False)
    ]


def _run(desk: _Desk, sorted_keys: Keys, job: _Job) -> list[Shard]:
    keys = sorted_keys.keys.slice(job.low, job.high - job.low).to_pylist()
    lines = sorted_keys.lines.slice(job.low, job.high - job.low).combine_chunks()
    # Keys are long and begin alike: a checksum of the whole key says where to cut.
    found = cuts(np.fromiter((crc32(key.encode()) for key in keys), np.uint64, len(keys)))
    before = sorted_keys.keys[job.low - 1].as_py() if job.low else ""
    return [
        put(
            desk.folder / job.family,
            _separator(keys[begin - 1] if begin else before, keys[begin]),
            lines.slice(begin, end - begin),
        )
        for begin, end in zip([0, *found], found, strict=False)
    ]


def _separator(before: str, key: str) -> str:
    """As much of a key as it takes to come after the one before it; all of it where they are equal.

    A number is never cut: eighteen digits of a longer one would be anybody's ID number to whoever reads the directory.

    >>> _separator("黄市监罚(2026)12", "黄市监罚(2026)2号"), _separator("42020020260615000800", "42020020260615000900")
    ('黄市监罚(2026)2', '42020020260615000900')
    """
    same = next((place for place, (a, b) in enumerate(zip(before, key, strict=False)) if a != b), len(before))
    end = same + 1
    while key[same : same + 1].isdigit() and key[end : end + 1].isdigit():
        end += 1
    return key[:end]
