"""Keys that only the whole can judge: values that no two rows share, and values that stand in another table."""

import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.parts import NUMBER
from generator.model.verdict import Rows
from generator.policy.table_keys import FOREIGN, UNIQUE, broken_keys, marks

DEPARTMENT = "@department"


def dataset(name: str, columns: dict[str, str | None], **table: object) -> Dataset:
    """A dataset of columns, each with its role; `unique` columns are those whose name ends in !."""
    fields = [
        {
            "name": column.rstrip("!"),
            "constraints": {"unique": True} if column.endswith("!") else {},
            "credit": {"disclose": "public", "role": role},
        }
        for column, role in columns.items()
    ]
    credit = {
        "kind": "licence", "item": "local", "access": "public", "basis": ["a"], "subjects": "organisations",
        "deliver": {"departments": ["tax"], "match": "*.csv", "mode": "snapshot"}, "period": "p",
    }  # fmt: skip
    return Dataset.model_validate(
        {"name": name, "title": name, "credit": credit, "schema": {"fields": fields, **table}}
    )


def rows_of(of: Dataset, datasets: list[Dataset], frame: dict[str, list[str | None]], first: int = 0) -> pd.DataFrame:
    """The marks of some rows, with dataset and department; a record number comes folded, as gather hands it on."""
    index = range(first, first + len(next(iter(frame.values()))))
    cells = pd.DataFrame({name: pd.Series(texts, dtype="str", index=index) for name, texts in frame.items()})
    made = marks(of, datasets, cells)
    return made.assign(**{"dataset": of.name, DEPARTMENT: cells.get(DEPARTMENT, "tax")})


def told(found: list[tuple[str, str, Rows]]) -> list[tuple[str, str, list[int]]]:
    return [(code, field, rows.tolist()) for code, field, rows in found]


def test_rows_that_share_a_unique_value_all_go_but_not_across_departments_and_missing_ones_stay():
    one = dataset("one", {"证号!": None})
    rows = rows_of(one, [one], {
        "证号": ["1", "2", "1", None, None, "3", "3"], DEPARTMENT: ["a", "a", "a", "a", "a", "a", "b"]
    }, first=10)  # fmt: skip

    assert [(UNIQUE, "证号", [10, 12])] == told(broken_keys(one, rows, rows))


def test_a_key_of_several_columns_is_all_of_them():
    """What lies between keeps ("1", "11") and ("11", "1") apart; a missing part is no key."""
    one = dataset("one", {"甲": None, "乙": None, "丙": None}, uniqueKeys=[["甲", "乙", "丙"]])
    rows = rows_of(one, [one], {
        "甲": ["1", "11", "1", "1", "1"], "乙": ["11", "1", "11", None, None], "丙": ["x", "x", "x", "x", "x"]
    })  # fmt: skip

    assert [(UNIQUE, "甲", [0, 2])] == told(broken_keys(one, rows, rows))


def test_a_record_number_is_compared_as_it_is_folded():
    """Two spellings of one number share it; a row without one shares it with nobody."""
    one = dataset("one", {"文号!": "record-number"})
    rows = rows_of(one, [one], {
        "文号": ["第1号", "1", None, None, "2"], NUMBER: ["1", "1", "", "", "2"]
    })  # fmt: skip

    assert [(UNIQUE, "文号", [0, 1])] == told(broken_keys(one, rows, rows))


def test_what_refers_to_nothing_is_found_whatever_the_spelling_and_a_missing_value_refers_to_nothing():
    of = {"fields": "见", "reference": {"resource": "there", "fields": "文号"}}
    here, there = dataset("here", {"见": None}, foreignKeys=[of]), dataset("there", {"文号": "record-number"})
    both = [here, there]
    rows = rows_of(here, both, {"见": ["第〔2026〕1号", "[2026]2", None, ""]})
    whole = pd.concat([rows, rows_of(there, both, {"文号": ["(2026)1", None], NUMBER: ["(2026)1", ""]}, first=10)])

    assert [(FOREIGN, "见", [1, 3])] == told(broken_keys(here, rows, whole))
    assert [] == broken_keys(there, whole.loc[[10, 11]], whole)


def test_a_key_may_point_into_its_own_dataset_alone():
    """The same text in another dataset is no answer."""
    of = {"fields": "见", "reference": {"fields": "号"}}
    one, other = dataset("one", {"见": None, "号": None}, foreignKeys=[of]), dataset("other", {"号": None})
    rows = rows_of(one, [one, other], {"见": ["1", "2"], "号": ["1", "3"]})
    whole = pd.concat([rows, rows_of(other, [one, other], {"号": ["2"]}, first=5)])

    assert [(FOREIGN, "见", [1])] == told(broken_keys(one, rows, whole))


def test_a_foreign_key_of_two_columns_is_both_of_them():
    of = {"fields": ["甲", "乙"], "reference": {"resource": "there", "fields": ["丙", "丁"]}}
    here, there = (
        dataset("here", {"甲": None, "乙": None}, foreignKeys=[of]),
        dataset("there", {"丙": None, "丁": None}),
    )
    rows = rows_of(here, [here, there], {"甲": ["1", "1", "11"], "乙": ["11", "2", "1"]})
    whole = pd.concat([rows, rows_of(there, [here, there], {"丙": ["1"], "丁": ["11"]}, first=5)])

    assert [(FOREIGN, "甲", [1, 2])] == told(broken_keys(here, rows, whole))


def test_where_the_other_dataset_brings_no_rows_everything_that_refers_to_it_goes():
    of = {"fields": "见", "reference": {"resource": "there", "fields": "号"}}
    here, there = dataset("here", {"见": None}, foreignKeys=[of]), dataset("there", {"号": None})
    rows = rows_of(here, [here, there], {"见": ["1", None]})

    assert [(FOREIGN, "见", [0])] == told(broken_keys(here, rows, rows))


def test_marks_are_made_for_both_ends_and_once_where_two_keys_use_one():
    keys = [{"fields": "见", "reference": {"resource": "there", "fields": "号"}}] * 2
    here, there = (
        dataset("here", {"见": None, "号": None}, foreignKeys=keys),
        dataset("there", {"号": None, "余": None}),
    )

    made_here = marks(here, [here, there], pd.DataFrame({"见": ["一 号"], "号": ["2"]}, dtype="str", index=[7]))
    made_there = marks(there, [here, there], pd.DataFrame({"号": ["一号", None], "余": ["", ""]}, dtype="str"))

    assert {"@end:见": {7: "一"}} == made_here.to_dict()
    assert ["@end:号"] == list(made_there.columns)
    assert ("一", True) == (made_there["@end:号"][0], pd.isna(made_there["@end:号"][1]))


def test_a_dataset_without_keys_has_no_marks():
    one = dataset("one", {"号": None})

    made = marks(one, [one], pd.DataFrame({"号": ["1", "2"]}, dtype="str"))

    assert (2, 0) == made.shape
    assert [] == broken_keys(one, made.assign(dataset="one", **{DEPARTMENT: "a"}), made)


def test_two_unique_columns_are_judged_each_by_itself():
    one = dataset("one", {"甲!": None, "乙!": None})
    rows = rows_of(one, [one], {"甲": ["1", "1", "2"], "乙": ["x", "y", "y"]})

    assert [(UNIQUE, "甲", [0, 1]), (UNIQUE, "乙", [1, 2])] == told(broken_keys(one, rows, rows))


# Mutants that no test can notice:
# + return np.asarray(rows.index[mask.to_numpy()], dtype=None)
# + return np.asarray(rows.index[mask.to_numpy()], )
#   pandas, numpy and Arrow make the same type of these values by themselves, or one that is compared alike.
# + referred = there.get(_end(key.reference.fields), pd.Series(dtype=None))
#   Nothing is in it.
