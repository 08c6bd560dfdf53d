"""八: a measures list is a ledger; a line that is lost refuses the build."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import StateError
from generator.stages.remember import Memory, measure_counts, refuse_lost_measures
from tests.policy.rules.desk import example


def memory(*nights: Mapping[str, object]) -> Memory:
    return Memory(Path(), b"", tuple(nights), ())


def test_the_same_lines_and_more_are_accepted():
    before = {"measures": {"restraints": 1, "incentives": 1}}

    for one in (memory(), memory({}), memory(before, {"measures": measure_counts(example())})):
        refuse_lost_measures(one, example())


@pytest.mark.parametrize("file", ["restraints", "incentives"])
def test_a_lost_line_is_named(file: str):
    city = example()
    shorter = replace(city, **{file: getattr(city, file)[1:]})

    with pytest.raises(StateError, match=rf"measures/{file}\.csv 比上次少了 1 行"):
        refuse_lost_measures(memory({"measures": measure_counts(city)}), shorter)
