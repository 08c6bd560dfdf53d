"""A code that begins with a division nobody knows is looked at again; it is no reason to withhold.

Source: GB 32100-2015 法人和其他组织统一社会信用代码编码规则: digits 3 to 8 are the division
of registration; design §5.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.parts import CODE
from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "GB 32100-2015"
LENGTH = 18


def judge(case: Case) -> Iterator[Verdict]:
    """Note unified codes whose division is not in divisions.csv."""
    codes = case.frame[CODE].astype("str")
    unknown = (codes.str.len() == LENGTH) & ~codes.str.slice(2, 8).isin(list(case.city.divisions))
    field = case.dataset.named("subject-code") or ""
    yield verdict("division-unknown", unknown.to_numpy(), effect="note", field=field, basis=BASIS)
