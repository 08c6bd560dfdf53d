"""Objections: the record is marked while it is looked into, and leaves when the objection is upheld.

Source: 黄信用办〔2021〕3号 七(三).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

OPEN = frozenset({"受理", "核查中"})


def judge(case: Case) -> Iterator[Verdict]:
    """Annotate rows whose last status is open; withhold those whose last status is 撤销."""
    status = np.full(len(case.frame), "", dtype=object)
    for one in case.ruled("objections"):
        status[one.rows] = one.ruling.more["status"]
    yield verdict("objection-pending", np.isin(status.astype(str), list(OPEN)), effect="annotate")
    yield verdict("objection-upheld", status == "撤销")
