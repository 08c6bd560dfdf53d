"""The publicity period: not before its first day, not after its last, and never without an end.

Source: the sets of periods.yaml: 发改办财金〔2019〕527号, 国家发展改革委令第58号 and 第36号, and
each list's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.periods import PeriodBody
from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

OF_TERM = ("class-unknown", "slight", "not-in-force", "no-end")


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold what has no class, no end, or is outside its period on the day; note an assumed class."""
    terms, today = case.terms, case.as_of.isoformat()
    basis = _basis(case)
    for code in OF_TERM:
        yield verdict(code, (terms["code"] == code).to_numpy(), basis=basis)
    yield verdict("not-yet", (terms["since"] > today).to_numpy(), basis=basis)
    yield verdict("expired", ((terms["until"] != "") & (terms["until"] < today)).to_numpy(), basis=basis)
    yield verdict("class-assumed", (terms["assumed"] == "1").to_numpy(), effect="note", basis=basis)


def _basis(case: Case) -> str:
    """The texts of the sets that have come into force by the day, the newest first; of one body its own."""
    rule = case.city.periods[case.dataset.credit.period]
    begun: list[PeriodBody] = [body for body in reversed(rule.sets) if body.from_ <= case.as_of]
    return ";".join(dict.fromkeys(body.basis for body in begun or rule.sets[:1] or (rule,) if body.basis))
