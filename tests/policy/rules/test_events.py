"""Rulings and flags that take single rows down: access, sealing, takedowns, withdrawals, removals, doubt."""

from dataclasses import replace

import numpy as np
import pytest

from generator.model.catalogue import Criteria
from generator.model.facts import Graves, Ruled
from generator.policy.rules import access, commitment, parity, red_list, sealed, takedown, unresolved, withdrawal
from tests.policy.rules.desk import case, ruling, said, with_credit


@pytest.mark.parametrize("access_", ["on-request", "government", "closed"])
def test_an_item_that_is_not_public_shows_nothing(access_):
    assert [["not-public"]] == said(access.judge, case(with_credit("licences", access=access_), [{}]))


@pytest.mark.parametrize(
    ("word", "codes"),
    [("可向社会公开", []), ("特定范围内公开", ["not-public"]), ("不可公开", ["not-public"]), ("", ["not-public"])],
)
def test_a_row_is_shown_only_under_the_one_word(word, codes):
    assert [codes] == said(access.judge, case("commitments", [{"row-access": word}]))


@pytest.mark.parametrize(("day", "codes"), [("2025-12-31", []), ("2026-01-01", ["sealed"])])
def test_public_security_penalties_are_sealed_since_2026(day, codes):
    row = {"basis-text": "《中华人民共和国治安管理处罚法》第二十六条"}

    assert [codes] == said(sealed.judge, case("penalties", [row], on=day))


def undated_takedown(rows: list[dict[str, str]], graves: Graves, back_on: str) -> list[list[str]]:
    """What is said where a takedown without a date names the first row, and a reinstatement of a day as well."""
    ruled = [(ruling("takedowns", 2, None), [0]), (ruling("reinstatements", 3, back_on), [0])]
    return said(takedown.judge, case("penalties", rows, ruled=ruled, graves=graves))


def test_a_takedown_without_a_date_lets_go_only_after_the_day_it_was_first_followed():
    graves = Graves(np.array([0]), np.array(["2026-11-20"], dtype="datetime64[D]"), np.array(["taken-down"]))
    found = [undated_takedown([{}], graves, back_on=day) for day in ("2026-11-20", "2026-11-21")]

    assert [[["taken-down"]], [[]]] == found


def test_a_takedown_that_was_never_followed_is_followed():
    lines = [(ruling("takedowns", 2, None), [0]), (ruling("reinstatements", 3, "2026-11-21"), [0])]

    assert [["taken-down"]] == said(takedown.judge, case("penalties", [{}], ruled=lines))


@pytest.mark.parametrize("kind", ["变更", "撤销", "确认违法", "确认无效"])
def test_four_kinds_of_withdrawal_are_final(kind):
    lines = [(ruling("withdrawals", kind=kind), [0]), (ruling("withdrawals", 3, "2026-11-02", kind="恢复执行"), [0])]

    assert [["decision-withdrawn"]] == said(withdrawal.judge, case("penalties", [{}], ruled=lines))


@pytest.mark.parametrize("kind", ["停止执行", "中止执行"])
def test_a_decision_rests_until_it_goes_on(kind):
    rest = (ruling("withdrawals", kind=kind), [0])
    again = (ruling("withdrawals", 3, "2026-11-02", kind="恢复执行"), [0])

    found = [said(withdrawal.judge, case("penalties", [{}], ruled=lines)) for lines in ([rest], [rest, again])]

    assert [[["decision-suspended"]], [[]]] == found


def test_a_removal_strikes_an_entry_off_a_red_list():
    lines = [(ruling("removals", reason="认定有误"), [1])]

    assert [[], ["red-list-revoked"]] == said(red_list.judge, case("red-list-tax-a", [{}, {}], ruled=lines))


def test_a_ruling_that_could_mean_several_records_withholds_them_all():
    doubt = Ruled(ruling("repairs", action="移出"), np.array([0, 2]), is_exact=False)
    about = case("penalties", [{}, {}, {}])
    about = replace(about, facts=replace(about.facts, ruled=(doubt,)))

    assert [["ruling-unresolved"], [], ["ruling-unresolved"]] == said(unresolved.judge, about)


def test_a_ruling_that_means_one_record_leaves_nothing_open_beside_one_that_does_not():
    clear = Ruled(ruling("repairs", action="移出"), np.array([0]), is_exact=True)
    doubt = Ruled(ruling("repairs", action="移出"), np.array([1]), is_exact=False)
    about = case("penalties", [{}, {}])
    about = replace(about, facts=replace(about.facts, ruled=(clear, doubt, clear)))

    assert [[], ["ruling-unresolved"]] == said(unresolved.judge, about)


def test_a_commitment_leaves_with_the_record_it_was_made_for():
    about = case("commitments", [{}, {}], related={commitment.REPAIRED_WITH: np.array([0])})

    assert [["repaired"], []] == said(commitment.judge, about)


@pytest.mark.parametrize(
    ("how", "codes"), [("report", ["parity-extra"]), ("enforce", ["parity-extra", "parity-removed"])]
)
def test_parity_is_reported_or_followed(how, codes):
    about = case(with_credit("penalties", parity=how), [{}], related={parity.EXTRA: np.array([0])})

    assert [codes] == said(parity.judge, about)


@pytest.mark.parametrize(("recognised", "codes"), [("2026-11-01", ["red-list-revoked"]), ("2026-11-02", [])])
def test_a_removal_holds_until_a_recognition_dated_after_it(recognised: str, codes: list[str]):
    lines = [(ruling("removals", 2, "2026-11-01", reason="认定有误"), [0])]

    found = said(red_list.judge, case("red-list-customs-aeo", [{"listed-on": recognised}, {}], ruled=lines))

    assert [codes, []] == found


def test_a_removal_without_a_day_is_outlived_by_no_recognition():
    lines = [(ruling("removals", 2, None, reason="认定有误"), [0, 1])]
    rows = [{"listed-on": "2026-11-02"}, {"listed-on": ""}]

    found = said(red_list.judge, case("red-list-customs-aeo", rows, ruled=lines))

    assert [["red-list-revoked"], ["red-list-revoked"]] == found


@pytest.mark.parametrize(
    ("day", "recognised", "codes"),
    [
        ("2026-11-23", "2026-11-01", []),
        ("2026-11-24", "2026-11-01", ["red-list-revoked"]),
        ("2026-11-24", "2026-11-23", ["red-list-revoked"]),
        ("2026-11-24", "2026-11-24", []),
    ],
)
def test_criteria_let_go_from_their_day_on_of_whom_they_recognised_before_it(day, recognised, codes):
    criteria = Criteria(document="customs-order-251", replaced_on="2026-11-24")
    dataset = with_credit("red-list-customs-aeo", criteria=criteria)

    assert [codes] == said(red_list.judge, case(dataset, [{"listed-on": recognised}], on=day))


def test_a_takedown_counts_from_the_first_of_its_own_tombstones():
    """A stone of another cause is no takedown that was followed."""
    days = np.array(["2026-11-22", "2026-11-20", "2026-11-10"], dtype="datetime64[D]")
    graves = Graves(np.array([0, 0, 0]), days, np.array(["taken-down", "taken-down", "repaired"]))
    found = [undated_takedown([{}, {}], graves, back_on=day) for day in ("2026-11-15", "2026-11-21")]

    assert [[["taken-down"], []], [[], []]] == found


def test_a_dated_takedown_holds_whatever_was_there_before():
    lines = [(ruling("takedowns", 2, "2026-11-01"), [0, 1])]

    assert [["taken-down"], ["taken-down"]] == said(takedown.judge, case("penalties", [{}, {}], ruled=lines))


def test_without_a_repaired_record_no_commitment_leaves():
    assert [[]] == said(commitment.judge, case("commitments", [{}]))


@pytest.mark.parametrize(("theirs", "codes"), [("2027-09-13", ["parity-longer"]), ("2027-09-14", [])])
def test_a_record_is_shown_too_long_when_the_department_itself_ends_before(theirs: str, codes: list[str]):
    rows = [{"decided-on": "2026-09-14", "severity": "一般"}] * 2

    assert [codes, []] == said(parity.judge, case("penalties", rows, theirs={0: theirs}))
