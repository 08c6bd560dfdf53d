"""A rule of publicity periods is refused where it contradicts itself, and tells what it depends on."""

from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.periods import PeriodRule


def rule(**said: Any) -> PeriodRule:
    return PeriodRule.model_validate({"id": "general", "title": "一般", **said})


def refusal(**said: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        rule(**said)
    return str(refused.value)


@pytest.mark.parametrize("day", ["{year}-04-01", "{year+1}-12-31", "{year+10}-01-01"])
def test_a_day_is_counted_from_the_year_of_a_record(day):
    assert day == rule(until_day=day).until_day


@pytest.mark.parametrize("day", ["2026-04-01", "{year-1}-04-01", "{year}-4-1", "year-04-01", "{year}-04-01x"])
def test_any_other_writing_of_it_is_refused(day):
    assert "写作 {year+1}-04-01" in refusal(from_day=day)


@pytest.mark.parametrize("day", ["{year}-02-29", "{year}-13-01", "{year}-04-31"])
def test_it_is_a_day_of_every_year(day):
    assert "没有这一天" in refusal(from_day=day)


@pytest.mark.parametrize(
    "term",
    [
        {"shortest": "P3M", "longest": "P3M"},
        {"shortest": "P1Y"},
        {"longest": "P3Y"},
        {"shortest": "P11M", "longest": "P1Y"},
    ],
)
def test_the_longest_period_is_not_shorter_than_the_shortest(term):
    assert term == rule(term=term).model_dump(exclude_unset=True)["term"]


@pytest.mark.parametrize("term", [{"shortest": "P1Y", "longest": "P11M"}, {"shortest": "P32D", "longest": "P1M"}])
def test_a_longest_period_shorter_than_the_shortest_is_refused(term):
    assert "longest 比 shortest 还短" in refusal(classes={"general": term})


def test_a_rule_has_classes_where_any_of_its_bodies_has():
    classes = {"general": {"shortest": "P3M"}}

    assert [False, True] == [rule().has_classes, rule(classes=classes).has_classes]
    sets = [{"from": "2021-01-01", "classes": classes}, {"from": "2026-04-01"}]
    assert [True, False] == [rule(sets=sets).has_classes, rule(sets=sets[1:], classes=classes).has_classes]


def test_a_rule_begins_when_shown_where_any_of_its_bodies_does_or_it_does_for_them():
    late, early = {"from": "2025-12-25", "start": "first-published"}, {"from": "2021-01-01"}

    assert [False, True] == [rule().begins_when_shown, rule(start="first-published").begins_when_shown]
    assert [True, False] == [rule(sets=[early, late]).begins_when_shown, rule(sets=[early]).begins_when_shown]
    assert rule(sets=[early], start="first-published").begins_when_shown


def test_a_rule_names_every_sector_that_it_says_something_about():
    made = rule(
        sectors={"食品": {"longest": "P3Y"}}, no_early_end=["药品"], uncorrected={"税务": "stays"},
        sets=[{"from": "2026-04-01", "sectors": {"特种设备": {"longest": "P3Y"}}, "no_early_end": ["食品"]}],
    )  # fmt: skip

    assert frozenset({"食品", "药品", "税务", "特种设备"}) == made.sectors_named
    assert frozenset() == rule().sectors_named
