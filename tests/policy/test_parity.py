"""Our records held against what a department itself publishes."""

import pandas as pd

from generator.model.parts import CODE, NAME, NUMBER
from generator.policy.parity import UNTIL, Parity, compare


def ours(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Rows of number, code, name and amount."""
    return pd.DataFrame(rows, columns=[NUMBER, CODE, NAME, "金额"], dtype="str")


def theirs(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[NUMBER, CODE, NAME, "金额", UNTIL], dtype="str")


def told(found: Parity) -> tuple[list[int], list[int], dict[int, str], list[int]]:
    return found.extra.tolist(), found.different.tolist(), found.until, found.missing.tolist()


def test_records_are_matched_by_the_fullest_that_they_give():
    mine = ours(("1", "A", "甲", ""), ("1", "B", "乙", ""), ("2", "C", "丙", ""), ("3", "D", "丁", ""))
    shown = theirs(("1", "B", "", "", "2026-03-01"), ("2", "", "丙", "", ""), ("3", "", "", "", "2026-04-01"))

    assert ([0], [], {1: "2026-03-01", 3: "2026-04-01"}, []) == told(compare(mine, shown, ["金额"]))


def test_without_a_number_the_subject_tells():
    mine = ours(("", "A", "甲", ""), ("", "", "乙", ""), ("", "C", "丙", ""))
    shown = theirs(("", "A", "", "", "2026-03-01"), ("", "", "乙", "", "2026-04-01"), ("", "X", "丙", "", ""))

    assert ([2], [], {0: "2026-03-01", 1: "2026-04-01"}, [2]) == told(compare(mine, shown, []))


def test_a_number_of_another_subject_is_not_the_record():
    assert ([0], [], {}, [0]) == told(compare(ours(("1", "A", "甲", "")), theirs(("1", "B", "", "", "")), []))


def test_of_several_lines_for_one_record_the_last_counts():
    shown = theirs(("1", "A", "", "", "2026-03-01"), ("1", "A", "", "", "2026-02-01"))

    assert ([], [], {0: "2026-02-01"}, []) == told(compare(ours(("1", "A", "甲", "")), shown, []))


def test_cells_differ_in_what_they_say_and_not_in_how_they_are_written():
    mine = ours(("1", "A", "", "2.50"), ("2", "B", "", "2.50"), ("3", "C", "", "2.5"), ("4", "D", "", "（一）"))
    shown = theirs(
        ("1", "A", "", "2.5", ""), ("2", "B", "", "", ""), ("3", "C", "", "3", ""), ("4", "D", "", "(一)", "")
    )

    assert ([], [2], {}, []) == told(compare(mine, shown, ["金额"]))


def test_the_fuller_match_holds_against_a_later_one():
    shown = theirs(("1", "A", "", "", "2026-03-01"), ("1", "", "甲", "", "2026-04-01"))

    assert ([], [], {0: "2026-03-01"}, []) == told(compare(ours(("1", "A", "甲", "")), shown, []))


def test_one_field_that_differs_is_enough_whichever_it_is():
    mine = ours(("1", "A", "甲", "5"))
    shown = theirs(("1", "A", "乙", "5", ""))

    assert [[0], [0]] == [
        compare(mine, shown, fields).different.tolist() for fields in ([NAME, "金额"], ["金额", NAME])
    ]


def test_a_number_with_another_name_is_not_the_record_where_neither_gives_a_code():
    assert ([0], [], {}, [0]) == told(compare(ours(("1", "", "甲", "")), theirs(("1", "", "乙", "", "")), []))


# Mutants that no test can notice:
# + at = np.full(len(ours), -2)
# + hit = mine.map(known).fillna(-2).to_numpy(dtype=np.int64)
#   Any number below nought says that there is no position.
# + hit = mine.map(known).fillna(-1).to_numpy(dtype=None)
#   The positions are the same numbers, whatever type holds them.
# + joined = joined + "XX|XX" + frame[name].astype("str")
#   Both sides are joined alike, and no number, code or name holds either sign.
