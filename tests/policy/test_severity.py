"""The class of a penalty: what is said, else the procedure, else kind and amount; only doubt is asked about."""

import pandas as pd
import pytest

from generator.policy.severity import over, severities

CELLS = ("severity", "penalty-procedure", "category", "fine", "kind")


def classes(*rows: tuple[str, str, str, str, str]) -> list[tuple[str, bool]]:
    found, assumed = severities(pd.DataFrame(rows, columns=list(CELLS), dtype="str", index=range(5, 5 + len(rows))))
    return list(zip(found.tolist(), assumed.tolist(), strict=True))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # said, whatever else there is
        (("轻微", "普通程序", "吊销", "", "organisation"), ("slight", False)),
        (("一般", "简易程序", "警告", "", "organisation"), ("general", False)),
        (("严重", "", "", "", "organisation"), ("serious", False)),
        (("特别严重", "", "吊销", "", "organisation"), ("general", True)),
        # the simple procedure makes slight
        (("", "简易程序", "罚款", "0.2", "organisation"), ("slight", False)),
        (("", "普通程序", "罚款", "0.2", "organisation"), ("general", True)),
        # so does a bare warning, unless there is an amount
        (("", "", "警告", "", "organisation"), ("slight", False)),
        (("", "普通程序", "警告；通报批评", "", "organisation"), ("slight", False)),
        (("", "", "警告", "0", "organisation"), ("slight", False)),
        (("", "", "警告", "0.000001", "organisation"), ("unknown", False)),
        (("", "", "警告", "5", "organisation"), ("general", True)),
        (("", "", "", "", "organisation"), ("general", True)),
        # a fine within 行政处罚法 art. 51 could be of either procedure: only the department can tell
        (("", "", "罚款", "0.3", "organisation"), ("unknown", False)),
        (("", "", "罚款", "0.3", "sole-trader"), ("unknown", False)),
        (("", "", "罚款", "0.300001", "organisation"), ("general", True)),
        (("", "", "罚款", "0.02", "person"), ("unknown", False)),
        (("", "", "罚款", "0.020001", "person"), ("general", True)),
        (("", "", "警告、罚款", "0.3", "organisation"), ("unknown", False)),
        (("", "", "警告、通报批评、罚款", "0.3", "organisation"), ("unknown", False)),
        (("", "", "罚款，没收违法所得", "0.3", "organisation"), ("general", True)),
        (("", "", "", "0.3", "organisation"), ("unknown", False)),
        (("", "", "罚款", "", "organisation"), ("general", True)),
        (("", "", "罚款", "二百", "organisation"), ("general", True)),
        (("", "", "警告", "二百", "organisation"), ("general", True)),
        (("", "", "罚款", "-1", "organisation"), ("general", True)),
    ],
)
def test_a_class_is_what_is_said_else_what_procedure_kind_and_amount_make_it(row, expected):
    assert [expected] == classes(row)


@pytest.mark.parametrize("between", [";", "；", "、", ",", "，", "/", " ", "；、"])
def test_kinds_of_penalty_may_be_listed_in_any_way(between):
    assert [("slight", False)] == classes(("", "", f"警告{between}通报批评{between}", "", "organisation"))


def test_rows_are_judged_each_by_itself():
    slight, said, small = (
        ("", "", "警告", "", "person"),
        ("严重", "", "", "", "person"),
        ("", "", "罚款", "0.01", "person"),
    )

    assert [("slight", False), ("serious", False), ("unknown", False)] == classes(slight, said, small)
    assert [] == classes()


def test_of_no_rows_there_are_no_classes_but_still_texts():
    column = over(pd.Series([], dtype="str"), str)

    assert ("U", []) == (column.dtype.kind, column.tolist())
