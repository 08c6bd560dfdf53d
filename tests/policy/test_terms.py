"""The period of one row at a time: from which day, to which day, when repair may be asked for, and why there is none.

The oracle holds the whole of it against a second reading; here stands what a single clause does, day by day.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from generator.model.periods import PeriodRule
from generator.policy.periods import days_in_year
from generator.policy.terms import COLUMNS, FIRST_SHOWN, PERIOD_ROLES, bodies_asked, read_cells, terms, terms_of
from tests.policy.rules.desk import case

TODAY = date(2026, 11, 24)
DECIDED = {"decided-on": "2026-03-31"}
YEAR = {"classes": {"general": {"shortest": "P3M", "longest": "P1Y"}}}
BY_TERM = {"term": {"shortest": "P3M", "longest": "P1Y"}}


def rule(**said: Any) -> PeriodRule:
    return PeriodRule.model_validate({"id": "r", "title": "r", "start": "decided-on", **said})


def frame(*rows: dict[str, str], index: list[int] | None = None) -> pd.DataFrame:
    """Cells by role; empty where a row has none."""
    roles = (*PERIOD_ROLES, FIRST_SHOWN, "kind")
    table = {role: [row.get(role, "organisation" if role == "kind" else "") for row in rows] for role in roles}
    return pd.DataFrame(table, dtype="str", index=index)


def found(law: PeriodRule, *rows: dict[str, str], on: date = TODAY) -> list[dict[str, str]]:
    return terms(law, frame(*rows), on).to_dict("records")  # type: ignore[return-value]  # columns are texts


def one(law: PeriodRule, row: dict[str, str], *names: str, on: date = TODAY) -> tuple[str, ...]:
    [only] = found(law, row, on=on)
    return tuple(only[name] for name in names)


def test_every_row_gets_texts_under_its_own_name():
    made = terms(rule(**YEAR), frame(DECIDED, {}, index=[7, 3]), TODAY)

    assert (list(COLUMNS), [7, 3], {"str"}) == (list(made.columns), list(made.index), {str(one) for one in made.dtypes})
    shown = {"since": "2026-03-31", "until": "2027-03-31", "repairable": "2026-06-30", "severity": "general"}
    assert {**shown, "assumed": "1", "code": ""} == made.loc[7].to_dict()
    assert ("", "", "no-end") == tuple(made.loc[3, ["since", "until", "code"]])


def test_the_day_on_which_it_is_asked_chooses_the_newest_set():
    """Begun before the turn: the earlier end of the two counts (design §6.1)."""
    law = rule(
        sets=[{"from": "2021-01-01", "term": {"longest": "P3Y"}}, {"from": "2026-04-01", "term": {"longest": "P1Y"}}]
    )

    before, after = (one(law, DECIDED, "until", on=day) for day in (date(2026, 3, 31), date(2026, 4, 1)))

    assert (("2029-03-31",), ("2027-03-31",)) == (before, after)


@pytest.mark.parametrize(
    ("transition", "until"), [("earlier", "2027-03-31"), ("old", "2029-03-31"), ("new", "2027-03-31")]
)
def test_a_transition_asks_the_old_set_the_new_one_or_both(transition, until):
    sets = [{"from": "2021-01-01", "term": {"longest": "P3Y"}}, {"from": "2026-04-01", "term": {"longest": "P1Y"}}]

    assert (until,) == one(rule(transition=transition, sets=sets), DECIDED, "until")


@pytest.mark.parametrize("transition", ["earlier", "old", "new"])
def test_what_was_decided_before_every_set_is_judged_by_the_newest_alone(transition):
    sets = [{"from": "2021-01-01", "term": {"longest": "P3Y"}}, {"from": "2026-04-01", "term": {"longest": "P9Y"}}]

    assert ("2029-12-31",) == one(rule(transition=transition, sets=sets), {"decided-on": "2020-12-31"}, "until")


def test_the_newest_set_alone_where_the_transition_is_to_the_new_even_for_a_longer_term():
    sets = [{"from": "2021-01-01", "term": {"longest": "P1M"}}, {"from": "2026-04-01", "term": {"longest": "P1Y"}}]

    assert ("2027-03-31",) == one(rule(transition="new", sets=sets), DECIDED, "until")


@pytest.mark.parametrize("role", ["decided-on", "valid-until", "removed-on", "restraint-until", FIRST_SHOWN])
def test_a_cell_that_is_no_day_gives_no_end_and_hides_no_other_broken_row(role):
    """It carries another verdict already; without a day nothing may be shown for ever."""
    rows = found(rule(**YEAR), {**DECIDED, role: "某日"}, DECIDED, {**DECIDED, "corrected-on": "2026-02-30"})

    assert [("no-end", ""), ("", "2027-03-31"), ("no-end", "")] == [(row["code"], row["until"]) for row in rows]


@pytest.mark.parametrize(
    ("rule_says", "severity", "code", "told"),
    [("ask", "", "class-unknown", "unknown"), ("general", "", "", "general"), ("ask", "一般", "", "general")],
)
def test_an_unknown_class_is_asked_for_or_taken_as_the_rule_says(rule_says, severity, code, told):
    """A fine within 行政处罚法 art. 51 with neither 失信程度 nor 适用程序."""
    row = {**DECIDED, "category": "罚款", "fine": "0.3", "severity": severity}

    assert (code, told) == one(rule(unknown_class=rule_says, **YEAR), row, "code", "severity")
    assert ("" if code else "2027-03-31",) == one(rule(unknown_class=rule_says, **YEAR), row, "until")


def test_a_rule_without_classes_tells_none():
    row = {**DECIDED, "category": "罚款", "fine": "0.3"}

    assert ("", "", "") == one(rule(**BY_TERM), row, "code", "severity", "assumed")


def test_a_class_that_is_not_published_has_neither_end_nor_way_back():
    law = rule(classes={"general": {"longest": "P1Y"}, "slight": {"publish": False, "longest": "P3M"}})
    slight = {**DECIDED, "severity": "轻微"}

    assert ("slight", "") == one(law, slight, "code", "until")
    assert ("", "2026-06-30") == one(law, {**slight, "publish-slight": "是"}, "code", "until")


@pytest.mark.parametrize(("shown", "since"), [("", "2026-11-24"), ("2026-05-01", "2026-05-01")])
def test_from_the_first_public_day_means_today_where_it_was_never_public(shown, since):
    law = rule(start="first-published", **BY_TERM)

    assert (since,) == one(law, {**DECIDED, FIRST_SHOWN: shown}, "since")
    assert ("2026-12-01",) == one(law, {"decided-on": "2026-12-01"}, "since")


def test_the_start_is_what_the_body_says_else_the_rule_else_the_first_day_of_validity():
    listed = {"listed-on": "2026-02-01", "valid-from": "2026-01-01"}

    assert ("2026-02-01",) == one(rule(start="listed-on", **BY_TERM), listed, "since")
    assert ("2026-02-01",) == one(rule(sets=[{"from": "2021-01-01", "start": "listed-on", **BY_TERM}]), listed, "since")
    assert ("2026-01-01",) == one(rule(start=None, **BY_TERM), {"valid-from": "2026-01-01"}, "since")
    assert ("2026-02-01",) == one(rule(start=None, **BY_TERM), listed, "since")


def test_a_year_is_shown_between_its_own_two_days():
    law = rule(per="year", from_day="{year+1}-04-01", until_day="{year+2}-03-31")

    assert ("2026-04-01", "2027-03-31") == one(law, {"year": "2025"}, "since", "until")
    assert ("no-end",) * 3 == tuple(one(law, {"year": year}, "code")[0] for year in ("", "25", "二〇二五"))
    assert ("no-end",) == one(law, {"year": "２０２５"}, "code")


def test_the_days_of_a_year_count_only_for_what_is_told_by_the_year():
    days = {"from_day": "{year+1}-04-01", "until_day": "{year+2}-03-31"}

    assert ("2026-03-31", "2027-03-31") == one(rule(**days, **BY_TERM), {**DECIDED, "year": "2020"}, "since", "until")
    assert ("2026-03-31",) == one(rule(per="year", until_day="{year+2}-03-31"), {**DECIDED, "year": "2025"}, "since")
    by_term = rule(per="year", from_day="{year+1}-04-01", **BY_TERM)
    assert ("2026-04-01", "2027-04-01") == one(by_term, {"year": "2025"}, "since", "until")


def test_a_day_of_the_year_of_another_form_is_a_defect():
    with pytest.raises(ValueError, match="day of the year"):
        days_in_year("{year-1}-04-01", np.array([2026]))


def test_a_term_of_days_alone_is_one():
    assert ("2026-04-10",) == one(rule(term={"longest": "P10D"}), DECIDED, "until")


@pytest.mark.parametrize(
    ("valid_until", "open_ended", "expected"),
    [
        ("2026-12-31", False, ("2026-12-31", "")), ("9999-12-31", False, ("", "no-end")),
        ("9999-12-31", True, ("9999-12-31", "")), ("", True, ("", "no-end")),
    ],
)  # fmt: skip
def test_a_licence_is_shown_until_it_ends_and_without_an_end_only_where_the_rule_lets_it(
    valid_until, open_ended, expected
):
    law = rule(until="valid-until", open_ended=open_ended)

    assert expected == one(law, {**DECIDED, "valid-until": valid_until}, "until", "code")


def test_what_only_an_authority_removes_has_no_end_until_it_does():
    law = rule(until="removed-by-authority")

    assert ("9999-12-31",) == one(law, DECIDED, "until")
    assert ("2026-10-31",) == one(law, {**DECIDED, "removed-on": "2026-11-01"}, "until")


def test_the_departments_own_end_wins_where_it_is_earlier():
    assert ("2026-12-31",) == one(rule(**YEAR), {**DECIDED, "public-until": "2026-12-31"}, "until")
    assert ("2027-03-31",) == one(rule(**YEAR), {**DECIDED, "public-until": "2028-12-31"}, "until")


@pytest.mark.parametrize(
    ("row", "day", "until"),
    [
        ({}, date(2027, 3, 31), "2027-03-31"),  # its last day: the term still holds
        ({}, date(2027, 4, 1), "9999-12-31"),
        ({"corrected-on": "2027-04-01"}, date(2027, 4, 1), "2027-03-31"),
        ({"corrected-on": "2027-04-02"}, date(2027, 4, 1), "9999-12-31"),
        ({"sector": "其他"}, date(2027, 4, 1), "2027-03-31"),
        ({"sector": "税务"}, date(2027, 4, 1), "2027-03-31"),
    ],
)
def test_what_is_not_corrected_at_the_end_of_its_term_stays_where_its_sector_says_so(row, day, until):
    law = rule(uncorrected={"建筑": "stays", "税务": "ends"}, **YEAR)

    assert (until,) == one(law, {**DECIDED, "sector": "建筑", **row}, "until", on=day)


@pytest.mark.parametrize("status", ["无效", "撤销", "注销", "吊销"])
def test_a_revoked_licence_is_not_in_force_where_the_rule_asks(status):
    row = {**DECIDED, "status": status}

    assert ("not-in-force", "") == (
        *one(rule(until_revoked=True, **YEAR), row, "code"),
        *one(rule(**YEAR), row, "code"),
    )
    assert ("",) == one(rule(until_revoked=True, **YEAR), {**DECIDED, "status": "有效"}, "code")


@pytest.mark.parametrize(
    ("said", "row", "repairable"),
    [
        ({}, {}, "2026-06-30"),
        ({}, {"restraint-until": "2026-08-31"}, "2026-09-01"),
        ({}, {"restraint-until": "2026-05-31"}, "2026-06-30"),
        ({"no_early_end": ["建筑"]}, {"sector": "建筑"}, ""),
        ({"no_early_end": ["建筑"]}, {"sector": "其他"}, "2026-06-30"),
        ({"early": {"after": "P6M", "from": "corrected-on"}}, {"corrected-on": "2026-05-01"}, "2026-11-01"),
        ({"early": {"after": "P1M", "from": "corrected-on"}}, {"corrected-on": "2026-04-01"}, "2026-06-30"),
        ({"early": {"after": "P6M", "from": "corrected-on"}}, {}, ""),
    ],
)
def test_repair_may_be_asked_for_after_the_shortest_period_and_what_else_blocks_it(said, row, repairable):
    assert (repairable,) == one(rule(**said, **YEAR), {**DECIDED, **row}, "repairable")


def test_an_early_end_may_do_without_a_shortest_period():
    law = rule(early={"after": "P6M", "from": "listed-on"}, term={"longest": "P3Y"})

    assert ("2026-08-01",) == one(law, {"listed-on": "2026-02-01"}, "repairable")


def test_cells_are_read_once_for_many_days():
    cells = read_cells(frame(DECIDED))

    assert [terms(rule(**YEAR), frame(DECIDED), day).to_dict() for day in (TODAY, date(2028, 1, 1))] == [
        terms_of(rule(**YEAR), cells, day).to_dict() for day in (TODAY, date(2028, 1, 1))
    ]


def test_a_year_is_a_whole_number_and_what_is_none_is_below_all():
    cells = read_cells(frame({"year": "2025"}, {"year": "二〇二五"}))

    assert ("int64", [2025, -1]) == (str(cells.year.dtype), cells.year.tolist())


@pytest.mark.parametrize(("transition", "texts"), [("earlier", ["b", "c"]), ("old", ["b"]), ("new", ["c"])])
def test_only_the_sets_that_a_period_comes_from_are_named_for_it(transition: str, texts: list[str]):
    days = ("2019-01-01", "2021-01-01", "2026-04-01", "2027-01-01")
    sets = [{"from": day, "basis": name, "term": {"longest": "P1Y"}} for day, name in zip(days, "abcd", strict=True)]

    asked = bodies_asked(rule(transition=transition, sets=sets), frame(DECIDED), TODAY)

    assert texts == [body.basis for body in asked]


def test_a_rule_without_sets_is_named_itself():
    law = rule(**YEAR)

    assert [law] == bodies_asked(law, frame(DECIDED), TODAY)


def test_the_rule_sets_that_are_asked_about_a_row_can_be_told():
    about = case("penalties", [{"decided-on": "2020-01-01"}, {"decided-on": "2026-11-01"}])

    asked = [[body.basis for body in about.periods_asked(place)] for place in (0, 1)]

    assert [["ndrc-2019-527", "ndrc-order-36"], ["ndrc-order-36"]] == asked


def test_a_rule_set_that_is_not_yet_in_force_is_not_asked_about_a_row():
    about = case("penalties", [{"decided-on": "2020-01-01"}], on="2026-03-31")

    assert ["ndrc-2019-527", "ndrc-order-58"] == [body.basis for body in about.periods_asked(0)]


# Mutants that no test can notice:
# + has_term = one.mask & (one.spans.longest[1] >= 0)
#   A length has both months and days, or neither.
