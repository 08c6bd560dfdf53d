"""A corrected record is known by what the site shows of it, and keeps what it was delivered under."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from generator.model.parts import CODE, KEY, NAME, NUMBER, PRIVATE_KEYS, SUBJECT
from generator.model.rulings import Ruling
from generator.policy.known_as import as_shown_now, known_as
from generator.policy.matching import Match
from tests.builders import unified_code
from tests.policy.rules.desk import example

FIELD = "行政相对人代码_1(统一社会信用代码)"


def objection(field: str, value: str, *, dataset: str = "penalties", day: int = 20, status: str = "更正") -> Ruling:
    more = {"status": status, "field": field, "value": value}
    made = date(2026, 11, day)
    return Ruling("objections", day, dataset, "", "", "", "", "局", f"函{day}", made, more)


def corrected(*rulings: Ruling, key: str, exact: bool = True) -> list[dict[str, str]]:
    """What the second of two rows is known as; `key` is what it was delivered under."""
    row = {NUMBER: "甲1", CODE: unified_code(1), NAME: "青禾", SUBJECT: unified_code(1), KEY: key}
    table = pd.DataFrame([{**row, KEY: "other"}, row], dtype="str").assign(dataset=rulings[0].dataset)
    found = known_as(example(), [Match(one, np.array([1]), exact) for one in rulings], table)
    assert set(found.index) <= {1}
    return [{str(name): cell for name, cell in one.items()} for one in found.to_dict("records")]


def test_a_corrected_number_stands_in_the_key():
    (known,) = corrected(
        objection("行政处罚决定书文号", "甲〔2026〕2号"), key=f"penalties|market|甲1|{unified_code(1)}"
    )

    assert ("甲(2026)2", unified_code(1)) == (known[NUMBER], known[SUBJECT])
    assert f"penalties|market|甲(2026)2|{unified_code(1)}" == known[KEY]


def test_a_certificate_in_the_key_stays():
    ruling = objection("行政许可决定文书号", "乙2", dataset="licences")

    (known,) = corrected(ruling, key=f"licences|market|甲1|{unified_code(1)}|证1")

    assert f"licences|market|乙2|{unified_code(1)}|证1" == known[KEY]


def test_without_a_record_number_the_subject_ends_the_key():
    ruling = objection("纳税人识别号", unified_code(2), dataset="red-list-tax-a")

    (known,) = corrected(ruling, key=f"red-list-tax-a|tax|2025|{unified_code(1)}")

    assert (f"red-list-tax-a|tax|2025|{unified_code(2)}", unified_code(2)) == (known[KEY], known[CODE])


def test_corrections_of_one_record_add_up_and_the_later_counts():
    rulings = (
        objection(FIELD, unified_code(3), day=22),
        objection(FIELD, unified_code(2), day=21),
        objection("行政处罚决定书文号", "甲2"),
    )

    *before, known = corrected(*rulings, key=f"penalties|market|甲1|{unified_code(1)}")

    assert [("甲2", unified_code(1)), ("甲2", unified_code(2))] == [(one[NUMBER], one[CODE]) for one in before]
    assert ("甲2", unified_code(3)) == (known[NUMBER], known[CODE])
    assert f"penalties|market|甲2|{unified_code(3)}" == known[KEY]


def test_the_later_day_counts_whatever_the_order_of_lines():
    rulings = (
        replace(objection(FIELD, unified_code(3), day=22), line=2),
        replace(objection(FIELD, unified_code(2), day=21), line=3),
    )

    *_, known = corrected(*rulings, key=f"penalties|market|甲1|{unified_code(1)}")

    assert unified_code(3) == known[CODE]


def test_nothing_corrected_is_a_table_of_no_rows():
    assert list(PRIVATE_KEYS) == list(known_as(example(), [], pd.DataFrame()).columns)


def test_of_the_states_of_each_record_the_last_is_what_is_shown():
    states = pd.DataFrame({NUMBER: ["1", "2", "3"]}, index=[5, 4, 5])

    assert [(4, "2"), (5, "3")] == list(as_shown_now(states)[NUMBER].items())


def test_a_code_that_fails_its_check_leaves_the_name_as_the_subject():
    (known,) = corrected(objection(FIELD, "没有代码"), key=f"penalties|market|甲1|{unified_code(1)}")

    assert ("", "青禾", "penalties|market|甲1|青禾") == (known[CODE], known[SUBJECT], known[KEY])


def test_a_corrected_name_beside_a_code_changes_the_name_alone():
    key = f"penalties|market|甲1|{unified_code(1)}"

    (known,) = corrected(objection("行政相对人名称", "新 禾"), key=key)

    assert ("新禾", key) == (known[NAME], known[KEY])


@pytest.mark.parametrize(
    ("ruling", "exact"),
    [
        (objection("处罚内容", "罚款1元"), True),
        (objection("行政处罚决定书文号", "甲2", status="维持"), True),
        (objection("行政处罚决定书文号", "甲2"), False),
    ],
    ids=["another field", "not corrected", "not told which record"],
)
def test_nothing_else_makes_a_record_known_otherwise(ruling: Ruling, exact: bool):
    assert [] == corrected(ruling, key="penalties|market|甲1|青禾", exact=exact)


def test_where_nothing_was_corrected_no_record_has_another_name_in_any_column():
    assert list(PRIVATE_KEYS) == list(known_as(example(), [], pd.DataFrame()).columns)


# Mutants that no test can notice:
# + return pd.DataFrame.from_dict(rows, orient="INDEX", columns=list(PRIVATE_KEYS)).astype("str")
#   pandas reads the word in either case.
# + return next((column for role, column in _COLUMNS.items() if dataset.named(role) == field), None)
#   Neither is a column.
# + code = pd.Series([fold_code(value)], dtype=None)
# + code = pd.Series([fold_code(value)], )
#   pandas makes text of it by itself.
