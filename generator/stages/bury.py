"""Bury: make the tombstones of what left for good tonight (design §6). What they cover does not come back by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Tombstone
from generator.model.parts import PrivatePart
from generator.model.verdict import TOMBSTONE_CODES
from generator.policy.fold import fold_series
from generator.policy.identity import likenesses


def bury(city: City, decided: Iterable[PrivatePart], key: bytes, as_of: date) -> list[Tombstone]:
    """Make a tombstone for every row whose reason is final."""
    found = []
    for part in decided:
        rows = pd.read_parquet(part.frame)
        rows = rows[rows[parts.REASON].isin(list(TOMBSTONE_CODES))].reset_index(drop=True)
        if rows.empty:
            continue
        dataset = city.dataset(part.dataset)
        day, category = dataset.named("decided-on"), dataset.named("category")
        marks = pd.Series("", index=rows.index, dtype="str")
        if day and category:
            four = [rows[parts.CODE], rows[day].fillna(""), fold_series(rows[category])]
            marks = likenesses(key, part.dataset, part.department, four)
        columns = zip(rows[parts.RECORD_ID], marks, rows[parts.REASON], strict=True)
        found += [Tombstone(part.dataset, one, mark, as_of, code) for one, mark, code in columns]
    return found
