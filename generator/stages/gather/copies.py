"""Which rows say one record twice, or break a key of their table: found one bucket of record keys at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from generator.model import parts
from generator.model.city import City
from generator.model.parts import PrivatePart
from generator.model.verdict import Rows
from generator.model.work import Engine
from generator.policy.duplicates import claims_as_delivered, find_duplicates
from generator.policy.known_as import as_shown_now
from generator.policy.table_keys import broken_keys
from generator.stages.gather.keying import (
    COMPARED,
    COMPETES,
    DATASET,
    LINE,
    Desk,
    Keyed,
    buckets_of,
    compared_path,
    marks_path,
)

GONE = ("superseded", "duplicate-identical", "duplicate-conflict")


class _Bucket(NamedTuple):
    """Some record keys of one dataset, and where its rows lie."""

    dataset: str
    number: int
    made: tuple[PrivatePart, ...]
    claims: pd.DataFrame
    moved: pd.DataFrame
    """COMPARED of the rows that are shown under a key of this bucket and were delivered under another, by line."""
    lines: Rows
    """The lines of all rows that are shown under another key than was delivered."""


def find_gone(
    desk: Desk, keyed: Sequence[Keyed], corrected: tuple[pd.DataFrame, pd.DataFrame], engine: Engine
) -> dict[str, Rows]:
    """Find the lines that go, by code, in ascending order.

    `corrected` are two tables of keys of the rows that are shown under another key than was delivered: as they were
    delivered, and as they were ever shown (policy/known_as.py).
    """
    delivered, shown = corrected
    moved = delivered.assign(**{parts.KEY: as_shown_now(shown)[parts.KEY]})
    jobs = []
    for dataset in desk.city.datasets:
        mine = [one for one in keyed if one.part.dataset == dataset.name]
        if mine:
            claims = pd.concat([one.claims for one in mine], ignore_index=True).drop_duplicates()
            made = tuple(one.part for one in mine)
            buckets = desk.buckets[dataset.name]
            here = moved.loc[(moved[DATASET] == dataset.name) & moved[COMPETES].astype(bool), list(COMPARED)]
            claims = claims_as_delivered(claims, here, shown)
            at, lines = buckets_of(here[parts.KEY], buckets), here.index.to_numpy(dtype=np.int64)
            jobs += [_Bucket(dataset.name, one, made, claims, here[at == one], lines) for one in range(buckets)]
    found = engine.map(_find, desk, jobs)
    return {code: np.sort(np.concatenate([*(one[code] for one in found), _nothing()])) for code in GONE}


def find_broken(city: City, desk: Desk, keyed: Sequence[Keyed], gone: dict[str, Rows]) -> list[tuple[str, str, Rows]]:
    """Find what breaks a key of its table among the rows that are left: a spare copy is told as such.

    Only datasets that declare such a key are read, and of them only the columns of the key.
    """
    paths = [path for one in keyed if (path := marks_path(desk.folder, one.part)).exists()]
    if not paths:
        return []
    left = pd.concat([pd.read_parquet(path) for path in paths])
    left = left[~left.index.isin(np.concatenate(list(gone.values())))]
    return [
        one
        for name, rows in left.groupby(DATASET, sort=False)
        for one in broken_keys(city.dataset(str(name)), rows, left)
    ]


def _find(desk: Desk, job: _Bucket) -> dict[str, Rows]:
    batches = []
    for part in job.made:
        with pa.ipc.open_file(str(compared_path(desk.folder, part))) as file:
            batches.append(file.get_batch(job.number))
    rows = pa.Table.from_batches(batches).to_pandas().set_index(LINE)
    if len(job.lines):
        rows = pd.concat([rows[~rows.index.isin(job.lines)], job.moved]).sort_index()
    is_append = desk.city.dataset(job.dataset).credit.deliver.mode == "append"
    return find_duplicates(rows, append=is_append, claims=job.claims)


def _nothing() -> Rows:
    return np.empty(0, dtype=np.int64)
