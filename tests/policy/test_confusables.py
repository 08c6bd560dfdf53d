"""Names that look alike have one skeleton (faults C08); two subjects of one skeleton are noted."""

import pandas as pd
import pytest

from generator.policy.confusables import confusable, looks_of, skeletons


def skeleton(name: str) -> str:
    return str(skeletons(pd.Series([name], dtype="str"))[0])


def marked(names: pd.Series, subjects: pd.Series) -> list[bool]:
    """Which rows bear a name that looks like another subject's."""
    looks = looks_of(names, subjects)
    return looks["skeleton"].isin(confusable(looks)).tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("黄石已巳建材", "黃石己己建材"), ("АВС公司", "ABC公司"), ("黄石O零建材", "黄石00建材"), ("ＡＢ公司", "AB公司"),
        ("黄石（青禾）", "黄石青禾"), ("A-B公司", "AB公司"), ("土木", "士木"), ("末来", "未来"), ("abc", "ABC"),
        ("甲—乙", "甲一乙"), ("甲·乙", "甲•乙"), ("l丨I", "111"), ("Al公司", "AI公司"),
    ],
)  # fmt: skip
def test_c08_names_that_look_alike_have_one_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


def test_names_that_do_not_look_alike_keep_apart():
    assert 3 == len({skeleton(name) for name in ("青禾建材", "青木建材", "青禾")})


def test_signs_that_look_like_nothing_fall_out_and_letters_do_not():
    assert "甲A1" == skeleton("（甲）A，1。")


def test_a_row_is_marked_where_another_subject_bears_a_like_name_and_not_its_own():
    names = pd.Series(
        ["已巳建材", "己己建材", "青禾", "青禾", "XXXX", "", "", "大冶", "大治"], dtype="str", index=range(3, 12)
    )
    subjects = pd.Series(["A", "B", "C", "D", "E", "F", "G", "H", "H"], dtype="str", index=names.index)

    assert [True, True, False, False, False, False, False, False, False] == marked(names, subjects)


def test_names_are_told_apart_though_their_letters_are_looked_up_together():
    """An X is no separator: a name may hold one."""
    names = pd.Series(["X甲", "乙X"], dtype="str")

    assert ["X甲", "乙X"] == skeletons(names).tolist()


def test_a_sign_of_many_characters_is_all_of_them():
    assert skeleton("株式会社青禾") == skeleton("㍿青禾")


def test_a_missing_name_is_like_no_name():
    names, subjects = pd.Series(["", "（）"], dtype="str"), pd.Series(["A", "B"], dtype="str")

    assert [False, False] == marked(names, subjects)


def test_what_parts_look_like_is_put_together_without_their_rows():
    one = looks_of(pd.Series(["已巳建材", "青禾"], dtype="str"), pd.Series(["A", "B"], dtype="str"))
    other = looks_of(pd.Series(["己己建材"], dtype="str"), pd.Series(["C"], dtype="str"))

    assert [] == confusable(one).tolist()
    assert [one["skeleton"][0]] == confusable(pd.concat([one, other])).tolist()
    assert [] == confusable(one.iloc[:0]).tolist()


def test_an_empty_name_has_the_skeleton_nought_among_whole_numbers():
    """A part of a file is compared with others by these numbers alone."""
    looks = looks_of(pd.Series(["", "青禾"], dtype="str"), pd.Series(["A", "B"], dtype="str"))

    assert ([True, False], {"uint64"}) == ((looks["skeleton"] == 0).tolist(), {str(one) for one in looks.dtypes})


# Mutants that no test can notice:
# + letters = sorted(set("XXXX".join(pd.unique(names))))
#   A letter more in the table that is not in the names.
# + looks = pd.DataFrame({name: pd.util.hash_pandas_object(texts, index=None) for name, texts in columns.items()})
#   What is not true leaves the index out.
# + ordered = looks[looks["skeleton"] != 1].sort_values("skeleton")
#   Rows without a name have all the same, and none that differ.
# + starts = np.flatnonzero(np.diff(skeleton, prepend=np.uint64(1)))
#   One text in 2^64 has the mark 1.
