"""What was removed for good stays away, however often it is delivered again.

Source: 《信用修复管理办法》（国家发展改革委令第36号）第三条; 《中华人民共和国行政处罚法》第四十八条第二款.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold rows under a tombstone, but for a reinstatement strictly later than the removal."""
    for grave in case.facts.graves:
        yield verdict("tombstoned", case.mask(np.setdiff1d(grave.rows, case.reinstated_after(grave.removed_on))))
