"""Columns are tidied alike whatever stands beside them, and twice is once."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.catalogue import Clean
from generator.model.field import FieldSpec
from generator.policy.normalise import TEXT, count_filled, normalise_column, steps_of

CELLS = st.text(alphabet=" \t\u3000\u200b'\"=Ａａ1一-/年月日\r\n\x07", max_size=12).map(
    lambda text: text.replace("\r", "\r\n")
)
FIELD = {"name": "代码", "credit": {"role": "subject-code", "disclose": "withhold"}}
DAY = {"name": "日期", "type": "date", "credit": {"disclose": "withhold", "forms": ["iso", "slash", "compact", "cn"]}}


def tidy(cells: list[str], descriptor: dict[str, object]) -> list[str]:
    steps = steps_of(FieldSpec.model_validate(descriptor), ())
    return list(normalise_column(pa.array(cells, TEXT), steps, frozenset({"", "— —"})).to_pylist())


@given(st.lists(CELLS, min_size=1, max_size=5), st.sampled_from([FIELD, DAY]))
def test_tidying_twice_is_tidying_once(cells: list[str], descriptor: dict[str, object]):
    once = tidy(cells, descriptor)

    assert once == tidy(once, descriptor)


@given(st.lists(CELLS, min_size=1, max_size=5), st.sampled_from([FIELD, DAY]))
def test_a_cell_is_tidied_the_same_alone_and_in_company(cells: list[str], descriptor: dict[str, object]):
    assert tidy(cells, descriptor) == [tidy([cell], descriptor)[0] for cell in cells]


def test_placeholders_hold_no_value():
    cells = pa.array(["", "— —", "甲", "乙"], TEXT)

    assert 2 == count_filled(cells, frozenset({"— —"}))


def steps(descriptor: dict[str, object], cells: list[str], *clean: dict[str, str]) -> list[str]:
    """The cells of a field after all its steps."""
    made = steps_of(FieldSpec.model_validate(descriptor), [Clean.model_validate(one) for one in clean])
    return list(normalise_column(pa.array(cells, TEXT), made, frozenset({"", "— —"})).to_pylist())


def field(**said: object) -> dict[str, object]:
    credit = {"disclose": "public", **{key: said.pop(key) for key in list(said) if key not in {"name", "type"}}}
    return {"name": "名称", **said, "credit": credit}


def test_i19_edges_and_guards_are_stripped_and_the_inside_stays():
    cells = [" 甲 乙\u3000", "\t'丙", '="丁"', "甲\t乙", "甲\r\n乙", "戊", ""]

    assert ["甲 乙", "丙", "丁", "甲 乙", "甲\n乙", "戊", ""] == steps(field(), cells)


@pytest.mark.parametrize("damage", ["\0", "\x07", "\x0b", "\x0c", "\x1f", "\x7f", "\x85"])
def test_a_damaged_cell_is_left_for_validate_to_see(damage):
    assert [f" 甲{damage}\t"] == steps(field(), [f" 甲{damage}\t"])


def test_a_placeholder_stays_as_it_was_declared():
    assert ["— —", "X"] == steps(field(role="subject-code"), ["— —", "x"])


def test_a_declared_suffix_falls_off_its_own_field_alone():
    cells = ["甲公司（副本）", "甲公司 （副本）", "（副本）甲", "乙"]
    own, other = {"field": "名称", "suffix": "（副本）"}, {"field": "地址", "suffix": "乙"}

    assert ["甲公司", "甲公司", "（副本）甲", "乙"] == steps(field(), cells, own, other, {"row_contains": "甲"})
    assert cells == steps(field(), cells, other)


def test_two_suffixes_fall_in_their_order_and_blanks_before():
    clean = [{"field": "名称", "suffix": "乙"}, {"field": "名称", "suffix": "甲"}]

    assert ["丙"] == steps(field(), [" 丙甲 乙 "], *clean)


def test_delivered_words_become_canonical_ones_after_they_are_tidied():
    words = {"企业": "法人及非法人组织", "个人": "自然人"}

    expected = ["法人及非法人组织", "自然人", "别的", ""]
    assert expected == steps(field(values=words), [" 企业", "个人", "别的", ""])


@pytest.mark.parametrize("said", [{"role": "subject-code"}, {"role": "authority-code"}, {"check": "uscc"}])
def test_codes_are_folded_by_role_or_check_and_nothing_else_is(said):
    assert ["91420200MA4K"] == steps(field(**said), ["９１４２０２００ｍａ 4k"])
    assert ["９１４２ｍａ 4k"] == steps(field(role="subject-name"), ["９１４２ｍａ 4k"])


def test_days_are_written_in_iso_by_the_declared_forms_of_a_date_field_alone():
    cells = ["2026年3月4日", "2026-03-04", "2026/3/4", "", "2099-12-31", "长期"]

    dates = steps(field(type="date", forms=["iso", "cn", "long-term"]), cells)

    assert ["2026-03-04", "2026-03-04", "2026/3/4", "", "9999-12-31", "9999-12-31"] == dates
    assert cells == steps(field(), cells)


def test_a_column_that_needs_nothing_comes_out_as_it_is():
    cells = pa.array(["甲", "乙"], TEXT)

    assert cells is normalise_column(cells, steps_of(FieldSpec.model_validate(field()), ()), frozenset())


def test_equal_cells_are_all_mended():
    assert ["甲", "甲", "乙", "甲"] == steps(field(), ["甲 ", "甲 ", "乙", "甲"])


def test_a_column_without_a_placeholder_is_filled_but_for_its_empty_cells():
    assert (1, 0) == (
        count_filled(pa.array(["", "甲"], TEXT), frozenset()),
        count_filled(pa.array([], TEXT), frozenset()),
    )


# Mutants that no test can notice:
# + nothing = pc.is_in(cells, value_set=pa.array(sorted(missing | {""}), None))
# + nothing = pc.is_in(cells, value_set=pa.array(sorted(missing | {""}), ))
# + delivered = pa.array(list(words), None)
# + delivered = pa.array(list(words), )
#   pandas, numpy and Arrow make the same type of these values by themselves, or one that is compared alike.
