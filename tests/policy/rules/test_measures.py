"""六, 八: only measures of the list, in force, not forced on banks or associations, not harder than the class."""

from dataclasses import replace
from datetime import date

import pytest

from generator.model.catalogue import ListingProcedure
from generator.model.city import Measure
from generator.policy.rules.measures import judge
from tests.policy.rules.desk import case, example, findings, said, with_credit, with_role

PLAIN = {
    "id": "stop", "title": "阻止出境", "content": "通知出境管理机关", "applies_to": "serious-tax", "severities": "严重",
    "basis": "tax-collection-law", "executor": "市税务局", "executor_kind": "department", "mandatory": "是",
    "status": "keep", "in_force_from": "2001-05-01",
}  # fmt: skip


def about(named: str, *measures: dict[str, str], on: str = "2026-11-24", kind: str = "serious-tax"):
    whole = ListingProcedure(measures=named, removal_terms="满三年", remedies="复议")
    dataset = with_credit(kind, listing_procedure=whole)
    city = replace(example(), restraints=tuple(Measure.model_validate(one) for one in measures))
    return case(dataset, [{"listed-on": "2026-01-05"}], city=city, on=on)


@pytest.mark.parametrize("named", ["stop", "阻止出境", "阻止出境；stop"])
def test_a_measure_is_known_by_id_and_by_title(named):
    assert [[]] == said(judge, about(named, PLAIN))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "another", "id": "other"},
        {"applies_to": "serious-market"},
        {"status": "suspended"},
        {"status": "suspended", "suspended_from": "2026-11-24"},
        {"status": "abolished", "abolished_on": "2026-11-01"},
        {"status": "keep", "abolished_on": "2026-11-24"},
        {"status": "adjust", "suspended_from": "2026-11-24"},
        {"status": "suspended", "suspended_from": "2026-12-31", "abolished_on": "2026-11-01"},
        {"in_force_from": "2026-11-25"},
        {"in_force_until": "2026-11-23"},
        {"basis": ""},
        {"basis": "tax-credit-measures"},
        {"basis": "ndrc-order-58"},
    ],
    ids=str,
)
def test_a_measure_that_is_not_in_force_for_the_list_is_unlisted(change):
    assert [["measure-unlisted"]] == said(judge, about("阻止出境", {**PLAIN, **change}))


@pytest.mark.parametrize(
    "change",
    [
        {"status": "suspended", "suspended_from": "2026-11-25"},
        {"status": "abolished", "abolished_on": "2026-12-31"},
        {"status": "keep", "suspended_from": "2026-11-25", "abolished_on": "2026-12-31"},
        {"applies_to": "serious-market；serious-tax", "severities": "一般；严重"},
        {"in_force_until": "2026-11-24"},
    ],
    ids=" ".join,
)
def test_the_dates_decide(change):
    assert [[]] == said(judge, about("阻止出境", {**PLAIN, **change}))


@pytest.mark.parametrize("kind", ["financial", "credit-service", "association", "media"])
def test_nobody_but_an_authority_is_made_to_punish(kind):
    forced = {**PLAIN, "executor_kind": kind}

    assert [["measure-forced"]] == said(judge, about("阻止出境", forced))
    assert [[]] == said(judge, about("阻止出境", {**forced, "mandatory": "否"}))


def test_a_measure_harder_than_the_class_is_noted():
    lighter = {**PLAIN, "severities": "轻微;一般"}

    (found,) = [one for one in judge(about("阻止出境", lighter)) if len(one.rows)]

    assert ("measure-too-severe", "note") == (found.code, found.effect)


def cells(kind: str, rows: list[dict[str, str]], *measures: dict[str, str]):
    """Rows with a column of their own for measures, in a dataset whose procedure names none."""
    described = with_role(kind, "measures")
    silent = described.model_copy(update={"credit": with_credit(kind, listing_procedure=None).credit})
    city = replace(example(), restraints=tuple(Measure.model_validate(one) for one in measures))
    return case(silent, rows, city=city)


def test_a_row_names_its_own_measures_and_the_finding_its_column():
    forced = {**PLAIN, "executor_kind": "media", "severities": "轻微"}
    about_rows = cells("serious-tax", [{"measures": "没有的措施"}, {"measures": "stop"}, {"measures": ""}], forced)

    codes = said(judge, about_rows)

    assert [["measure-unlisted"], ["measure-forced", "measure-too-severe"], []] == codes
    assert {"measures"} == {field for _, _, field, _ in findings(judge, about_rows)}


def test_what_the_row_names_goes_before_what_the_list_says_for_all():
    whole = ListingProcedure(measures="没有的措施", removal_terms="满三年", remedies="复议")
    described = with_role("serious-tax", "measures")
    both = described.model_copy(update={"credit": with_credit("serious-tax", listing_procedure=whole).credit})
    city = replace(example(), restraints=(Measure.model_validate(PLAIN),))

    found = said(judge, case(both, [{"measures": "stop"}, {"measures": ""}], city=city))

    assert [[], ["measure-unlisted"]] == found


PENALTY = {"measures": "stop", "decided-on": "2026-09-14"}


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"severity": "一般"}, ["measure-too-severe"]),
        ({"severity": "严重"}, []),
        ({"penalty-procedure": "简易程序"}, ["measure-too-severe"]),
        ({"category": "暂扣许可证"}, ["measure-too-severe"]),
        ({"category": "罚款", "fine": "0.1"}, []),
    ],
    ids=["general", "serious", "slight by its procedure", "general by assumption", "no class can be told"],
)
def test_the_class_of_a_penalty_is_what_it_says_or_what_the_rule_finds(row: dict[str, str], codes: list[str]):
    severe = {**PLAIN, "applies_to": "penalties"}

    assert [codes] == said(judge, cells("penalties", [{**PENALTY, **row}], severe))


def test_a_listing_that_says_its_class_has_that_class():
    severe = {**PLAIN, "severities": "严重"}
    described = with_role("serious-tax", "severity")
    city = replace(example(), restraints=(Measure.model_validate(severe),))
    whole = ListingProcedure(measures="stop", removal_terms="满三年", remedies="复议")
    listed = described.model_copy(update={"credit": with_credit("serious-tax", listing_procedure=whole).credit})

    found = said(judge, case(listed, [{"severity": "一般"}, {"severity": ""}], city=city))

    assert [["measure-too-severe"], []] == found


def test_the_honoured_get_incentives_and_no_restraints():
    reward = {**PLAIN, "id": "praise", "title": "表扬", "applies_to": "red-list-tax-a", "severities": ""}
    punish = {**PLAIN, "applies_to": "red-list-tax-a", "severities": ""}
    about_rows = cells("red-list-tax-a", [{"measures": "praise"}, {"measures": "stop"}], punish)
    city = replace(about_rows.city, incentives=(Measure.model_validate(reward),))

    assert [[], ["measure-unlisted"]] == said(judge, replace(about_rows, city=city))


def test_an_incentive_needs_no_law():
    city = example()

    assert [True] == [city.may_be_taken(one, date(2026, 11, 24)) for one in city.incentives if one.id == "bid-points"]


def test_the_example_city_follows_its_own_measures():
    for name in ("serious-tax", "serious-market", "serious-court-defaulters"):
        assert [[]] == said(judge, case(name, [{"listed-on": "2026-01-05"}]))
