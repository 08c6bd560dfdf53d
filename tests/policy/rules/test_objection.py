"""七(三): what the state of an objection does to a record."""

import json

import pytest

from generator.policy.corrections import collect
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


def test_a_reinstatement_brings_a_record_back_as_it_was_corrected():
    lines = [
        (ruling("objections", 2, "2026-11-01", status="更正", field="处罚内容", value="罚款1元"), [0]),
        (ruling("objections", 3, "2026-11-03", status="撤销"), [0, 1]),
        (ruling("reinstatements", 2, "2026-11-05"), [0, 1]),
    ]
    about = case("penalties", ROWS, ruled=lines)

    assert [["corrected"], []] == said(judge, about)
    assert [{"处罚内容": "罚款1元"}, {}] == [
        json.loads(text or "{}") for text in collect(about.ruled("objections"), len(ROWS))
    ]
