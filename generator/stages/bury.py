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


def bury(
    city: City, decided: Iterable[PrivatePart], known: Iterable[Tombstone], day: tuple[date, bytes]
) -> list[Tombstone]:
    """Make a tombstone for every row whose reason is final, but where one of the same code and cause still holds.

    `known` are the tombstones of earlier nights; `day` is the day of the build and the key of record ids.
    """
    as_of, key = day
    before = {(stone.record_id, stone.code, stone.cause) for stone in known}
    found = []
    for part in decided:
        rows = pd.read_parquet(part.frame)
        final = rows[parts.REASON].isin(list(TOMBSTONE_CODES))
        if not final.any():
            continue
        marks = mark_rows(city.dataset(part.dataset), part.department, rows[final], key)
        held = _held(part, len(rows))[final]
        columns = (rows.loc[final, name] for name in (parts.RECORD_ID, parts.REASON, parts.CAUSES))
        found += [
            Tombstone(part.dataset, one, mark, as_of, code, cause)
            for one, code, causes, mark, holds in zip(*columns, marks, held, strict=True)
            for cause in (causes.split(";") if code == "red-list-conflict" else [""])
            if not (holds and (one, code, cause) in before)
        ]
    return found


def _held(part: PrivatePart, rows: int) -> pd.Series:
    """Rows that an earlier tombstone holds tonight; one that was lifted since does not hold them."""
    verdicts = pd.read_parquet(part.verdicts)
    at = verdicts.loc[verdicts["code"] == "tombstoned", "position"]
    return pd.Series(range(rows)).isin(at)
