"""六, 八: only measures of the list, in force, not forced on banks or associations, not harder than the class."""

from dataclasses import replace
from datetime import date

import pytest

from generator.model.catalogue import ListingProcedure
from generator.model.city import Measure
from generator.policy.rules.measures import judge
from tests.policy.rules.desk import case, example, said, with_credit

PLAIN = {
    "id": "stop", "title": "阻止出境", "content": "", "applies_to": "serious-tax", "severities": "严重",
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
        {"title": "别的", "id": "other"},
        {"applies_to": "serious-market"},
        {"status": "suspended"},
        {"status": "suspended", "suspended_from": "2026-11-24"},
        {"status": "abolished", "abolished_on": "2026-11-01"},
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
        {"in_force_until": "2026-11-24"},
    ],
    ids=str,
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


def test_an_incentive_needs_no_law():
    city = example()

    assert [True] == [city.may_be_taken(one, date(2026, 11, 24)) for one in city.incentives if one.id == "bid-points"]


def test_the_example_city_follows_its_own_measures():
    for name in ("serious-tax", "serious-market", "serious-court-defaulters"):
        assert [[]] == said(judge, case(name, [{"listed-on": "2026-01-05"}]))
