"""Columns are tidied alike whatever stands beside them, and twice is once."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

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
