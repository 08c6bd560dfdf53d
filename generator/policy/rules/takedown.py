"""Taken down by order: at the next run, whatever else holds.

Source: 黄信用办〔2021〕3号《关于进一步加强和规范守信联合激励和失信联合惩戒的实施意见》 七(三).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold what a takedown names and no later reinstatement brought back."""
    for one in case.ruled("takedowns"):
        yield verdict("taken-down", case.mask(one.rows))
