"""How a dataset is handed in."""

from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.schedule import Deliver, Expect

SAID = {"departments": ["tax"], "match": "*.csv", "mode": "append"}


def refusal(model: type[Deliver | Expect], said: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(said)
    return str(refused.value)


@pytest.mark.parametrize("match", ["penalties-*.csv", "2026/*.csv", "a.b.csv"])
def test_a_pattern_of_file_names_lies_inside_the_departments_folder(match):
    assert match == Deliver.model_validate({**SAID, "match": match}).match


@pytest.mark.parametrize("match", ["/etc/*", "~/x", "../x", "a/../../b", "a\\b", "https://x/y", ""])
def test_i36_a_pattern_that_leads_elsewhere_is_refused(match):
    assert ("match 只能是部门文件夹里" in refusal(Deliver, {**SAID, "match": match})) == bool(match)


def test_a_batch_is_the_one_group_of_its_pattern_or_none():
    assert Deliver.model_validate({**SAID, "batch": None}).batch is None
    assert "a-([0-9]{8})" == Deliver.model_validate({**SAID, "batch": "a-([0-9]{8})"}).batch


@pytest.mark.parametrize("batch", ["a", "(?:a)", "(a)(b)", "((a))"])
def test_a_batch_without_one_group_is_refused(batch):
    assert "恰好有一个分组" in refusal(Deliver, {**SAID, "batch": batch})


def test_i38_a_batch_that_could_take_for_ever_is_refused():
    assert "重复里还有重复" in refusal(Deliver, {**SAID, "batch": "((?:a+)+)"})


def test_every_is_a_day_at_least():
    assert ["P1D", "P1M", None] == [Expect.model_validate({"every": every}).every for every in ("P1D", "P1M", None)]
    assert "至少是一天" in refusal(Expect, {"every": "P0D"})
