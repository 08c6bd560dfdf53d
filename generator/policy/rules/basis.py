"""Without a law or central document in force, nothing is public.

Source: 黄信用办〔2021〕3号 三(一): 法律、法规或者党中央、国务院政策文件.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalogue import DEPARTURES, Based, DatasetCredit
from generator.model.city import STRONG_LEVELS
from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "huangxinyong-2021-3 三(一)"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold all where no basis of a sufficient level is in force on the day; note every repealed one.

    Beside those of the item these are the document of a red list's criteria and the bases of left defaults, which are
    the defaults again (policy/lapsed.py).
    """
    bases = [case.city.bases[name] for name in case.dataset.credit.basis]
    holding = [basis for basis in bases if basis.in_force(case.as_of)]
    everybody = ~case.nobody()
    if not any(basis.level in STRONG_LEVELS for basis in holding):
        yield verdict("no-basis", everybody, field="credit.basis", basis=BASIS)
    for field, name in _named(case.dataset.credit):
        basis = case.city.bases[name]
        if basis.repealed_on is not None and basis.repealed_on <= case.as_of:
            yield verdict("basis-repealed", everybody, effect="note", field=f"credit.{field}", basis=basis.id)


def _named(credit: DatasetCredit) -> Iterator[tuple[str, str]]:
    yield from (("basis", name) for name in credit.basis)
    if credit.kind == "red-list" and credit.criteria:
        yield "criteria", credit.criteria.document
    for key in DEPARTURES:
        if isinstance(value := getattr(credit, key), Based):
            yield key, value.basis
