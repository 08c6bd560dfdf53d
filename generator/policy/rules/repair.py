"""A repaired record is no longer published.

Source: 《信用修复管理办法》（国家发展改革委令第36号）第三条, in force 2026-04-01: 终止公示
means that no system publishes the record; 黄信用办〔2021〕3号 七(一) names five actions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

ORDER_36 = date(2026, 4, 1)
MARK_ONLY = "标注"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold on every action; 标注 keeps a record up only outside 失信信息 or when decided before Order 36."""
    for one in case.ruled("repairs"):
        decided = one.ruling.decided_on
        older = decided is not None and decided < ORDER_36
        if one.ruling.more["action"] == MARK_ONLY and (older or not case.dataset.is_adverse):
            yield verdict("repair-annotated", case.mask(one.rows), effect="annotate")
        else:
            yield verdict("repaired", case.mask(one.rows))
