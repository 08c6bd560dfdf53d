"""Rulings that end a record for good, and since when: what tombstones are made for (design §6).

Source: 《信用修复管理办法》（国家发展改革委令第36号）第三条; 《中华人民共和国行政处罚法》第四十八条第二款;
黄信用办〔2021〕3号 四(二)、七(三).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from generator.model.city import City
from generator.model.facts import Ruled, Tombstone
from generator.model.rulings import Ruling
from generator.policy.repairs import marks_only
from generator.policy.rules.objection import UPHELD
from generator.policy.rules.withdrawal import FINAL


def ending(city: City, ruling: Ruling) -> str:
    """The reason that a ruling gives for good; empty where it does not end a record."""
    if ruling.file == "repairs":
        return "" if marks_only(city.dataset(ruling.dataset), ruling) else "repaired"
    if ruling.file == "withdrawals":
        return "decision-withdrawn" if ruling.more["kind"] in FINAL else ""
    if ruling.file == "objections":
        return "objection-upheld" if ruling.more["status"] == UPHELD else ""
    return {"removals": "red-list-revoked", "takedowns": "taken-down"}.get(ruling.file, "")


def ended_on(city: City, ruled: Iterable[Ruled], rows: int) -> pd.Series:
    """The day (ISO) of the newest ruling that ends each row; empty where there is none, or none with a day."""
    days = np.full(rows, "", dtype=object)
    for one in ruled:
        if one.is_exact and one.ruling.decided_on and ending(city, one.ruling):
            days[one.rows] = np.maximum(days[one.rows], one.ruling.decided_on.isoformat())
    return pd.Series(days, dtype="str")


def newest_stones(stones: Iterable[Tombstone]) -> Mapping[tuple[str, str, str], date]:
    """The day of the newest stone of each record, code and cause."""
    newest: dict[tuple[str, str, str], date] = {}
    for one in stones:
        place = (one.record_id, one.code, one.cause)
        newest[place] = max(one.removed_on, newest.get(place, date.min))
    return newest
