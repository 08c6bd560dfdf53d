"""What was removed stays away: until a reinstatement, and a red-list entry until a recognition, each strictly later."""

import numpy as np
import pytest

from generator.model.facts import Graves
from generator.policy.rules.tombstone import judge
from tests.policy.rules.desk import case, ruling, said

GONE = "2026-11-20"
AEO = "red-list-customs-aeo"


def graves(*codes: str) -> Graves:
    """One stone a row, of one day."""
    days = np.array([GONE] * len(codes), dtype="datetime64[D]")
    return Graves(np.arange(len(codes)), days, np.array(codes))


@pytest.mark.parametrize(("decided_on", "codes"), [(GONE, ["tombstoned"]), ("2026-11-21", [])])
def test_a_reinstatement_strictly_later_than_the_removal_brings_a_record_back(decided_on: str, codes: list[str]):
    back = (ruling("reinstatements", 2, decided_on), [0])

    found = said(judge, case("penalties", [{}, {}], ruled=[back], graves=graves("repaired", "repaired")))

    assert [codes, ["tombstoned"]] == found


@pytest.mark.parametrize(("day", "codes"), [(GONE, ["tombstoned"]), ("2026-11-21", [])])
@pytest.mark.parametrize("exit_", ["red-list-revoked", "red-list-conflict"])
def test_a_later_recognition_brings_a_red_list_entry_back(exit_: str, day: str, codes: list[str]):
    assert [codes] == said(judge, case(AEO, [{"listed-on": day}], graves=graves(exit_)))


def test_a_later_recognition_brings_nothing_else_back():
    rows = [{"listed-on": "2026-11-21"}, {"listed-on": "2026-11-21"}]

    found = said(judge, case(AEO, rows, graves=graves("red-list-conflict", "taken-down")))

    assert [[], ["tombstoned"]] == found


def test_a_reinstated_entry_needs_no_recognition():
    back = (ruling("reinstatements", 2, "2026-11-21"), [0])
    rows = [{"listed-on": "2025-01-01"}, {"listed-on": "2025-01-01"}]

    found = said(judge, case(AEO, rows, ruled=[back], graves=graves("red-list-conflict", "red-list-conflict")))

    assert [[], ["tombstoned"]] == found


def test_of_two_stones_of_one_record_the_later_holds():
    days = np.array([GONE, "2026-11-22"], dtype="datetime64[D]")
    both = Graves(np.array([0, 0]), days, np.array(["repaired", "repaired"]))
    back = (ruling("reinstatements", 2, "2026-11-21"), [0])

    assert [["tombstoned"]] == said(judge, case("penalties", [{}], ruled=[back], graves=both))
