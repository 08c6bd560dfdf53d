"""A ruling that could mean several records holds all of them back until a person settles it.

Source: design §5, for 《信用修复管理办法》（国家发展改革委令第36号）第三条: what was repaired must not
stay public, so doubt withholds.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "ndrc-order-36 3"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold the rows of every ruling that no single record could be told for."""
    for one in case.facts.ruled:
        if not one.is_exact:
            yield verdict("ruling-unresolved", case.mask(one.rows), basis=BASIS)
