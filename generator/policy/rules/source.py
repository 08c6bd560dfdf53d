"""What a shrunk or outdated delivery means for its rows: adverse rows it omits go, new ones wait, old lists rest.

Source: 《信用修复管理办法》（国家发展改革委令第36号）第三条: a list entry that its
authority no longer keeps is not published; design §6.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.parts import OMITTED, TOO_OLD, WAITING
from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "ndrc-order-36 3"
BASIS_OF_WAITING = "huangxinyong-2021-3 三(二)"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold omitted rows, rows of a delivery that waits, and a list that is too old to be believed."""
    yield verdict("removed-at-source", case.frame[OMITTED].to_numpy(), basis=BASIS)
    yield verdict("source-held", case.frame[WAITING].to_numpy(), basis=BASIS_OF_WAITING)
    yield verdict("source-too-old", case.frame[TOO_OLD].to_numpy(), basis=BASIS)
