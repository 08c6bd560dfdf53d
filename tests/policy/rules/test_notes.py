"""Notes on division, name and amount: told to the department, never a reason."""

import numpy as np
import pandas as pd
import pytest

from generator.model import parts
from generator.policy.rules import amount, division
from generator.policy.rules import confusable as names
from tests.builders import unified_code
from tests.policy.rules.desk import case, findings, said, without_roles
from tests.policy.test_confusables import marked


@pytest.mark.parametrize(
    ("code", "codes"),
    [(unified_code(1), []), ("91999900MA900000XX", ["division-unknown"]), ("", []), ("42020112345678X", [])],
)
def test_digits_three_to_eight_name_a_division(code, codes):
    assert [codes] == said(division.judge, case("licences", [{"subject-code": code}]))


@pytest.mark.parametrize(
    ("fine", "text", "codes"),
    [
        ("0.2", "罚款人民币2,000元", []),
        ("2000", "罚款2000元", ["amount-differs"]),
        ("0.5", "罚款2000元，另处罚款3000元", []),
        ("0.3", "罚款2000元，另处罚款3000元", []),
        ("2", "罚款2万元，没收违法所得500元", []),
        ("0.000001", "罚款0.01元", []),
        ("0.3", "罚款2000元，另处罚款2000元", ["amount-differs"]),
        ("0.2", "罚款贰仟元", []),
        ("", "罚款2000元", []),
        ("0.2", "警告", []),
        ("5", "罚款2万元，另处罚款3万元", []),
        ("0.0005", "罚款2万元，另处罚款3万元", ["amount-differs"]),
        ("0", "罚款0.001元", ["amount-differs"]),
        ("约2000", "罚款2000元", []),
    ],
)
def test_the_amount_in_wan_is_one_of_the_fines_or_their_sum(fine, text, codes):
    assert [codes] == said(amount.judge, case("penalties", [{"fine": fine, "content-text": text}]))


@pytest.mark.parametrize(
    ("fine", "text", "is_proven"),
    [
        ("", "罚款2000元，另处罚款3000元", True),
        ("0.2", "警告", True),
        ("0.2", "罚款2，000元", True),
        ("2", "罚款2万元", True),
        ("0.0002", "罚款2万元", False),
        ("0.4", "罚款2000元", False),
        ("0.2", "罚款2000元，另处罚款2000元", False),
        ("约2000", "罚款2000元", False),
        ("0", "罚款0.001元", False),
    ],
)
def test_a_fine_that_the_text_names_once_is_proven_at_a_glance(fine: str, text: str, is_proven: bool):
    fines, texts = pd.Series(["0.3", fine]), pd.Series(["罚款3000元", text])

    assert [True, is_proven] == amount.agrees(fines, texts).tolist()


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("黄石己巳建材有限公司", "黄石已已建材有限公司", True),
        ("黄石АВ科技", "黄石AB科技", True),
        ("黃石青禾建材", "黄石青禾建材", True),
        ("大治青禾建材", "大冶青禾建材", True),
        ("黄石青禾建材", "黄石青苗建材", False),
        ("黄石1号店", "黄石7号店", False),
    ],
)
def test_names_are_alike_when_their_skeletons_are(one, other, is_alike):
    found = marked(pd.Series([one, other, "黄石某某"]), pd.Series(["A", "B", "C"]))

    assert [is_alike, is_alike, False] == found


def test_one_subject_is_not_confused_with_itself_and_equal_names_are_not_alike():
    names_, subjects = pd.Series(["黄石АВ科技", "黄石AB科技", "甲店", "甲店"]), pd.Series(["A", "A", "C", "D"])

    assert [False] * 4 == marked(names_, subjects)


def test_what_the_whole_found_is_noted():
    about = case("licences", [{}, {}], related={names.CONFUSABLE: np.array([1])})

    assert [[], ["name-confusable"]] == said(names.judge, about)


def test_where_the_whole_found_nothing_no_name_is_noted():
    assert [[], []] == said(names.judge, case("licences", [{}, {}]))


def test_a_list_without_codes_or_names_is_noted_under_no_column():
    silent = without_roles("licences", "subject-code", "subject-name")
    about = case(silent, [{}], related={names.CONFUSABLE: np.array([0])})
    about.frame[parts.CODE] = "91999900MA900000XX"

    found = findings(names.judge, about) | findings(division.judge, about)

    assert {("division-unknown", ""), ("name-confusable", "")} == {(code, field) for code, _, field, _ in found}
