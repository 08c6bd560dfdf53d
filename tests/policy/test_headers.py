"""Columns are found by name, alias or code, in any order; what is not declared is not let in (faults I14, I24, I25)."""

from typing import Any

import pytest

from generator.model.field import FieldSpec
from generator.policy.headers import fold_header, place_columns, recognised, spellings
from generator.policy.refusal import SourceRefusedError


def field(name: str, **credit: Any) -> FieldSpec:
    return FieldSpec.model_validate({"name": name, "credit": {"disclose": "public", **credit}})


FIELDS = (
    field("名称", aliases=["单位名称"], code="MC"),
    field("罚款金额（万元）", code="FK"),
    field("备注", optional=True),
)
KNOWN = spellings(FIELDS)


def refusal(cells: list[str], fields: tuple[FieldSpec, ...] = FIELDS) -> SourceRefusedError:
    with pytest.raises(SourceRefusedError) as refused:
        place_columns(cells, fields, spellings(fields))
    return refused.value


@pytest.mark.parametrize(
    "text",
    ["罚款金额(万元)", "罚款金额 【万元】", "罚款金额［万元］", "\ufeff罚款金额〔万元〕", "罚款\u200b金额\n(万元)"],
)
def test_spellings_of_one_header_fold_alike(text):
    assert "罚款金额(万元)" == fold_header(text)


def test_a_sign_of_multiplication_is_a_letter_and_nothing_else_changes():
    assert "2x3" == fold_header("2×3")
    assert "XXXX" == fold_header("XXXX")


def test_every_spelling_leads_to_the_place_of_its_field():
    assert {"名称": 0, "单位名称": 0, "MC": 0, "罚款金额(万元)": 1, "FK": 1, "备注": 2} == KNOWN


def test_a_spelling_that_two_fields_claim_is_none():
    assert {"甲": 0, "乙": 1} == spellings((field("甲", aliases=["丙"]), field("乙", aliases=["丙"])))


def test_a_spelling_that_one_field_says_twice_is_one():
    assert {"甲": 0, "丙": 0} == spellings((field("甲", aliases=["丙", "丙"]),))


def test_a_fields_own_name_goes_before_another_ones_alias():
    assert {"甲": 0, "乙": 1} == spellings((field("甲", aliases=["乙"]), field("乙")))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["名称", "罚款金额（万元）", "备注"], (0, 1, 2)),
        (["备注", "FK", " 单位名称 "], (2, 1, 0)),
        (["MC", "FK"], (0, 1, None)),
    ],
)
def test_i24_columns_are_placed_by_name_whatever_their_order(cells, expected):
    assert expected == place_columns(cells, FIELDS, KNOWN)


def test_i25_unknown_columns_are_named_by_their_position_alone():
    """It may be a row that lost its header: its cells are not told."""
    refused = refusal(["名称", "王小明", "FK", "手机号"])

    assert ("source-header", 1, "") == (refused.code, refused.row, refused.field)
    assert "第 2、4 列不在目录里" in refused.message
    assert "王小明" not in refused.message


def test_i24_a_column_that_stands_twice_is_refused_by_name():
    refused = refusal(["名称", "FK", "单位名称", "MC"])

    assert ("source-header", 1, "名称") == (refused.code, refused.row, refused.field)
    assert "“名称”有不止一列" in refused.message


def test_every_column_that_stands_twice_is_named():
    refused = refusal(["名称", "FK", "名称", "FK"])

    assert ("名称", True) == (refused.field, "“名称、罚款金额（万元）”有不止一列" in refused.message)


def test_i24_missing_columns_are_named_and_the_optional_one_is_not():
    refused = refusal(["备注"])

    assert ("source-header", 1, "名称") == (refused.code, refused.row, refused.field)
    assert "缺少列“名称、罚款金额（万元）”" in refused.message


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "，"])
def test_i14_a_delimiter_that_was_not_declared_is_named_as_such(delimiter):
    refused = refusal([delimiter.join(["名称", "FK", "备注"])])

    assert ("source-malformed", 1) == (refused.code, refused.row)
    assert "分隔符与目录声明的不同；请按目录的分隔符（不写就是半角逗号）导出" == refused.message


def test_i14_two_known_words_are_enough_and_one_is_not():
    assert "source-malformed" == refusal(["名称;FK"]).code
    assert "source-header" == refusal(["名称;丙"]).code


def test_a_file_of_one_column_has_no_delimiter():
    only = (field("名称;MC", aliases=["名称", "MC"]),)

    assert (0,) == place_columns(["名称;MC"], only, spellings(only))


def test_two_columns_of_which_one_holds_a_delimiter_are_unknown_columns():
    assert "source-header" == refusal(["名称;FK", "备注"]).code


@pytest.mark.parametrize("damage", ["\0", "\x1a", "\r"])
def test_i08_i09_a_damaged_header_is_malformed(damage):
    refused = refusal(["名称", f"罚{damage}款"])

    assert ("source-malformed", 1) == (refused.code, refused.row)
    assert "表头里有空字节或控制符，文件已损坏；请重新导出" == refused.message


@pytest.mark.parametrize(
    ("opening", "options", "expected"),
    [
        ("名称,FK,甲\n王,1,2\n", {}, 2),
        ("名称;FK;备注\n", {}, 3),
        ("名称，FK\n", {}, 2),
        ("名称^FK\n", {"delimiter": "^"}, 2),
        ("名称^FK\n", {}, 0),
        ("'名称';'FK'\n", {"quotechar": "'"}, 2),
        ("名" * 1001 + ",名称\n", {}, 1),
        ("", {}, 0),
    ],
)
def test_declared_columns_are_counted_in_the_first_record_under_any_delimiter(opening, options, expected):
    assert expected == recognised(opening, KNOWN, options)


@pytest.mark.parametrize(("length", "expected"), [(1_000, 1), (1_001, 0)])
def test_a_cell_of_more_than_a_thousand_characters_is_no_column(length, expected):
    """Read in a wrong encoding a whole file is one cell: folding it would take long for nothing."""
    long = "名" * length

    assert expected == recognised(f"{long}\n", spellings((field(long),)), {})
