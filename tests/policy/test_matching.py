"""Which records a ruling hits, in a table of ten: numbers, codes and names in every combination."""

import numpy as np
import pandas as pd
import pytest

from generator.model.rulings import Ruling
from generator.policy.matching import Match, could_be_meant, match_all, wanted_of
from tests.policy.rules.desk import example, ruling

COLUMNS = ["dataset", "@department", "@number", "@code", "@name", "@key", "@record"]
KEYS = pd.DataFrame(
    [
        ["penalties", "market-regulation", "黄罚1", "A1", "甲公司", "penalties|market-regulation|黄罚1|A1", "r0"],
        ["penalties", "market-regulation", "黄罚1", "", "乙公司", "penalties|market-regulation|黄罚1|乙公司", "r1"],
        ["penalties", "market-regulation", "黄罚2", "A1", "甲公司", "penalties|market-regulation|黄罚2|A1", "r2"],
        ["penalties", "tax", "黄罚2", "A2", "丙公司", "penalties|tax|黄罚2|A2", "r3"],
        ["licences", "market-regulation", "黄罚1", "A1", "甲公司", "licences|market-regulation|黄罚1|A1|证1", "r4"],
        ["red-list-tax-a", "tax", "", "A1", "甲公司", "red-list-tax-a|tax|2025|A1", "r5"],
        ["red-list-tax-a", "tax", "", "A1", "甲公司", "red-list-tax-a|tax|2024|A1", "r6"],
        ["penalties", "market-regulation", "", "A1", "甲公司", "penalties|market-regulation||A1", "r7"],
        ["red-list-tax-a", "tax", "", "A2", "", "red-list-tax-a|tax|2025|A2", "r8"],
        ["red-list-tax-a", "tax", "", "A3", "丙公司", "red-list-tax-a|tax|2025|乙|A3", "r9"],
    ],
    columns=COLUMNS,
    dtype="str",
)


def hits(*rulings: Ruling) -> list[tuple[list[int], bool]]:
    return [(one.rows.tolist(), one.exact) for one in match_all(example(), rulings, KEYS)]


def about(number: str = "", **cells: str) -> Ruling:
    return ruling("repairs", action="移出", record_number=number, **{"dataset": "penalties", **cells})


@pytest.mark.parametrize(
    ("cells", "rows", "is_exact"),
    [
        ({"number": "第黄罚１号", "subject_code": "a1"}, [0], True),
        ({"number": "黄罚1", "subject_name": "乙 公司"}, [1], True),
        ({"number": "黄罚1", "subject_code": "A1", "subject_name": "乙公司"}, [0], True),
        ({"number": "黄罚1"}, [0, 1], False),
        ({"number": "黄罚1", "subject_code": "A9"}, [0, 1], False),
        ({"number": "黄罚1", "subject_name": "丁公司"}, [0, 1], False),
        ({"number": "黄罚2"}, [2, 3], False),
        ({"number": "黄罚2", "department": "tax"}, [3], True),
        ({"number": "黄罚2", "department": "tax", "subject_code": "A1"}, [3], False),
        ({"number": "黄罚9", "subject_code": "A1"}, [], True),
        ({"number": "", "subject_code": "A1"}, [], True),
        ({"number": "黄罚1", "dataset": "watch-abnormal-operations"}, [], True),
        ({"number": "黄罚1", "dataset": "licences", "subject_code": "A1"}, [4], True),
    ],
)
def test_a_number_matches_with_its_subject_and_alone_only_where_one_record_has_it(cells, rows, is_exact):
    """A code alone never matches; any other hit on the number is for a person to settle."""
    assert [(rows, is_exact)] == hits(about(**cells))


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ({"number": "2025", "subject_code": "A1"}, [5]),
        ({"number": "202", "subject_code": "A1"}, []),
        ({"subject_code": "A1"}, [5, 6]),
        ({"subject_name": "甲公司"}, [5, 6]),
        ({"subject_code": "A1", "department": "market-regulation"}, []),
        ({"subject_code": "A9", "subject_name": "甲公司"}, []),
        ({"number": "2025"}, []),
    ],
)
def test_without_record_numbers_the_other_values_of_the_key_tell_or_the_subject_alone(cells, rows):
    assert [(rows, True)] == hits(about(**{"dataset": "red-list-tax-a", **cells}))


@pytest.mark.parametrize(
    "place", [{"record_id": "r3"}, {"url": "https://example.test/record/r3/r3.html"}, {"record_id": "r3", "url": "/r0"}]
)
def test_a_takedown_names_a_record_by_its_id_or_its_address(place):
    assert [([3], True)] == hits(ruling("takedowns", dataset="penalties", **place))


def test_a_later_line_of_the_document_takes_the_place_of_the_earlier_one_about_the_same_record():
    lines = [about("黄罚2", subject_code="A1", document="决1"), about("黄罚2", subject_code="A1", document="决1")]

    assert [([2], True)] == hits(*lines)


def test_a_later_line_about_another_record_lets_the_earlier_one_stand():
    lines = [about("黄罚2", subject_code="A1", document="决1"), about("黄罚2", subject_code="A2", document="决1")]

    assert [([2], True), ([3], True)] == hits(*lines)


def test_a_later_line_takes_only_the_records_it_names_out_of_an_earlier_one():
    both = about(dataset="red-list-tax-a", subject_code="A1", document="决1")
    one = about("2025", dataset="red-list-tax-a", subject_code="A1", document="决1")

    assert [([6], True), ([5], True)] == hits(both, one)


@pytest.mark.parametrize("other", [{"authority": "乙局"}, {"document": "决2"}, {"document": ""}])
def test_a_line_of_another_authority_or_document_or_of_none_replaces_nothing(other):
    first = about("黄罚2", subject_code="A1", authority="甲局", document="决1")
    again = about("黄罚2", subject_code="A1", **{"authority": "甲局", "document": "决1", **other})

    assert [([2], True), ([2], True)] == hits(first, again)


def test_lines_without_a_document_stand_beside_each_other():
    assert [([2], True), ([2], True)] == hits(about("黄罚2", subject_code="A1"), about("黄罚2", subject_code="A1"))


def test_a_line_that_could_mean_several_is_settled_by_a_later_one_that_is_exact():
    unclear, clear = about("黄罚1", document="决1"), about("黄罚1", subject_code="A1", document="决1")

    assert [([0], True)] == hits(unclear, clear)
    assert [([0, 1], False), ([0, 1], False)] == hits(unclear, unclear)


def test_a_line_that_could_mean_several_is_not_settled_by_one_about_another_record():
    """One document repairs many records: a record sent again without its code would be public again."""
    unclear, other = about("黄罚1", document="决1"), about("黄罚2", subject_code="A2", document="决1")

    assert [([0, 1], False), ([3], True)] == hits(unclear, other)


@pytest.mark.parametrize("subject", [{"subject_code": "A9"}, {"subject_name": "丁公司"}])
def test_a_line_that_names_somebody_else_is_not_settled_by_one_about_another_record_and_subject(subject):
    unclear, other = about("黄罚1", document="决1", **subject), about("黄罚2", subject_code="A2", document="决1")

    assert [([0, 1], False), ([3], True)] == hits(unclear, other)


@pytest.mark.parametrize("subject", [{"subject_code": "A2"}, {"subject_name": "丙 公司"}])
def test_a_line_whose_number_met_another_subject_is_settled_by_the_mended_number(subject):
    wrong, right = about("黄罚1", document="决1", **subject), about("黄罚2", document="决1", **subject)

    assert [([3], True)] == hits(wrong, right)
    assert [([0, 1], False)] == hits(wrong)


def test_a_line_that_meets_nothing_stands_to_be_reported_after_a_later_one():
    nothing, found = about("黄罚9", document="决1"), about("黄罚2", subject_code="A1", document="决1")

    assert [([], True), ([2], True)] == hits(nothing, found)


def test_a_line_taken_out_by_one_is_not_brought_back_by_the_next():
    line = about("黄罚2", subject_code="A1", document="决1")

    assert [([2], True)] == hits(line, line, line)


def test_a_match_keeps_the_ruling_it_comes_from():
    line = about("黄罚2", subject_code="A1")

    (found,) = match_all(example(), (line,), KEYS)

    assert isinstance(found, Match)
    assert line is found.ruling
    assert np.int64 == found.rows.dtype


def test_a_record_id_that_nobody_has_leads_to_the_rows_of_its_last_number_and_is_not_exact():
    """They may be the record with another subject, which is for a person to say."""
    takedown = ruling("takedowns", dataset="penalties", record_id="r9")

    [found] = match_all(example(), (takedown,), KEYS, {"r9": np.array([2, 3])})

    assert ([2, 3], False) == (found.rows.tolist(), found.exact)


def test_a_record_that_nobody_has_tonight_may_be_any_under_its_last_number():
    by_id = ruling("takedowns", dataset="penalties", record_id="gone")

    (found,) = match_all(example(), (by_id,), KEYS, {"gone": np.array([3])})

    assert ([3], False) == (found.rows.tolist(), found.exact)


def test_what_is_left_of_a_ruling_is_still_that_ruling():
    both = about(dataset="red-list-tax-a", subject_code="A1", document="决1")
    one = about("2025", dataset="red-list-tax-a", subject_code="A1", document="决1")

    assert [both, one] == [match.ruling for match in match_all(example(), (both, one), KEYS)]


def test_in_a_dataset_without_numbers_a_name_is_that_name_and_no_name_is_nobody():
    by_code, by_name = (
        about(dataset="red-list-tax-a", **cell) for cell in ({"subject_code": "A2"}, {"subject_name": "甲公司"})
    )
    nobody = about("2025", dataset="red-list-tax-a")

    assert [([8], True), ([5, 6], True), ([], True)] == hits(by_code, by_name, nobody)


def test_other_values_of_a_key_are_folded_one_by_one():
    assert [([9], True)] == hits(about("第2025号|乙", dataset="red-list-tax-a", subject_code="A3"))


def test_a_row_that_is_known_under_two_names_is_hit_once():
    twice = pd.concat([KEYS, KEYS.iloc[[2]]])

    (found,) = match_all(example(), (about("黄罚2", subject_code="A1"),), twice)

    assert ([2], True) == (found.rows.tolist(), found.exact)


def test_whatever_a_ruling_meets_it_is_that_ruling():
    lost, there, nowhere = (ruling("takedowns", dataset="penalties", record_id=one) for one in ("gone", "r3", "never"))
    other = about("1", dataset="watch-abnormal-operations")

    found = match_all(example(), (lost, there, nowhere, other), KEYS, {"gone": np.array([3])})

    assert [lost, there, nowhere, other] == [one.ruling for one in found]
    assert [[3], [3], [], []] == [one.rows.tolist() for one in found]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ({"record_number": "第黄罚２号"}, [2, 3]),
        ({"subject_code": "a2"}, [3, 8]),
        ({"subject_name": "乙 公司"}, [1]),
        ({"record_id": "r5"}, [5]),
        ({"url": "https://example.test/record/r6/r6.html"}, [6]),
        ({"record_number": "黄罚9"}, []),
        ({}, []),
    ],
)
def test_every_row_of_a_number_code_name_or_id_that_is_named_could_be_meant(cells, rows):
    """A row that is left out here is met by no ruling: it would stay up."""
    named = wanted_of([ruling("takedowns", **cells)])

    assert rows == np.flatnonzero(could_be_meant(named, KEYS)).tolist()


def test_rows_that_could_not_be_meant_may_be_left_out():
    rulings = (
        about("黄罚1", subject_code="A1"),
        about("黄罚2"),
        about("2025", dataset="red-list-tax-a", subject_code="A3"),
        about(dataset="red-list-tax-a", subject_name="丙公司"),
        ruling("takedowns", record_id="r4"),
    )
    few = KEYS[could_be_meant(wanted_of(rulings), KEYS)]

    found = match_all(example(), rulings, few)

    assert len(few) < len(KEYS)
    assert hits(*rulings) == [(one.rows.tolist(), one.exact) for one in found]


# Mutants that no test can notice:
# + mask |= keys[column].isin(values).to_numpy(dtype=None)
#   It is a column of truths already.
