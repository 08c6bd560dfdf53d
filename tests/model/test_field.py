"""A field of the catalogue says what may be seen of it; what it does not say is withheld."""

from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.field import FieldSpec
from tests.model.descriptors import field


def read(**said: Any) -> FieldSpec:
    return FieldSpec.model_validate(field(**said))


def refusal(said: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as refused:
        FieldSpec.model_validate(said)
    return str(refused.value)


def test_a_field_that_does_not_say_who_may_see_it_does_not_load():
    assert "disclose" in refusal({"name": "名称", "credit": {}})


@pytest.mark.parametrize(
    ("disclose", "expected"),
    [
        ("public", ("public", "withhold", "withhold")),
        ({"organisation": "public", "sole-trader": "name"}, ("public", "name", "withhold")),
        ({"person": "district"}, ("withhold", "withhold", "district")),
    ],
)
def test_one_word_is_for_organisations_and_whoever_is_not_mentioned_sees_nothing(disclose, expected):
    credit = read(credit={"disclose": disclose}).credit

    assert expected == tuple(credit.disclosure(kind) for kind in ("organisation", "sole-trader", "person"))


@pytest.mark.parametrize(("check", "expected"), [("uscc", ("uscc",)), (["uscc", "tax-number"], ("uscc", "tax-number"))])
def test_a_check_is_one_or_many(check, expected):
    assert expected == read(credit={"check": check}).credit.check


def test_a_pattern_is_taken_where_both_engines_read_it_alike():
    assert read(constraints={"pattern": None}).constraints.pattern is None
    assert "(?:甲|乙)" == read(constraints={"pattern": "(?:甲|乙)"}).constraints.pattern


@pytest.mark.parametrize(
    ("pattern", "told"), [("甲|乙", "要写在 (?:…) 里"), ("((a)+)+", "重复里还有重复"), (r"\d", "理解不同")]
)
def test_i38_any_other_pattern_is_refused(pattern, told):
    assert told in refusal(field(constraints={"pattern": pattern}))


@pytest.mark.parametrize("name", ["@row", "record_id", "published_until", "note"])
def test_names_that_gongshi_gives_itself_are_refused(name):
    assert "字段名不能以 @ 开头" in refusal(field(name))


@pytest.mark.parametrize("kind", ["datetime", "time"])
@pytest.mark.parametrize("limit", ["minimum", "maximum"])
def test_a_moment_has_no_limits_for_frictionless_would_stop_at_a_time_zone(kind, limit):
    assert "不能写 minimum、maximum" in refusal(field(type=kind, constraints={limit: "2026-01-01"}))
    assert kind == read(type=kind).type
    assert "2026-01-01" == getattr(read(type="date", constraints={limit: "2026-01-01"}).constraints, limit)


@pytest.mark.parametrize(
    ("kind", "expected"), [("string", True), ("any", True), ("list", True), ("number", False), ("date", False)]
)
def test_a_text_may_hold_a_name(kind, expected):
    assert expected == read(type=kind).is_text


def test_a_field_plays_its_role_or_none():
    assert ("fine", None) == (read(credit={"role": "fine"}).role, read().role)
