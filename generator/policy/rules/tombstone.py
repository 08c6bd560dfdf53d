"""What was removed for good stays away, however often it is delivered again.

Source: 《信用修复管理办法》（国家发展改革委令第36号）第三条; 《中华人民共和国行政处罚法》第四十八条第二款;
黄信用办〔2021〕3号 四(二): a red-list entry comes back by a recognition dated after its exit.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "ndrc-order-36 3"
RED_LIST_EXITS = ("red-list-revoked", "red-list-conflict")


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold rows under a tombstone, but for a reinstatement strictly later than the removal."""
    graves = case.facts.graves
    lifted = case.reinstated[graves.rows] > graves.removed_on
    exits = np.isin(graves.codes, RED_LIST_EXITS)
    if exits.any():
        lifted |= exits & (case.recognised[graves.rows] > graves.removed_on)
    yield verdict("tombstoned", case.mask(graves.rows[~lifted]), basis=BASIS)
