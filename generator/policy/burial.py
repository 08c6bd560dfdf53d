"""Tombstones of what left for good tonight, and of what is known by them under another number (design §6).

A row that a ruling ends gets one whatever else withholds it: a row that its department omits, or that is superseded,
on the night of its repair would otherwise come back under a new number on the next. A red-list entry gets one only
where the listing is its reason.

Source: 《信用修复管理办法》（国家发展改革委令第36号）第三条; 《中华人民共和国行政处罚法》第四十八条第二款;
黄信用办〔2021〕3号 四(二).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Tombstone
from generator.model.parts import PrivatePart
from generator.model.verdict import TOMBSTONE_CODES
from generator.policy.corrections import correct
from generator.policy.endings import newest_stones
from generator.policy.likeness import find_graves, known_by, mark_rows
from generator.policy.listings import CONFLICT

HELD = "tombstoned"
OF_RULINGS = TOMBSTONE_CODES - {CONFLICT}
Decided = tuple[PrivatePart, pd.DataFrame, pd.DataFrame]
"""A decided part with its rows and verdicts."""


def removed(rows: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """List what leaves a decided part for good: position and code, a line a row and code, in order."""
    ended = verdicts.loc[(verdicts["effect"] == "withhold") & verdicts["code"].isin(OF_RULINGS), ["position", "code"]]
    listed = np.flatnonzero((rows[parts.REASON] == CONFLICT).to_numpy())
    whole = pd.concat([ended, pd.DataFrame({"position": listed, "code": CONFLICT})])
    return whole.drop_duplicates().sort_values(["position", "code"])


def new_stones(
    city: City,
    decided: Decided,
    known: Iterable[Tombstone],
    day: tuple[date, bytes],
) -> list[Tombstone]:
    """Make a stone for everything that leaves, but where one of its code and cause holds that is as new as the ruling.

    A later ruling makes another: the record under another number may have been reinstated in between.
    `known` are the stones of earlier nights; `day` is the day of the build and the key of record ids.
    """
    part, rows, verdicts = decided
    gone = removed(rows, verdicts)
    if gone.empty:
        return []
    as_of, key = day
    newest = newest_stones(known)
    held = set(verdicts.loc[verdicts["code"] == HELD, "position"])
    mine = rows.iloc[gone["position"].to_numpy()]
    columns = (mine[name] for name in (parts.RECORD_ID, parts.CAUSES, parts.ENDED))
    lines = zip(gone["position"], gone["code"], *columns, _marks(city, part, mine, key), strict=True)
    return list(
        dict.fromkeys(
            Tombstone(part.dataset, one, mark, as_of, code, cause)
            for position, code, one, causes, ended, marks in lines
            for mark in marks
            for cause in (causes.split(";") if code == CONFLICT else [""])
            if not (position in held and _is_as_new(newest.get((one, code, cause)), "" if code == CONFLICT else ended))
        )
    )


def _marks(city: City, part: PrivatePart, rows: pd.DataFrame, key: bytes) -> Iterator[tuple[str, ...]]:
    """What each row would be known by under another number: as delivered, and as corrected where it was."""
    dataset = city.dataset(part.dataset)
    shown = correct(city, dataset, rows, rows[parts.CORRECTED])
    marks = (mark_rows(dataset, part.department, one, key) for one in (rows, shown))
    return (tuple(dict.fromkeys(both)) for both in zip(*marks, strict=True))


def _is_as_new(stone: date | None, ended: str) -> bool:
    return stone is not None and ended <= stone.isoformat()


def own_stones(city: City, decided: Decided, stones: Collection[Tombstone], key: bytes) -> Iterator[Tombstone]:
    """Give each row that lies under the stone of another number the same stone of its own.

    Else a correction of its day or category would bring it back.
    """
    part, rows, verdicts = decided
    held = np.unique(verdicts.loc[verdicts["code"] == HELD, "position"])
    own = {one.record_id for one in stones}
    mine = rows.iloc[held]
    mine = mine[~mine[parts.RECORD_ID].isin(own)].reset_index(drop=True)
    if mine.empty:
        return
    dataset, department = city.dataset(part.dataset), city.department(part.department)
    listed = list(stones)
    graves = find_graves(listed, known_by(dataset, (department.id, *department.formerly), mine, key))
    marks = mark_rows(dataset, department.id, mine, key)
    for row, at in zip(graves.rows, graves.stones, strict=True):
        stone = listed[at]
        yield Tombstone(
            dataset.name, mine[parts.RECORD_ID].iloc[row], marks.iloc[row], stone.removed_on, stone.code, stone.cause
        )
