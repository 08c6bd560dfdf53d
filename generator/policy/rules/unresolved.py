"""A ruling that could mean several records holds all of them back until a person settles it; so do two that quarrel.

Source: design §5, for 《信用修复管理办法》（国家发展改革委令第36号）第三条: what was repaired must not
stay public, so doubt withholds.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case
from generator.policy.contradictions import open_quarrels

BASIS = "ndrc-order-36 3"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold the rows of rulings that no single record could be told for, or that contradict another of their day."""
    for one in case.facts.ruled:
        if not one.is_exact:
            yield verdict("ruling-unresolved", case.mask(one.rows), basis=BASIS)
    rows = np.array(sorted(open_quarrels(case.facts.ruled)), dtype=np.int64)
    yield verdict("ruling-unresolved", case.mask(rows), basis=BASIS)
