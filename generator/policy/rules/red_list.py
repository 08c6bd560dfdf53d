"""The exits from the red list that are not its term: struck off, criteria replaced, or listed among the dishonest.

Source: 黄信用办〔2021〕3号 四(二): 认定有误 or misuse; 标准改变; and on its own when the subject stands on a serious or
watch list. An exit is final until a recognition dated after it, or a reinstatement.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "huangxinyong-2021-3 四(二)"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold what a removal names, what old criteria recognised, and whoever is listed; note mere namesakes."""
    for one in case.ruled("removals"):
        anew = case.recognised[one.rows] > np.datetime64(one.ruling.decided_on)  # without a day nothing is later
        yield verdict("red-list-revoked", case.mask(one.rows[~anew]), basis=BASIS)
    if case.dataset.credit.kind != "red-list":
        return
    criteria = case.dataset.credit.criteria
    replaced_on = date.fromisoformat(criteria.replaced_on) if criteria and criteria.replaced_on else None
    if replaced_on and replaced_on <= case.as_of:
        yield verdict(
            "red-list-revoked", case.recognised < np.datetime64(replaced_on), field="credit.criteria", basis=BASIS
        )
    yield verdict("red-list-conflict", case.mask(case.facts.listed.rows), basis=BASIS)
    yield verdict("red-list-namesake", case.mask(case.facts.listed.namesakes), effect="note", basis=BASIS)
