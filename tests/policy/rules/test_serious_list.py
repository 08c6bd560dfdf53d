"""五: which serious lists may exist, and what a listing decision must say."""

from datetime import date

import pytest

from generator.model.catalogue import Criteria, ListingProcedure
from generator.policy.rules.serious_list import judge, lacks
from tests.policy.rules.desk import TODAY, case, example, findings, said, with_credit, with_role

LISTED = {"fact-text": "偷税", "basis-text": "《税收征收管理法》第六十三条", "listed-on": "2026-01-05"}


def test_a_list_with_field_scope_and_criteria_may_exist():
    assert [[]] == said(judge, case("serious-tax", [LISTED]))


@pytest.mark.parametrize(
    ("credit", "lacking"),
    [
        ({"domain": None}, "credit.domain"),
        ({"scope": None}, "credit.scope"),
        ({"criteria": None}, "credit.criteria"),
        ({"criteria": Criteria(document="tax-credit-measures")}, "credit.criteria"),
        ({"scope": "local"}, "credit.criteria"),
        ({"criteria": Criteria(document="ndrc-order-58")}, "credit.criteria"),
    ],
    ids=["no field", "no scope", "no criteria", "a mere document", "local by department rule", "repealed"],
)
def test_a_list_that_may_not_exist_is_not_published_and_says_for_want_of_what(credit, lacking):
    about = case(with_credit("serious-tax", **credit), [LISTED])

    (found,) = [one for one in judge(about) if len(one.rows)]

    assert ("list-without-basis", lacking) == (found.code, found.field)


def test_a_local_list_stands_on_a_local_regulation():
    local = with_credit("serious-tax", scope="local", criteria=Criteria(document="hubei-credit-regulation"))

    assert [[]] == said(judge, case(local, [LISTED]))


def test_until_the_end_of_2021_older_lists_were_in_transition():
    local = with_credit("serious-tax", scope=None)

    assert ["", "credit.scope"] == [lacks(example(), local, day) for day in (date(2021, 12, 31), date(2022, 1, 1))]


@pytest.mark.parametrize("role", ["fact-text", "basis-text"])
def test_a_listing_without_cause_or_basis_is_incomplete(role):
    rows = [LISTED, {**LISTED, role: ""}]

    assert [[], ["procedure-incomplete"]] == said(judge, case("serious-tax", rows))


@pytest.mark.parametrize("key", ["measures", "removal_terms", "remedies"])
def test_what_the_list_does_not_say_for_all_each_row_must_say(key):
    said_by_list = {"measures": "阻止出境", "removal_terms": "满三年", "remedies": "复议", key: ""}
    silent = with_credit("serious-tax", listing_procedure=ListingProcedure(**said_by_list))

    assert [["procedure-incomplete"]] == said(judge, case(silent, [LISTED]))


def test_other_kinds_are_not_judged_as_serious_lists():
    assert [[]] == said(judge, case("penalties", [{"decided-on": TODAY}]))


@pytest.mark.parametrize(
    ("notified", "listed", "codes"),
    [
        ("2026-01-06", "2026-01-05", ["procedure-incomplete"]),
        ("2026-01-05", "2026-01-05", []),
        ("", "2026-01-05", []),
        ("2026-01-06", "", []),
    ],
)
def test_who_is_listed_was_told_before(notified: str, listed: str, codes: list[str]):
    row = {**LISTED, "notified-on": notified, "listed-on": listed}

    assert [codes] == said(judge, case(with_role("serious-tax", "notified-on"), [row]))


def test_the_column_of_the_notice_is_named():
    about = case(with_role("serious-tax", "notified-on"), [{**LISTED, "notified-on": "2026-01-06"}])

    assert {("procedure-incomplete", "withhold", "notified-on", "huangxinyong-2021-3 五")} == findings(judge, about)


def test_a_row_may_say_itself_what_the_list_does_not_say_for_all():
    described = with_role("serious-tax", "removal-terms")
    silent = described.model_copy(update={"credit": with_credit("serious-tax", listing_procedure=None).credit})
    rows = [{**LISTED, "removal-terms": "满三年"}, {**LISTED, "removal-terms": ""}]

    found = [
        {one.field: one.rows.tolist() for one in judge(case(silent, rows)) if len(one.rows)},
    ]

    assert [{"role: measures": [0, 1], "removal-terms": [1], "role: remedies": [0, 1]}] == found
