"""三(一): no law or central document in force, nothing public."""

import pytest

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
