"""How promptly records come and go is measured on the site itself, from the nights on which they were shown."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from generator.model import parts
from generator.model.changes import Change, Counts, Promptness
from generator.model.facts import Facts, PartFacts, Ruled
from generator.model.parts import PrivatePart, PublicPart
from generator.model.rulings import Ruling
from generator.stages.reckon.gauge import Repair, gauge, repairs_of

NONE = np.array([], dtype=np.int64)


def repair(decided_on: str) -> Ruling:
    day = date.fromisoformat(decided_on)
    return Ruling("repairs", 2, "penalties", "ecology", "1号", "", "", "局", "函1", day, {"action": "终止公示"})


def repaired(
    folder: Path, decided_on: str, kind: str = "organisation", reason: str = "repaired", last: str = "2026-11-03"
):
    """What `repairs_of` says of one record that was last shown on a night; builds on the 1st, 3rd, 4th and 9th."""
    frame = pd.DataFrame({parts.RECORD_ID: ["aa"], parts.REASON: [reason], parts.KIND: [kind]}, dtype="str")
    frame.to_parquet(folder / "private.parquet")
    part = PrivatePart("penalties", "ecology", 0, 1, folder / "private.parquet", folder / "verdicts.parquet")
    ruled = Ruled(repair(decided_on), np.array([0]), is_exact=True)
    facts = Facts({0: PartFacts(NONE, NONE, NONE, (ruled,))}, ())
    intervals = pd.DataFrame({"record_id": ["aa"], "last": [last]})
    return repairs_of([part], facts, intervals, ["2026-11-01", "2026-11-03", "2026-11-04", "2026-11-09"])


@pytest.mark.parametrize(("decided_on", "days"), [("2026-11-04", 0), ("2026-11-03", 1), ("2026-10-28", 7)])
def test_a_repair_takes_as_long_as_until_the_first_night_without_the_record(tmp_path: Path, decided_on: str, days: int):
    assert [Repair("ecology", days)] == repaired(tmp_path, decided_on)


@pytest.mark.parametrize(
    "case",
    [
        {"decided_on": "2026-11-05"},  # it had come down before
        {"decided_on": "2026-11-03", "kind": "person"},
        {"decided_on": "2026-11-03", "reason": "taken-down"},
        {"decided_on": "2026-11-03", "last": "2026-11-09"},  # it is still there tonight
    ],
    ids=str,
)
def test_what_no_repair_took_down_is_not_measured(tmp_path: Path, case: dict[str, str]):
    assert [] == repaired(tmp_path, **case)


def public(folder: Path, rows: list[tuple[str, str, str, str]]) -> PublicPart:
    """A part whose rows are (id, kind, day, pending)."""
    frame = pd.DataFrame(rows, columns=["record_id", "@kind", "@date", "@pending"], dtype="str")
    frame.assign(**{"@department": "ecology"}).to_parquet(folder / "public.parquet")
    return PublicPart("penalties", "ecology", 0, len(rows), folder / "public.parquet")


def night(day: str, *, is_first: bool = False) -> Change:
    return Change(date.fromisoformat(day), "penalties", Counts(1), Counts(), is_first, (), 1)


def since(**days: str) -> pd.DataFrame:
    return pd.DataFrame({"record_id": list(days), "dataset": "penalties", "since": list(days.values())}, dtype="str")


def test_the_delay_to_publication_is_the_median_of_what_was_added_after_the_first_night(tmp_path: Path):
    part = public(
        tmp_path,
        [
            ("aa", "organisation", "2020-01-01", ""),
            ("bb", "organisation", "2026-11-01", ""),
            ("cc", "sole-trader", "2026-10-30", ""),
            ("dd", "person", "2026-01-01", ""),
            ("ee", "organisation", "", ""),
        ],
    )
    added = since(aa="2026-11-01", bb="2026-11-03", cc="2026-11-03", dd="2026-11-03", ee="2026-11-03")

    measured = gauge([part], [night("2026-11-03"), night("2026-11-01", is_first=True)], added, [])

    assert (Promptness("ecology", 0, 0, 3.0, None),) == measured


def test_open_objections_of_persons_are_counted_apart(tmp_path: Path):
    part = public(tmp_path, [("aa", "organisation", "", "2026-11-01"), ("bb", "person", "", "2026-11-02")])

    assert (Promptness("ecology", 1, 1, None, None),) == gauge([part], [], since(), [])


def test_a_department_that_shows_nothing_any_more_is_measured_by_its_repairs():
    repairs = [Repair("ecology", days) for days in (0, 1, 1, 9)]

    assert (Promptness("ecology", 0, 0, None, 1.0),) == gauge([], [], since(), repairs)
