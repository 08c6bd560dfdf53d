"""A repaired record is no longer published; from when repair may be asked for is said beforehand.

Source: 《信用修复管理办法》（国家发展改革委令第36号）第三条, in force 2026-04-01: 终止公示
means that no system publishes the record; 黄信用办〔2021〕3号 七(一) names five actions (移出, 终止公示, 标注, 屏蔽,
删除; 屏蔽 also shields a company in bankruptcy reorganisation, 国办发〔2025〕22号), 七(二) asks to remind of repair.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case
from generator.policy.repairs import marks_only

BASIS = "ndrc-order-36 3"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold on every action; 标注 keeps a record up only outside 失信信息 or when decided before Order 36.

    Annotate the adverse rows whose repair may be asked for on the day: not of what has expired or has no end.
    """
    for one in case.ruled("repairs"):
        if marks_only(case.dataset, one.ruling):
            yield verdict("repair-annotated", case.mask(one.rows), effect="annotate", basis=BASIS)
        else:
            yield verdict("repaired", case.mask(one.rows), basis=BASIS)
    if case.dataset.is_adverse:
        first, last, today = case.terms["repairable"], case.terms["until"], case.as_of.isoformat()
        open_ = ((first != "") & (first <= today) & (last >= today)).to_numpy()
        yield verdict("repairable-from", open_, effect="annotate", basis=BASIS)
