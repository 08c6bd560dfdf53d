"""Repairs: what the five actions do (design §6), told once for every rule that asks."""

from __future__ import annotations

from datetime import date

from generator.model.catalogue import Dataset
from generator.model.rulings import Ruling

ORDER_36 = date(2026, 4, 1)
"""《信用修复管理办法》（国家发展改革委令第36号）: from this day a repaired record is never left up with a mark."""
MARK_ONLY = "标注"
SHIELD = "屏蔽"


def marks_only(dataset: Dataset, ruling: Ruling) -> bool:
    """Tell whether a repair leaves the record up with a mark: outside 失信信息, or decided before Order 36."""
    is_older = ruling.decided_on is not None and ruling.decided_on < ORDER_36
    return ruling.more["action"] == MARK_ONLY and (is_older or not dataset.is_adverse)


def acts_as_end(dataset: Dataset, ruling: Ruling) -> bool:
    """Tell whether a mark was decided that law no longer lets stand, so that it acts as 终止公示."""
    return ruling.more["action"] == MARK_ONLY and not marks_only(dataset, ruling)
