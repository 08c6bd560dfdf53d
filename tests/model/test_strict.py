"""What a configured file says is taken as it stands: no unknown key, no word of another type, no value in an error."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.strict import Day, IsoDay, MaybeDay, Slug, Strict, read_day


class Example(Strict):
    name: Slug = "a"
    day: Day = date(2026, 1, 1)
    text_day: IsoDay = "2026-01-01"
    maybe: MaybeDay = None
    flag: bool = False
    count: int = 0
    share: float = 0.0
    many: tuple[tuple[str, ...], ...] = ()


def refusal(**said: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        Example.model_validate(said)
    return str(refused.value)


def test_lists_become_sequences_that_cannot_change_however_deep():
    assert (("a", "b"), ("c",)) == Example.model_validate({"many": [["a", "b"], ["c"]]}).many


@pytest.mark.parametrize(
    "said", [{"flag": "yes"}, {"count": "1"}, {"flag": 1}, {"share": float("nan")}, {"unknown": 1}]
)
def test_i37_a_word_of_another_type_or_an_unknown_key_is_refused(said):
    assert "Example" in refusal(**said)


def test_an_error_never_repeats_what_was_written():
    assert "420299" not in refusal(count="420299199001010019")


def test_a_value_cannot_be_changed():
    with pytest.raises(ValidationError):
        Example().count = 2


@pytest.mark.parametrize("name", ["a", "red-list-2", "a1"])
def test_a_name_that_stands_in_addresses_is_small_letters_digits_and_hyphens(name):
    assert name == Example.model_validate({"name": name}).name


@pytest.mark.parametrize("name", ["", "A", "1a", "-a", "a_b", "a/b", "名称", "a b", "a\n"])
def test_c10_any_other_name_is_refused_with_what_to_do(name):
    assert "以字母开头" in refusal(name=name)


def test_a_day_is_a_quoted_iso_day():
    made = Example.model_validate({"day": "2026-04-01", "text_day": "2024-02-29", "maybe": "2026-11-24"})

    assert (date(2026, 4, 1), "2024-02-29", date(2026, 11, 24)) == (made.day, made.text_day, made.maybe)


@pytest.mark.parametrize("nothing", ["", None])
def test_an_empty_day_is_none_where_there_need_not_be_one(nothing):
    assert Example.model_validate({"maybe": nothing}).maybe is None
    assert "日期要写成加引号" in refusal(day=nothing)


@pytest.mark.parametrize(
    "day", ["20260401", "2026-4-1", "2026/04/01", "2026-W14-3", 46113, date(2026, 4, 1), "2026-04-01 "]
)
def test_i40_a_day_in_another_form_is_refused(day):
    with pytest.raises(ValueError, match="日期要写成加引号"):
        read_day(day)


@pytest.mark.parametrize("day", ["2025-02-29", "2026-13-01", "2026-04-31", "0000-01-01"])
def test_i40_a_day_that_no_calendar_has_is_refused(day):
    with pytest.raises(ValueError, match="没有这一天"):
        read_day(day)
