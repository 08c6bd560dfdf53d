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
from generator.policy.likeness import mark_rows


def bury(city: City, decided: Iterable[PrivatePart], key: bytes, as_of: date) -> list[Tombstone]:
    """Make a tombstone for every row whose reason is final."""
    found = []
    for part in decided:
        rows = pd.read_parquet(part.frame)
        rows = rows[rows[parts.REASON].isin(list(TOMBSTONE_CODES))].reset_index(drop=True)
        if rows.empty:
            continue
        marks = mark_rows(city.dataset(part.dataset), part.department, rows, key)
        columns = zip(rows[parts.RECORD_ID], marks, rows[parts.REASON], strict=True)
        found += [Tombstone(part.dataset, one, mark, as_of, code) for one, mark, code in columns]
    return found
