"""A red-list entry that was recognised by mistake, misused, or no longer meets the criteria is struck off.

Source: 黄信用办〔2021〕3号 四(二).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold what a removal names."""
    for one in case.ruled("removals"):
        yield verdict("red-list-revoked", case.mask(one.rows))
