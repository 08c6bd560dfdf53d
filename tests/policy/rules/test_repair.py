"""七(一)(二), 令36: the five actions, and from when repair may be asked for."""

import pytest

from generator.model.catalogue import Based, Dataset
from generator.policy.rules.repair import judge
from tests.policy.rules.desk import case, ruling, said, with_credit

ROW = {"decided-on": "2026-09-14", "severity": "一般"}


@pytest.mark.parametrize("action", ["移出", "终止公示", "屏蔽", "删除"])
def test_four_actions_end_the_publication(action):
    about = case("penalties", [ROW], ruled=[(ruling("repairs", action=action), [0])])

    assert [["repaired"]] == said(judge, about)


@pytest.mark.parametrize(
    ("dataset", "decided_on", "code"),
    [
        ("penalties", "2026-03-31", "repair-annotated"),
        ("penalties", "2026-04-01", "repaired"),
        ("licences", "2026-04-01", "repair-annotated"),
    ],
)
def test_a_mark_keeps_a_record_up_only_before_order_36_or_outside_bad_records(dataset, decided_on, code):
    row = {"decided-on": "2026-09-14"}
    about = case(dataset, [row], ruled=[(ruling("repairs", 2, decided_on, action="标注"), [0])])

    assert [[code]] == said(judge, about)


def test_a_reinstatement_counts_only_when_it_is_strictly_later():
    repaired = ruling("repairs", 2, "2026-11-01", action="终止公示")
    again = [ruling("reinstatements", 2, day) for day in ("2026-11-01", "2026-11-02")]

    found = [said(judge, case("penalties", [ROW], ruled=[(repaired, [0]), (one, [0])])) for one in again]

    assert [[["repaired"]], [[]]] == found


@pytest.mark.parametrize(
    ("day", "codes"),
    [("2026-12-13", []), ("2026-12-14", ["repairable-from"]), ("2027-09-14", ["repairable-from"]), ("2027-09-15", [])],
    ids=["before", "the first day", "the last day", "expired"],
)
def test_repair_may_be_asked_for_after_the_shortest_period_until_the_last_day(day, codes):
    assert [codes] == said(judge, case("penalties", [ROW], on=day))


@pytest.mark.parametrize("row", [{**ROW, "severity": "轻微"}, {**ROW, "valid-until": "某日"}], ids=["slight", "no end"])
def test_what_is_not_published_has_no_end_that_could_come_early(row):
    assert [[]] == said(judge, case("penalties", [row], on="2027-01-01"))


def test_a_restraint_with_a_term_blocks_repair_until_it_is_over():
    row = {"listed-on": "2026-01-05", "corrected-on": "2026-02-01", "restraint-until": "2026-11-24"}
    dataset = with_restraint("serious-unpaid-wages")

    found = [said(judge, case(dataset, [row], on=day)) for day in ("2026-11-24", "2026-11-25")]

    assert [[[]], [["repairable-from"]]] == found


def with_restraint(name: str):
    """The list with a column for the end of a restraint."""
    dataset = with_credit(name)
    spare = dataset.fields[0].model_copy(
        update={"name": "限制期限至", "credit": dataset.fields[0].credit.model_copy(update={"role": "restraint-until"})}
    )
    table = dataset.table.model_copy(update={"fields": (*dataset.fields, spare)})
    return Dataset(name=dataset.name, title=dataset.title, credit=dataset.credit, schema=table)


def test_what_cannot_be_repaired_is_never_repairable():
    never = with_credit("penalties", repairable=Based(value=False, basis="administrative-penalty-law"))

    assert [[]] == said(judge, case(never, [ROW], on="2027-01-01"))
