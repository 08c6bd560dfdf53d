"""Who is a person: whoever might be one is, and is not shown."""

import pandas as pd
import pytest

from generator.policy.persons import entity_mismatch, is_of_a_person, is_short, looks_like_person, subject_kinds

SURNAMES = frozenset({"王", "李", "黄", "欧阳"})
UNIFIED, TRADER = "91110000600037341L", "92420299MA4K0000XX"
CITIZEN, OLD_CITIZEN, REGISTRATION = "420299199001010019", "420299900101001", "340000000056535"
TAXPAYER = "110000600037341"
OLD_TAXPAYER = "420299900101018"  # passes as a taxpayer's number and as an old ID number
ORGANISATIONS, TRADERS, PERSONS = "法人及非法人组织", "个体工商户", "自然人"


def row(word: str, name: str, raw_code: str = "", code: str | None = None) -> pd.DataFrame:
    """One row; `code` is the code where it passes its check, which it does unless said otherwise."""
    cells = {"word": word, "name": name, "raw_code": raw_code, "code": raw_code if code is None else code}
    return pd.DataFrame({column: pd.Series([cell], dtype="str") for column, cell in cells.items()})


@pytest.mark.parametrize(
    "name",
    [
        "王明",
        "王小明",
        "王 小 明",
        "欧阳小明",
        "大冶市王小明（个体工商户）",
        "黄石市下陆区王明(个体户)",
        "李镇江",
        "王市长",
        "李村",
        "王小明【个体工商户】",
        "王\u2060小明",
        "王\u00ad小\ufe0f明",
        "王\u3164小明",
        "王小明、李小红",
        "王小明、",
        "，王小明",
        "王小明 ； ",
        "王小明。",
        "王小明、李小红：",
        "王女士",
        "李某",
        "王小明和李明",
        "王 小 明 ， 李 小 红",
        "王小明、李小红等三人",
        "王小明等人",
        "王小明 先生",
        "黄石市欧阳小明女士",
        "司机王小明",
        "当事人：王小明",
        "王小明2人",
        "买买提·艾力",
        "阿不都热合曼．吐尔逊（个体工商户）",
        "JOHN SMITH",
        "Mary-Anne O'Neil",
    ],
)
def test_a_persons_name_is_seen_through_division_and_mark(name):
    assert looks_like_person(name, SURNAMES)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "王小明餐馆",
            "大冶市小明餐馆",
            "某某机械有限公司",
            "王",
            "",
            "Smith",
            "黄石市下陆区某某建材经营部（个体工商户）",
        ),
        *(
            "王、李",
            "王小明、某某机械有限公司",
            "某某同志",
            "某某等三人",
            "某某·某某餐馆",
            "某某·某某坊",
            "和黄大饭店",
            "、",
            "某.某.",
            "ABC Co., Ltd.",
        ),
        *("Acme Trading (HK)", "Golden Dragon Trading", "和平与发展基金会"),
    ],
)
def test_a_trade_name_is_not_a_persons_name(name):
    assert not looks_like_person(name, SURNAMES)


@pytest.mark.parametrize(
    ("frame", "mixed", "expected"),
    [
        (row(ORGANISATIONS, "某某机械有限公司", UNIFIED), True, "organisation"),
        (row(ORGANISATIONS, "某某机械有限公司"), True, "organisation"),
        (row(PERSONS, "某某机械有限公司", UNIFIED), True, "person"),
        (row("", "某某机械有限公司", UNIFIED), True, "organisation"),
        (row("", "某某机械有限公司"), True, "person"),
        (row("", "某某机械有限公司"), False, "organisation"),
        (row("别的词", "某某"), True, "person"),
        (row("", "王小明", CITIZEN), True, "person"),
        (row("", "某某", CITIZEN), False, "person"),
        (row("", "某某", OLD_CITIZEN, ""), False, "person"),
        (row("", "某某", TAXPAYER), False, "organisation"),
        (row(TRADERS, "王小明餐馆", TRADER), True, "sole-trader"),
        (row(TRADERS, "王小明", TRADER), True, "person"),
        (row(TRADERS, "大冶市王小明（个体工商户）", TRADER), False, "person"),
        (row(TRADERS, "王小明餐馆", CITIZEN, ""), True, "person"),
        (row(TRADERS, "王小明餐馆", CITIZEN + "00", ""), True, "person"),
        (row(TRADERS, "王小明餐馆", OLD_CITIZEN, ""), True, "person"),
        (row(TRADERS, "王小明餐馆", REGISTRATION), True, "sole-trader"),
        (row(ORGANISATIONS, "王小明", TRADER), True, "person"),
        (row(ORGANISATIONS, "王小明餐馆", TRADER), True, "sole-trader"),
        (row(ORGANISATIONS, "王小明"), True, "person"),
        (row(ORGANISATIONS, "王小明", UNIFIED), True, "organisation"),
        (row(ORGANISATIONS, "黄石一中"), False, "organisation"),
        (row(ORGANISATIONS, "买买提·艾力"), True, "person"),
        (row(TRADERS, "买买提·艾力", TRADER), True, "person"),
        (row(ORGANISATIONS, "王小明、李小红"), True, "person"),
        (row(ORGANISATIONS, "JOHN SMITH"), True, "person"),
        (row(ORGANISATIONS, "才让卓玛"), True, "person"),
        (row(ORGANISATIONS, "才让卓玛", UNIFIED), True, "organisation"),
        (row(TRADERS, "才让卓玛", TRADER), True, "sole-trader"),
        (row(ORGANISATIONS, "某某一坊"), True, "organisation"),
        (row(ORGANISATIONS, "青禾超市"), True, "organisation"),
        (row(ORGANISATIONS, "JOHN SMITH", UNIFIED), True, "organisation"),
    ],
)
def test_doubtful_means_person(frame, mixed, expected):
    assert [expected] == subject_kinds(frame, mixed=mixed, surnames=SURNAMES).tolist()


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (row(ORGANISATIONS, "某某", CITIZEN), True),
        (row(ORGANISATIONS, "某某", CITIZEN, ""), True),
        (row("", "某某", CITIZEN, ""), True),
        (row(ORGANISATIONS, "某某", OLD_CITIZEN, ""), True),
        (row(ORGANISATIONS, "某某", OLD_TAXPAYER, ""), True),
        (row(ORGANISATIONS, "某某", OLD_TAXPAYER), False),
        (row(PERSONS, "某某", CITIZEN), False),
        (row(TRADERS, "某某", CITIZEN, ""), False),
        (row(ORGANISATIONS, "某某", UNIFIED), False),
        (row(ORGANISATIONS, "某某", TAXPAYER), False),
        (row(ORGANISATIONS, "某某"), False),
    ],
)
def test_p13_a_citizens_number_does_not_belong_to_an_organisation(frame, expected):
    assert [expected] == entity_mismatch(frame).tolist()


def test_a_frame_without_rows_has_no_kinds():
    assert [] == subject_kinds(row("", "").head(0), mixed=True, surnames=SURNAMES).tolist()


@pytest.mark.parametrize(
    ("raw_code", "expected"),
    [
        (CITIZEN + "00", True),  # what tax offices hang on it
        (CITIZEN + "0X", True),
        (CITIZEN + "0A", False),
        (CITIZEN + "0", False),
        ("42029919900101001X00", False),  # the check does not hold
        ("99999999999999999999", False),  # twenty digits and no citizen
        (CITIZEN, True),
        (OLD_CITIZEN, True),
        ("", False),
    ],
)
def test_a_citizens_number_is_seen_alone_or_with_two_more_digits(raw_code, expected):
    series = pd.Series(["91110000600037341L", raw_code], dtype="str")

    assert [False, expected] == is_of_a_person(series, pd.Series(["", ""], dtype="str")).tolist()


def test_rows_are_judged_each_by_itself():
    frame = pd.concat(
        [row(ORGANISATIONS, "某某机械有限公司", UNIFIED), row(PERSONS, "王小明"), row(TRADERS, "王小明餐馆", TRADER)]
    )
    frame.index = pd.Index([4, 9, 2])

    kinds = subject_kinds(frame, mixed=True, surnames=SURNAMES)

    assert {4: "organisation", 9: "person", 2: "sole-trader"} == kinds.to_dict()


def test_a_long_run_of_places_before_a_name_is_seen_through():
    assert looks_like_person("湖北省黄石市下陆区王镇王小明", SURNAMES)
    assert not looks_like_person("湖北省黄石市下陆区某镇某某某某", SURNAMES)


@pytest.mark.parametrize("name", ["才让卓玛", "才让·卓玛", "才 让 卓 玛", "才让卓玛（个体工商户）", "（待核）才让"])
def test_a_name_is_as_short_as_a_persons_without_points_blanks_and_marks(name):
    assert is_short(name)


# Mutants that no test can notice:
# + named = over_values(frame["name"], lambda name: "1" if looks_like_person(name, surnames) else "XXXX") == "1"
# + shaped = over_values(frame["name"], lambda name: "1" if is_short(name) else "XXXX") == "1"
#   Whatever is not 1 is no.
