"""Keyed marks: equal texts have equal marks, and no text has none."""

import pandas as pd

from generator.policy.marks import COLUMNS, mark_texts, marks_secret, no_marks

SECRET = marks_secret(b"k" * 32)


def test_equal_texts_have_equal_marks_wherever_they_stand():
    one, other = mark_texts(pd.Series(["甲", "乙"]), SECRET), mark_texts(pd.Series(["乙", "甲"], index=[7, 8]), SECRET)

    assert one.tolist() == other.tolist()[::-1]
    assert one[0] != one[1]


def test_an_empty_text_and_a_missing_one_are_marked_with_nought():
    marks = mark_texts(pd.Series(["甲", "", None], dtype="str"), SECRET)

    assert [False, True, True] == (marks == 0).tolist()
    assert "uint64" == marks.dtype


def test_another_key_makes_other_marks():
    texts = pd.Series(["甲"])

    assert mark_texts(texts, SECRET).tolist() != mark_texts(texts, marks_secret(b"x" * 32)).tolist()


def test_a_city_that_has_shown_nothing_has_a_table_of_no_lines():
    assert (list(COLUMNS), 0) == (list(no_marks().columns), len(no_marks()))


# Mutants that no test can notice:
# + hashed = pd.util.hash_pandas_object(cells, index=None, hash_key=secret).to_numpy()
#   Without an index is without an index, said by either word.
