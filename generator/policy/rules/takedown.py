"""Taken down by order: at the next run, whatever else holds.

Source: 黄信用办〔2021〕3号《关于进一步加强和规范守信联合激励和失信联合惩戒的实施意见》 七(三).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.model.facts import Ruled
from generator.model.verdict import Rows, Verdict, verdict
from generator.policy.case import Case
from generator.policy.periods import NEVER

CODE = "taken-down"
BASIS = "huangxinyong-2021-3 七(三)"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold what a takedown names and no later reinstatement brought back."""
    for one in case.ruled("takedowns"):
        yield verdict(CODE, case.mask(np.setdiff1d(one.rows, _brought_back(case, one))), basis=BASIS)


def _brought_back(case: Case, one: Ruled) -> Rows:
    """Without a date of its own a takedown counts from the day on which it was first followed."""
    if one.ruling.decided_on is not None:
        return one.rows[:0]  # Case.ruled has seen to these
    graves = case.facts.graves
    ours = graves.codes == CODE
    first = np.full(len(case.frame), NEVER)
    np.fmin.at(first, graves.rows[ours], graves.removed_on[ours])
    return one.rows[case.reinstated[one.rows] > first[one.rows]]
