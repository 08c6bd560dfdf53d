"""What operators write themselves holds no number and no name of a person; their office's own phone it may hold."""

import pytest

from generator.policy.naming import naming
from generator.policy.own_texts import KNOWN_NAME, LABELLED_NAME, NUMBER, finder, number_or_label

NAMING = naming(frozenset({"王", "李"}), frozenset())
PHONES = frozenset({"07146350000", "0714111111"})
ID = "420299199001010019"


def test_the_kinds_of_finding_are_told_apart():
    assert ("number", "labelled-name", "known-name") == (NUMBER, LABELLED_NAME, KNOWN_NAME)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"经办人{ID}", NUMBER),
        ("420299900101001", NUMBER),
        ("值班19900000001", NUMBER),
        ("一九九零零零零零零零一", NUMBER),
        ("卡6222020000000000000", NUMBER),
        ("鄂B12345", NUMBER),
        ("&#49;9900000001", NUMBER),
        ("&#x31;9900000001 和 0714-6350000", NUMBER),
        ("0714-6350001", NUMBER),
        ("0714-6350000、0714-6350001", NUMBER),
        ("0714-6350000", None),
        ("（0714）6350000", None),
        ("〇七一四-六三五零零零零", None),
        ("联系人：王小明", LABELLED_NAME),
        ("联系人：王　明", LABELLED_NAME),
        ("联\u2060系人：王\u00ad小明", LABELLED_NAME),
        ("负责人李大山，0714-6350000", LABELLED_NAME),
        (f"负责人李大山{ID}", NUMBER),
        ("office@example.com", None),
        ("黄市监处罚〔2026〕1号", None),
        ("负责人岗位", None),
        ("", None),
    ],
)
def test_a_personal_number_or_a_labelled_name_is_found(text, expected):
    assert expected == number_or_label(text, NAMING, PHONES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见李小红的来信", True), ("见李 小\u3000红的来信", True), ("见王明", False), ("欧阳小明来访", True),
        ("李小", False), ("", False),
    ],
)  # fmt: skip
def test_names_of_three_characters_and_more_are_found_whatever_blanks_stand_inside(text, expected):
    assert expected == finder(["李小红", "王明", "欧阳小明"])(text)


def test_nobody_is_found_where_nobody_is_known():
    assert not finder([])("李小红")
