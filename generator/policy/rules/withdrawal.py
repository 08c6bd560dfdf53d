"""A decision that was changed, revoked, or found unlawful or void is withdrawn; one that rests is hidden meanwhile.

Source: 《中华人民共和国行政处罚法》第四十八条第二款、第八十五条: within three working days, with the reason published.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "administrative-penalty-law 48"
BASIS_OF_REST = "huangxinyong-2021-3 七(三)"
FINAL = frozenset({"变更", "撤销", "确认违法", "确认无效"})
RESTING = frozenset({"停止执行", "中止执行"})


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold for good on a final kind; until 恢复执行 on a resting one. Later lines count over earlier ones."""
    rests = case.nobody()
    for one in case.ruled("withdrawals"):
        kind = one.ruling.more["kind"]
        if kind in FINAL:
            yield verdict("decision-withdrawn", case.mask(one.rows), basis=BASIS)
        else:
            rests[one.rows] = kind in RESTING
    yield verdict("decision-suspended", rests, basis=BASIS_OF_REST)
