"""Masks show a surname or a district and nothing more, once and for all."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.policy.masks import MASKS, mask_address, mask_name, mask_series

SURNAMES = frozenset({"王", "李", "欧", "欧阳", "司马"})
NAMES = st.text(alphabet=st.sampled_from(list("王李欧阳司马小明 　*·aB某")), max_size=6)
PLACES = st.lists(
    st.sampled_from(
        [
            "湖北省",
            "黄石市",
            "大冶市",
            "下陆区",
            "阳新县",
            "某路",
            "8号",
            "锦绣小区",
            "恩施土家族苗族自治州",
            "3栋",
            " ",
        ]
    ),
    max_size=6,
).map("".join)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("王明", "王**"),
        ("王小明", "王**"),
        ("王　明", "王**"),
        ("欧阳小明", "欧阳**"),
        ("欧阳明", "欧阳**"),
        ("欧阳", "欧**"),
        ("阿依古丽·买买提", "阿**"),
        ("王*明", "王**"),
        ("王", "王**"),
        ("*", "**"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname_alone(name, expected):
    assert expected == mask_name(name, SURNAMES)


@given(NAMES, NAMES)
def test_the_length_of_a_given_name_does_not_show(first, second):
    assert len(mask_name("王" + first, SURNAMES)) == len(mask_name("王" + second, SURNAMES))


@pytest.mark.parametrize("disclosure", sorted(MASKS))
@given(text=NAMES | PLACES | st.text(max_size=12))
def test_a_mask_of_a_mask_is_itself(disclosure, text):
    masked = MASKS[disclosure](text, SURNAMES)

    assert masked == MASKS[disclosure](masked, SURNAMES)


@given(NAMES)
def test_a_mask_shows_at_most_two_characters_of_a_name(name):
    assert len(mask_name(name, SURNAMES).strip("*")) <= 2


@given(PLACES)
def test_what_is_left_of_an_address_is_its_beginning_without_a_digit(address):
    district = mask_address(address)

    assert address.strip().startswith(district)
    assert not any(map(str.isdigit, district))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("湖北省黄石市下陆区某路8号", "湖北省黄石市下陆区"),
        ("黄石市大冶市还地桥镇某村3组", "黄石市大冶市"),
        ("阳新县某镇8号", "阳新县"),
        ("黄石市某路88号锦绣小区3栋", "黄石市"),
        ("锦绣小区3栋501室", ""),
        ("某路8号", ""),
        ("", ""),
    ],
)
def test_an_address_ends_with_its_district(address, expected):
    assert expected == mask_address(address)


def test_a_column_is_masked_as_its_cells_are():
    series = pd.Series(["王小明", None, "欧阳小明"], dtype="str", index=[4, 2, 9])

    masked = mask_series(series, "name", SURNAMES)

    assert (["王**", "", "欧阳**"], [4, 2, 9]) == (masked.tolist(), masked.index.tolist())


def test_an_unknown_disclosure_fails():
    with pytest.raises(KeyError):
        mask_series(pd.Series(["王小明"], dtype="str"), "initials", SURNAMES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("欧阳**", "欧阳**"), ("欧阳*", "欧**"), ("欧阳明**", "欧阳**"), ("王明**", "王**"), ("欧阳***", "欧**")],
)
def test_of_two_characters_both_stay_only_where_the_mask_stands_behind_them(name, expected):
    assert expected == mask_name(name, SURNAMES)


@pytest.mark.parametrize("text", ["王小明", "420299199001010019", ""])
def test_what_is_withheld_shows_nothing_and_what_is_public_everything(text):
    assert ("", text) == (MASKS["withhold"](text, SURNAMES), MASKS["public"](text, SURNAMES))


def test_there_is_a_mask_for_each_disclosure_but_free_text():
    assert {"public", "name", "district", "withhold"} == set(MASKS)
