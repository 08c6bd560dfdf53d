"""What a removed record is known by when it is delivered again."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from generator.model.facts import Tombstone
from generator.policy.identity import likenesses, record_id
from generator.policy.likeness import bear_mark, find_graves, find_twins, known_by, mark_rows, marks_of
from tests.policy.rules.desk import example, without_roles

KEY = b"k" * 32
PENALTIES = example().dataset("penalties")


def frame(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Rows of number, code, day, category and the number that is replaced."""
    columns = ["@number", "@code", *(PENALTIES.named(role) for role in ("decided-on", "category", "replaces"))]
    made = pd.DataFrame(rows, columns=columns, dtype="str")
    return made.assign(**{"@key": "penalties|tax|" + made["@number"] + "|" + made["@code"]})


def stone(record: str = "", likeness: str = "", removed_on: date = date(2026, 3, 1)) -> Tombstone:
    return Tombstone("penalties", record, likeness, removed_on, "repaired")


def mark(department: str, *four: str) -> str:
    parts = [pd.Series([one], dtype="str") for one in four]
    return str(likenesses(KEY, "penalties", department, parts).iloc[0])


def lying(rows: pd.DataFrame, *stones: Tombstone, departments: tuple[str, ...] = ("tax",)) -> list[tuple[int, str]]:
    graves = find_graves(stones, known_by(PENALTIES, departments, rows, KEY))
    return list(zip(graves.rows.tolist(), map(str, graves.removed_on), strict=True))


def test_a_record_is_known_by_its_id_under_every_name_of_its_department():
    rows = frame(("1", "A", "2026-01-01", "罚款", ""), ("2", "B", "2026-01-01", "罚款", ""))
    under_old_name = stone(record_id(KEY, "penalties|taxation|2|B"))

    assert [] == lying(rows, under_old_name)
    assert [(1, "2026-03-01")] == lying(rows, under_old_name, departments=("tax", "taxation"))


def test_a_record_under_a_new_number_is_known_by_code_day_and_category():
    rows = frame(("9", "A", "2026-01-01", "罚 款", ""), ("9", "A", "2026-01-02", "罚款", ""))

    assert [(0, "2026-03-01")] == lying(rows, stone("gone", mark("tax", "A", "2026-01-01", "罚款")))
    assert [] == lying(rows, stone("gone", mark("health", "A", "2026-01-01", "罚款")))


def test_a_row_that_lacks_code_day_or_category_is_like_no_other():
    rows = frame(("1", "", "2026-01-01", "罚款", ""), ("2", "A", "", "罚款", ""), ("3", "A", "2026-01-01", "", ""))

    assert ["", "", ""] == mark_rows(PENALTIES, "tax", rows, KEY).tolist()
    assert [] == lying(rows, stone("gone", ""))


def test_a_dataset_without_day_and_category_has_no_marks():
    rows = pd.DataFrame({"@code": ["A"]}, index=[7], dtype="str")

    found = mark_rows(example().dataset("red-list-tax-a"), "tax", rows, KEY)

    assert ([""], [7]) == (found.tolist(), found.index.tolist())


def test_a_row_that_replaces_the_removed_number_is_not_taken_for_it():
    """A changed decision returns under a new number, and says which number it replaces."""
    like = mark("tax", "A", "2026-01-01", "罚款")
    removed = stone(record_id(KEY, "penalties|tax|1|A"), like)
    rows = frame(("9", "A", "2026-01-01", "罚款", "第1号"), ("8", "A", "2026-01-01", "罚款", "7"))

    assert [(1, "2026-03-01")] == lying(rows, removed)


def test_the_excuse_holds_under_a_former_name_of_the_department():
    like = mark("taxation", "A", "2026-01-01", "罚款")
    removed = stone(record_id(KEY, "penalties|taxation|1|A"), like)
    rows = frame(("9", "A", "2026-01-01", "罚款", "1"))

    assert [] == lying(rows, removed, departments=("tax", "taxation"))


def test_a_row_known_by_id_and_mark_lies_once_under_each_stone():
    rows = frame(("1", "A", "2026-01-01", "罚款", ""))
    record, like = record_id(KEY, "penalties|tax|1|A"), mark("tax", "A", "2026-01-01", "罚款")

    found = lying(rows, stone(record, like, date(2026, 5, 1)), stone(record, like, date(2026, 4, 1)))

    assert [(0, "2026-05-01"), (0, "2026-04-01")] == found


def test_graves_tell_why_each_record_was_removed():
    rows = frame(("1", "A", "2026-01-01", "罚款", ""))

    graves = find_graves([stone(record_id(KEY, "penalties|tax|1|A"))], known_by(PENALTIES, ["tax"], rows, KEY))

    assert ["repaired"] == graves.codes.tolist()
    assert [] == find_graves([], known_by(PENALTIES, ["tax"], rows, KEY)).rows.tolist()


def test_every_row_that_a_tombstone_could_cover_is_selected():
    """By its id or its mark, under every name of its department; a row that is left out here would come back."""
    rows = frame(
        ("1", "A", "2026-01-01", "罚款", ""),
        ("2", "B", "2026-01-01", "罚款", ""),
        ("3", "C", "2026-01-01", "罚款", ""),
        ("4", "D", "", "罚款", ""),
    )
    stones = [
        stone("gone", mark("tax", "A", "2026-01-01", "罚款")),
        stone(record_id(KEY, "penalties|taxation|2|B"), mark("taxation", "X", "2026-01-01", "罚款")),
        stone("bare", ""),
    ]
    known = known_by(PENALTIES, ("tax", "taxation"), rows, KEY)

    selected = bear_mark(marks_of(stones), known)

    assert [True, True, False, False] == selected.tolist()
    assert {0, 1} == set(find_graves(stones, known).rows.tolist())


def test_what_a_row_replaces_is_no_mark_of_its_own():
    rows = frame(("9", "A", "2026-01-01", "罚款", "1"))
    removed = stone(record_id(KEY, "penalties|tax|1|A"))

    assert [False] == bear_mark(marks_of([removed]), known_by(PENALTIES, ("tax",), rows, KEY)).tolist()


@pytest.mark.parametrize("role", ["decided-on", "category"])
def test_a_dataset_without_day_or_without_category_has_no_marks(role: str):
    rows = frame(("1", "A", "2026-01-01", "罚款", ""))

    assert [""] == mark_rows(without_roles("penalties", role), "tax", rows, KEY).tolist()


def test_a_day_that_was_not_delivered_makes_no_mark():
    rows = frame(("1", "A", "2026-01-01", "罚款", ""))
    rows[str(PENALTIES.named("decided-on"))] = pd.Series([None], dtype="str")

    assert [""] == mark_rows(PENALTIES, "tax", rows, KEY).tolist()


@pytest.mark.parametrize("role", ["replaces", "record-number"])
def test_only_a_dataset_with_numbers_that_replace_others_knows_what_is_replaced(role: str):
    rows = frame(("9", "A", "2026-01-01", "罚款", "1"))

    found = known_by(without_roles("penalties", role), ["tax", "taxation"], rows, KEY)

    assert ["@id-0", "@mark-0", "@id-1", "@mark-1"] == list(found.columns)


def test_what_rows_are_known_by_stands_in_their_order():
    rows = frame(("1", "A", "2026-01-01", "罚款", ""), ("2", "B", "2026-01-02", "罚款", "7"))
    turned = rows.iloc[::-1]

    found = known_by(PENALTIES, ["tax"], turned, KEY)

    assert [1, 0] == found.index.tolist()
    assert record_id(KEY, "penalties|tax|7|B") == found.loc[1, "@replaced-0"]


def test_a_row_that_replaces_nothing_is_not_excused_from_the_stone_of_a_record_without_number():
    like = mark("tax", "A", "2026-01-01", "罚款")
    removed = stone(record_id(KEY, "penalties|tax||A"), like)
    rows = frame(("9", "A", "2026-01-01", "罚款", ""), ("8", "B", "2026-01-01", "罚款", "7"))

    assert [(0, "2026-03-01")] == lying(rows, removed)


@pytest.mark.parametrize("stones", [[], [stone("x")]], ids=["none", "one"])
def test_graves_are_days_and_codes_however_few_there_are(stones: list[Tombstone]):
    graves = find_graves(stones, known_by(PENALTIES, ["tax"], frame(("1", "A", "", "", "")), KEY))

    assert (np.dtype("datetime64[D]"), "U") == (graves.removed_on.dtype, graves.codes.dtype.kind)
    assert ([], np.dtype("int64")) == (graves.rows.tolist(), graves.rows.dtype)


def test_twins_of_no_stone_are_none():
    rows = frame(("1", "A", "2026-01-01", "罚款", ""))

    assert [] == find_twins([], known_by(PENALTIES, ["tax"], rows, KEY), pd.Series(["x"])).rows.tolist()


# Mutants that no test can notice:
# + return left.merge(right, on=None)[["row", "stone"]].astype("int64")
# + return left.merge(right, )[["row", "stone"]].astype("int64")
#   The mark is the only column that both have, and so what they are merged by in any case.
