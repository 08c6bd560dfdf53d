"""Objections: the record is marked while it is looked into, corrected where it was wrong, and leaves when upheld.

Source: 黄信用办〔2021〕3号《关于进一步加强和规范守信联合激励和失信联合惩戒的实施意见》 七(三): measures rest while an
objection is looked into; what is wrong is corrected or withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "huangxinyong-2021-3 七(三)"
OPEN = frozenset({"受理", "核查中"})
UPHELD = "撤销"
CORRECTED = "更正"


def judge(case: Case) -> Iterator[Verdict]:
    """Annotate rows whose last status is open, and corrected ones; withhold those whose last status is 撤销."""
    pending, corrected, upheld = case.nobody(), case.nobody(), case.nobody()
    for one in case.ruled("objections"):
        status = one.ruling.more["status"]
        pending[one.rows] = status in OPEN
        corrected[one.rows] |= status == CORRECTED
        upheld[one.rows] = status == UPHELD
    yield verdict("objection-pending", pending, effect="annotate", basis=BASIS)
    yield verdict("corrected", corrected, effect="annotate", basis=BASIS)
    yield verdict("objection-upheld", upheld, basis=BASIS)
