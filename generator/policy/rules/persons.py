"""Natural persons are withheld unless the item has a basis for them; minors always are.

Source: 《中华人民共和国个人信息保护法》第二十五条、第二十八条、第三十四条; 黄信用办〔2021〕3号 三(三).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case
from generator.policy.fold import over_values
from generator.policy.identifiers.id_number import birth_date

OF_MINORS = "personal-information-law 28"
OF_PERSONS = "personal-information-law 25"
ADULT = 18
PERSON_NUMBERS = ("person-id", "subject-code")


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold minors on the day of the act or decision, and persons the item may not show or who have not agreed."""
    persons = (case.kinds == "person").to_numpy()
    yield verdict("minor-person", persons & _minors(case), basis=OF_MINORS)
    credit = case.dataset.credit
    by_law = [case.city.bases[name].in_force(case.as_of) for name in credit.person_basis if name != "consent"]
    if credit.natural_persons == "withheld" or not (any(by_law) or "consent" in credit.person_basis):
        yield verdict("person-withheld", persons, basis=OF_PERSONS)
    elif credit.natural_persons == "named" or not any(by_law):
        yield verdict("person-withheld", persons & ~_consented(case), basis=OF_PERSONS)


def _minors(case: Case) -> npt.NDArray[np.bool_]:
    act = case.column("acted-on")
    day = act.where(act != "", case.column("decided-on"))
    day = day.where(day != "", case.column("listed-on"))
    young = case.nobody()
    for role in PERSON_NUMBERS:
        born = over_values(case.column(role), lambda text: str(birth_date(text) or ""))
        eighteenth = over_values(born, lambda text: f"{int(text[:4]) + ADULT:04d}{text[4:]}" if text else "")
        young |= ((day != "") & (day < eighteenth)).to_numpy()
    return young


def _consented(case: Case) -> npt.NDArray[np.bool_]:
    """Who agrees on the day to be named: the last consent to the name, or to everything, counts."""
    agreed = case.nobody()
    for one in case.ruled("consents"):
        until = one.ruling.more["until"]
        if one.ruling.more["field"] in ("", case.dataset.named("subject-name")):
            agreed[one.rows] = not until or until > case.as_of.isoformat()
    return agreed
