"""One record is shown once: the last delivered version, and none where versions contradict.

Source: design §7; 《中华人民共和国个人信息保护法》第八条: what is processed must be accurate.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "personal-information-law 8"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold superseded rows, spare copies, every row of a contradiction, and what breaks a key of the table."""
    yield verdict("superseded", case.mask(case.facts.superseded), basis=BASIS)
    yield verdict("duplicate-identical", case.mask(case.facts.duplicate_identical), basis=BASIS)
    yield verdict("duplicate-conflict", case.mask(case.facts.duplicate_conflict), basis=BASIS)
    for code, field, rows in case.facts.broken_keys:
        yield verdict(code, case.mask(rows), field=field, basis=BASIS)
