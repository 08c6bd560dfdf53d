"""七(三): what the state of an objection does to a record."""

import pytest

from generator.policy.rules.objection import judge
from tests.policy.rules.desk import case, ruling, said

ROWS = [{"decided-on": "2026-09-01"}, {"decided-on": "2026-09-01"}]


@pytest.mark.parametrize(
    ("status", "codes"),
    [("受理", ["objection-pending"]), ("核查中", ["objection-pending"]), ("维持", []), ("撤销", ["objection-upheld"])],
)
def test_each_state_has_its_effect(status, codes):
    about = case("penalties", ROWS, ruled=[(ruling("objections", status=status), [1])])

    assert [[], codes] == said(judge, about)


def test_a_corrected_record_is_marked_also_when_it_is_objected_to_again():
    lines = [
        (ruling("objections", 2, "2026-11-01", status="更正", field="处罚内容", value="罚款1元"), [0]),
        (ruling("objections", 3, "2026-11-05", status="受理"), [0]),
    ]

    assert [["corrected", "objection-pending"], []] == said(judge, case("penalties", ROWS, ruled=lines))


def test_the_later_day_counts_whatever_the_order_of_lines():
    lines = [
        (ruling("objections", 2, "2026-11-09", status="维持"), [0]),
        (ruling("objections", 3, "2026-11-02", status="核查中"), [0]),
    ]

    assert [[], []] == said(judge, case("penalties", ROWS, ruled=lines))
