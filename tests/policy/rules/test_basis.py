"""三(一): no law or central document in force, nothing public."""

import pytest

from generator.model.catalogue import Based, Criteria
from generator.policy.rules.basis import judge
from tests.policy.rules.desk import case, said, with_credit

STRONG, MERE, REPEALED = "administrative-penalty-law", "ndrc-2018-424", "ndrc-2019-527"


@pytest.mark.parametrize(
    ("bases", "day", "codes"),
    [
        ((STRONG, MERE), "2026-11-24", []),
        ((MERE,), "2026-11-24", ["no-basis"]),
        ((STRONG,), "2021-07-14", ["no-basis"]),
        ((STRONG,), "2021-07-15", []),
        ((STRONG, REPEALED), "2023-04-30", []),
        ((STRONG, REPEALED), "2023-05-01", ["basis-repealed"]),
        ((MERE, REPEALED), "2023-05-01", ["basis-repealed", "no-basis"]),
    ],
)
def test_what_remains_in_force_must_be_enough(bases, day, codes):
    assert [codes] == said(judge, case(with_credit("penalties", basis=bases), [{}], on=day))


def test_the_note_names_the_repealed_basis():
    about = case(with_credit("penalties", basis=(STRONG, REPEALED)), [{}])

    assert [("note", REPEALED)] == [(one.effect, one.basis) for one in judge(about)]


def test_a_repealed_text_is_named_wherever_the_catalogue_rests_on_it():
    left = with_credit("penalties", basis=(STRONG,), repairable=Based(value=False, basis=REPEALED))
    red = with_credit("red-list-tax-a", basis=(STRONG,), criteria=Criteria(document=REPEALED))
    serious = with_credit("serious-market", basis=(STRONG,), criteria=Criteria(document=REPEALED))

    told = [{(one.field, one.basis) for one in judge(case(about, [{}]))} for about in (left, red, serious)]

    assert [{("credit.repairable", REPEALED)}, {("credit.criteria", REPEALED)}, set()] == told
