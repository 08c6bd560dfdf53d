"""Who stands on which list, and which listings fell: what the exits from the red list hang on."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from generator.model import parts
from generator.model.facts import Tombstone
from generator.model.rulings import Ruling
from generator.model.verdict import verdict
from generator.policy.identity import record_id
from generator.policy.listings import find_listed, ids_said, overturned, standing, without_lifted
from tests.policy.rules.desk import example, ruling

KEY = b"k" * 32
SERIOUS = "serious-market"


def listed(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[parts.CODE, parts.NAME, parts.RECORD_ID, parts.PENDING], dtype="str")


def test_a_listing_counts_unless_it_is_withheld_or_contested():
    rows = listed(("A", "甲", "1", ""), ("B", "乙", "2", "2026-01-01"), ("C", "丙", "3", ""), ("D", "丁", "4", ""))
    found = [
        verdict("expired", np.array([False, False, True, False])),
        verdict("person-withheld", np.array([False, False, False, True])),
        verdict("late-publication", np.array([True, False, False, False]), effect="note"),
    ]

    assert ["1", "4"] == standing(rows, found)[parts.RECORD_ID].tolist()


def test_a_red_list_entry_is_listed_by_code_with_every_cause_and_else_a_namesake():
    listings = listed(("A", "甲", "r2", ""), ("A", "甲", "r1", ""), ("", "丙", "r3", ""), ("", "", "r4", ""))
    red = listed(("B", "乙", "", ""), ("A", "甲", "", ""), ("C", "丙", "", ""), ("", "", "", ""), ("A", "丙", "", ""))

    found = find_listed(red, listings)

    assert ([1, 1, 4, 4], ("r1", "r2", "r1", "r2"), [2]) == (
        found.rows.tolist(), found.causes, found.namesakes.tolist(),
    )  # fmt: skip


def lines(*rulings: tuple[str, int, str, dict[str, str]]) -> list[tuple[Ruling, list[str]]]:
    """Rulings of one listing, each with the id it hits."""
    return [
        (ruling(file, line, day, dataset=SERIOUS, record_number="1", subject_code="A", **more), ["hit"])
        for file, line, day, more in rulings
    ]


FELL = [
    ("objections", {"status": "撤销"}, True),
    ("objections", {"status": "维持"}, False),
    ("withdrawals", {"kind": "撤销"}, True),
    ("withdrawals", {"kind": "确认违法"}, True),
    ("withdrawals", {"kind": "确认无效"}, True),
    ("withdrawals", {"kind": "变更"}, False),
    ("repairs", {"action": "移出"}, False),
]


@pytest.mark.parametrize(("file", "more", "fell"), FELL)
def test_an_overturned_listing_fell_and_a_repaired_one_did_not(file: str, more: dict[str, str], fell: bool):
    found = overturned(example(), KEY, lines((file, 2, "2026-03-01", more)), [])

    assert fell == ("hit" in found)
    assert fell == (record_id(KEY, f"{SERIOUS}|market-regulation|1|A") in found)


@pytest.mark.parametrize(("day", "fell"), [("2026-03-01", True), ("2026-03-02", False)])
def test_a_listing_that_was_reinstated_strictly_later_stands_again(day: str, fell: bool):
    withdrawn = ("withdrawals", 2, "2026-03-01", {"kind": "撤销"})
    again = [("reinstatements", 3, day, {"reason": "重新核实"}), ("reinstatements", 4, "2026-02-01", {})]

    assert fell == ("hit" in overturned(example(), KEY, lines(withdrawn, *again), []))


def test_a_later_status_of_an_objection_takes_an_earlier_one_back():
    upheld = ("objections", 2, "2026-03-01", {"status": "撤销"})
    again = ("objections", 3, "2026-03-02", {"status": "受理"})

    assert frozenset() == overturned(example(), KEY, lines(again, upheld), [])


def test_a_listing_whose_objection_was_upheld_on_an_earlier_night_fell():
    stones = [
        Tombstone(SERIOUS, "old", "", date(2026, 3, 1), "objection-upheld"),
        Tombstone(SERIOUS, "repaired", "", date(2026, 3, 1), "repaired"),
        Tombstone("penalties", "other", "", date(2026, 3, 1), "objection-upheld"),
    ]

    assert frozenset({"old"}) == overturned(example(), KEY, [], stones)


def test_rulings_about_other_datasets_and_without_a_day_overturn_nothing():
    other = ruling("withdrawals", 2, "2026-03-01", dataset="penalties", record_number="1", kind="撤销")
    undated = ruling("withdrawals", 3, None, dataset=SERIOUS, record_number="1", kind="撤销")

    assert frozenset() == overturned(example(), KEY, [(other, ["a"]), (undated, ["b"])], [])


def test_exits_that_a_fallen_listing_caused_are_lifted_and_no_others():
    def stone(code: str, cause: str) -> Tombstone:
        return Tombstone("red-list-tax-a", "x", "", date(2026, 3, 1), code, cause)

    stones = [
        stone("red-list-conflict", "fell"),
        stone("red-list-conflict", "stands"),
        stone("red-list-revoked", "fell"),
    ]

    assert stones[1:] == without_lifted(stones, frozenset({"fell"}))


def test_a_record_is_told_by_number_and_subject_under_every_id_of_its_department():
    dataset = example().dataset(SERIOUS)
    by_code = ruling("repairs", record_number="第1号", subject_code="a ", department="market-regulation")
    former = example().department("market-regulation").formerly

    found = ids_said(example(), dataset, by_code, KEY)

    ids = ("market-regulation", *former)
    assert [record_id(KEY, f"{SERIOUS}|{one}|1|A") for one in ids] == found
    assert [] == ids_said(example(), dataset, ruling("repairs", record_number="1"), KEY)


def test_rulings_about_several_listings_stand_beside_each_other():
    def about(file: str, line: int, day: str | None, hit: str, **more: str) -> tuple[Ruling, list[str]]:
        return ruling(file, line, day, dataset=SERIOUS, **more), [hit]

    found = overturned(
        example(),
        KEY,
        [
            about("withdrawals", 2, None, "undated", kind="撤销"),
            about("withdrawals", 3, "2026-03-01", "c", kind="撤销"),
            about("withdrawals", 4, "2026-03-01", "a", kind="撤销"),
            about("withdrawals", 5, "2026-03-01", "b", kind="撤销"),
            about("objections", 2, "2026-03-02", "d", status="撤销"),
            about("objections", 3, "2026-03-02", "e", status="撤销"),
            about("reinstatements", 2, "2026-03-03", "a"),
            about("reinstatements", 3, "2026-03-04", "b"),
        ],
        [],
    )

    assert frozenset({"c", "d", "e"}) == found


@pytest.mark.parametrize(("day", "fell"), [("2026-03-01", True), ("2026-03-02", False)])
def test_a_listing_whose_objection_was_upheld_stands_again_by_a_later_reinstatement(day: str, fell: bool):
    upheld = ("objections", 2, "2026-03-01", {"status": "撤销"})

    assert fell == ("hit" in overturned(example(), KEY, lines(upheld, ("reinstatements", 3, day, {})), []))


def test_a_ruling_that_names_its_department_is_about_no_other():
    dataset = example().dataset("penalties")
    mine, any_ = (ruling("repairs", record_number="1", subject_code="A", department=one) for one in ("transport", ""))
    departments = [example().department(one) for one in dataset.credit.deliver.departments]

    found = [ids_said(example(), dataset, one, KEY) for one in (mine, any_)]

    known = [[one.id, *one.formerly] for one in departments]
    assert [
        record_id(KEY, f"penalties|{one}|1|A") for one in ("transport", *example().department("transport").formerly)
    ] == found[0]
    assert [record_id(KEY, f"penalties|{one}|1|A") for ids in known for one in ids] == found[1]


def test_the_values_of_a_key_are_told_one_by_one_and_may_be_missing():
    dataset = example().dataset(SERIOUS)
    two = ruling("repairs", record_number="第1号|乙", subject_code="A", department="market-regulation")
    none = ruling("repairs", subject_code="A", department="market-regulation")

    found = [ids_said(example(), dataset, one, KEY)[0] for one in (two, none)]

    assert [record_id(KEY, f"{SERIOUS}|market-regulation|{rest}") for rest in ("1|乙|A", "A")] == found


# Mutants that no test can notice:
# + counts[one.rows] = None
# + alike[hit["row"]] = None
#   In an array of truth values nothing is written as false.
# + hit = rows[rows[parts.CODE].isin(coded[parts.CODE])].merge(coded, on=None)
# + hit = rows[rows[parts.CODE].isin(coded[parts.CODE])].merge(coded, )
#   The code is the only column that both have, and so what they are merged by in any case.
