"""Which dataset claims a delivered file, in which order batches stand, and which names a report may repeat."""

from typing import Any

import pytest

from generator.model.schedule import Deliver
from generator.policy.file_names import batch_of, batch_order, is_beside, matches, may_name_a_person

SURNAMES = frozenset({"王", "欧阳"})


def deliver(**said: Any) -> Deliver:
    return Deliver.model_validate({"departments": ["tax"], "match": "*.csv", "mode": "append", **said})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("published.csv", True), ("2026/published_11.csv", True), ("penalties.csv.count", True),
        ("penalties.csv.sha256", True), (".gitkeep", True), ("2026/.gitignore", True), ("penalties.csv", False),
        ("published.txt", False), ("published/penalties.csv", False), ("penalties.count.csv", False),
    ],
)  # fmt: skip
def test_what_stands_beside_the_deliveries_is_none_itself(name, expected):
    assert expected == is_beside(name)


@pytest.mark.parametrize(
    ("match", "name", "expected"),
    [
        ("a*.csv", "a1.csv", True), ("a*.csv", "2026/a1.csv", True), ("a*.csv", "A1.CSV", False),
        ("2026/a*.csv", "2026/a1.csv", True), ("2026/a*.csv", "a1.csv", False),
    ],
)  # fmt: skip
def test_a_pattern_without_a_slash_is_held_against_the_last_part_of_a_name(match, name, expected):
    assert expected == matches(deliver(match=match), name)


def test_i32_a_batch_is_what_the_declared_pattern_finds_else_the_name():
    assert "2026/a1.csv" == batch_of(deliver(), "2026/a1.csv")
    assert "20261101" == batch_of(deliver(batch="([0-9]{8})"), "a-20261101-b.csv")
    assert batch_of(deliver(batch="([0-9]{8})"), "a.csv") is None


def test_batches_stand_in_the_order_of_their_numbers_and_names_as_they_are():
    batches = ["10", "9", "b", "a", "09", "2026-10", "2026-9"]

    assert ["09", "9", "10", "2026-10", "2026-9", "a", "b"] == sorted(batches, key=batch_order)
    assert ("00000000000000000009", "9") == batch_order("9")
    assert ("甲", "甲") == batch_order("甲")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("penalties-20261124.csv", False),  # a day
        ("penalties-20261324.csv", True),  # no day of the calendar
        ("penalties-202611240.csv", True),  # nine digits
        ("19900000001.csv", True),
        ("42029919900101001x.csv", True),
        ("４２０２９９１９９００１０１００１９.csv", True),
        ("1234567.csv", False),
        ("20261124-19900000001.csv", True),
        ("处罚_王小明.csv", True),
        ("欧阳小明.csv", True),
        ("王.csv", False),
        ("王小明建材.csv", False),  # five characters are no name
        ("小王处罚.csv", False),
        ("处罚_20261101.csv", False),
        ("王明-2026.csv", True),
    ],
)
def test_a_file_name_that_could_hold_a_person_is_not_repeated(name, expected):
    assert expected == may_name_a_person(name, SURNAMES)
