"""Shrink: what is public now, and nothing else, may stay public (`gongshi retract`, design §13)."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from generator.errors import PublishError
from generator.model import parts
from generator.model.columns import RECORD_ID
from generator.model.parts import PrivatePart

HELD = "source-held"
_FORMATS = (".ids.gz", ".parquet", ".csv", ".jsonl")
"""The downloads of one dataset name the same records: the first that is there is read, the quickest to read first."""


def live_ids(public: Path) -> frozenset[str]:
    """Read the ids of all records that the public site shows, from its own downloads.

    Raises:
        PublishError: there is no site.
    """
    if not (public / "index.html").is_file():
        message = f"{public.name} 里还没有网站，没有可以撤下的记录；先运行 gongshi build"
        raise PublishError(message)
    chosen: dict[str, Path] = {}
    for suffix in _FORMATS:
        for path in (public / "download").glob(f"*{suffix}"):
            chosen.setdefault(path.name.removesuffix(suffix), path)
    return frozenset(one for path in chosen.values() for one in _ids(path))


def hold_back(decided: Iterable[PrivatePart], live: frozenset[str]) -> list[PrivatePart]:
    """Let every row wait that would be shown and is not public now: only a build may add one."""
    kept = []
    for part in decided:
        frame = pd.read_parquet(part.frame)
        new = (frame[parts.REASON].fillna("") == "") & ~frame[parts.RECORD_ID].isin(live)
        if new.any():
            reasons = frame[parts.REASON].mask(new, HELD).astype("str")
            frame[parts.REASON] = reasons
            frame[parts.WAITING] = frame[parts.WAITING].astype(bool) | new
            frame.to_parquet(part.frame, index=False)
        kept.append(part)
    return kept


def _ids(path: Path) -> set[str]:
    """Take the ids of one download; nothing from a file that is no table of records."""
    if path.name.endswith(".ids.gz"):
        return set(gzip.decompress(path.read_bytes()).decode().split())
    if path.suffix == ".parquet":
        schema = pq.read_schema(path)
        return (
            set(pq.read_table(path, columns=[RECORD_ID])[RECORD_ID].to_pylist()) if RECORD_ID in schema.names else set()
        )
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row[RECORD_ID] for row in csv.DictReader(file) if row.get(RECORD_ID)}
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as file:
            return {one[RECORD_ID] for one in map(json.loads, file) if RECORD_ID in one}
    return set()
