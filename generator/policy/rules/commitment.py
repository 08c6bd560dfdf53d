"""A commitment made for a repair leaves together with the record that was repaired.

Source: 《信用修复管理办法》（国家发展改革委令第36号）第三条: what was repaired is published nowhere, and a
commitment of the kind 信用修复型 would tell of it; 黄信用办〔2021〕3号 七(一); design §8.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

FOR_REPAIR = "信用修复型"
REPAIRED_WITH = "commitment-repaired"
NOBODY = np.empty(0, dtype=np.int64)


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold the commitments whose record, or without one the first of whose subject, was repaired."""
    yield verdict("repaired", case.mask(case.facts.related.get(REPAIRED_WITH, NOBODY)), basis="ndrc-order-36 3")
