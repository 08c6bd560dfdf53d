"""Lost state must not resurrect anyone (design §6)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from generator.errors import StateError
from generator.model.city import Site
from generator.model.facts import Tombstone
from generator.policy.marks import COLUMNS, DELIVERED
from generator.stages.read import read_city
from generator.stages.remember import keep_marks, kept_marks, recall, write_ahead
from generator.stages.remember.marks import BATCH_ROWS
from tests.builders import small_city

SHOWN = pd.DataFrame({"record_id": ["a" * 20], "dataset": ["penalties"]}, dtype="str")
STONE = Tombstone("penalties", "b" * 20, "", date(2026, 11, 24), "repaired", "")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return read_city(small_city(tmp_path / "city").data).site


def state_of_two_nights(tmp_path: Path, site: Site) -> Path:
    folder = tmp_path / "state"
    for day in ("2026-11-24", "2026-11-25"):
        memory = recall(folder, site, None)
        write_ahead(memory, {"as_of": day, "version": 1, "units": [], "rulings": {}}, [STONE], SHOWN)
    return folder


def test_a_whole_state_is_read_again(tmp_path: Path, site: Site):
    folder = state_of_two_nights(tmp_path, site)

    assert ["2026-11-24", "2026-11-25"] == recall(folder, site, None).days


def test_another_key_in_its_file_is_refused(tmp_path: Path, site: Site):
    folder = state_of_two_nights(tmp_path, site)
    (folder / "key").write_text("another", "utf-8")

    with pytest.raises(StateError, match="密钥与上次发布时的不同"):
        recall(folder, site, None)


def test_another_key_from_the_environment_is_refused(tmp_path: Path, site: Site):
    folder = state_of_two_nights(tmp_path, site)

    with pytest.raises(StateError, match="密钥与上次发布时的不同"):
        recall(folder, site, "another")


@pytest.mark.parametrize("kept", [None, 0, 1])
def test_a_ledger_that_is_gone_empty_or_shorter_is_refused(tmp_path: Path, site: Site, kept: int | None):
    folder = state_of_two_nights(tmp_path, site)
    ledger = folder / "ledger.jsonl"
    lines = ledger.read_text("utf-8").splitlines(keepends=True)
    ledger.unlink()
    if kept is not None:
        ledger.write_text("".join(lines[:kept]), "utf-8")

    with pytest.raises(StateError, match=r"state/ledger\.jsonl 缺失或变短"):
        recall(folder, site, None)


def test_a_build_killed_before_the_head_was_written_goes_on(tmp_path: Path, site: Site):
    folder = state_of_two_nights(tmp_path, site)
    first = (folder / "ledger.jsonl").read_text("utf-8").splitlines()[0].rpartition('"hash": "')[2][:64]
    (folder / "ledger.head").write_text(f"1 {first}\n", "utf-8")

    assert ["2026-11-24", "2026-11-25"] == recall(folder, site, None).days


def marks_of(*records: str, content: int = 1) -> pd.DataFrame:
    numbers = dict.fromkeys(("content", "until", "note", "number", "code", *DELIVERED.values()), content)
    table = pd.DataFrame({"record_id": list(records)}, dtype="str").assign(dataset="penalties", department="tax")
    return table.assign(**numbers, likeness="")[list(COLUMNS)]


def marked_state(tmp_path: Path, site: Site) -> Path:
    """Records a and b were shown on the first night, b and c on the second."""
    folder = tmp_path / "state"
    for day, marks in (("2026-11-24", marks_of("a", "b")), ("2026-11-25", marks_of("c", "b", content=2))):
        memory = recall(folder, site, None)
        guard = keep_marks(folder, marks)
        write_ahead(memory, {"as_of": day, "version": 1, "units": [], "rulings": {}, **guard}, [STONE], SHOWN)
    return folder


def test_marks_keep_their_place_and_hold_what_was_shown_last(tmp_path: Path, site: Site):
    marks = kept_marks(marked_state(tmp_path, site))

    assert [("a", 1), ("b", 2), ("c", 2)] == list(zip(marks["record_id"], marks["content"], strict=True))


def test_whole_marks_are_accepted_and_those_of_a_build_that_was_killed_before_its_ledger(tmp_path: Path, site: Site):
    folder = marked_state(tmp_path, site)
    keep_marks(folder, marks_of("d", "a", content=3))

    assert 2 == len(recall(folder, site, None).days)


def test_more_marks_than_are_taken_together_keep_their_place_too(tmp_path: Path, site: Site):
    folder, many = tmp_path / "state", 2 * BATCH_ROWS + 3
    first = [f"{number:06d}" for number in range(many)]
    second = [f"{number:06d}" for number in range(many + 5, BATCH_ROWS, -1)]
    for day, marks in (("2026-11-24", marks_of(*first)), ("2026-11-25", marks_of(*second, content=2))):
        memory = recall(folder, site, None)
        guard = keep_marks(folder, marks)
        write_ahead(memory, {"as_of": day, "version": 1, "units": [], "rulings": {}, **guard}, [STONE], SHOWN)

    marks = kept_marks(folder)

    assert [*first, *second[:6]] == marks["record_id"].tolist()
    assert [1] * (BATCH_ROWS + 1) + [2] * (many - BATCH_ROWS + 5) == marks["content"].tolist()
    assert 2 == len(recall(folder, site, None).days)


def cut(marks: pd.DataFrame) -> pd.DataFrame:
    return marks.iloc[:2]


def exchange(marks: pd.DataFrame) -> pd.DataFrame:
    return marks.assign(record_id=["a", "b", "x"])


def strip(marks: pd.DataFrame) -> pd.DataFrame:
    return marks.drop(columns="number")


@pytest.mark.parametrize("damage", [None, cut, exchange, strip], ids=["lost", "cut", "exchanged", "stripped"])
def test_marks_that_are_lost_cut_or_exchanged_are_refused(
    tmp_path: Path, site: Site, damage: Callable[[pd.DataFrame], pd.DataFrame] | None
):
    folder = marked_state(tmp_path, site)
    path = folder / "marks.parquet"
    marks = pd.read_parquet(path)
    path.unlink()
    if damage:
        damage(marks).to_parquet(path, index=False)

    with pytest.raises(StateError, match=r"state/marks\.parquet 缺失、变短或被换过"):
        recall(folder, site, None)


def test_unreadable_marks_are_refused(tmp_path: Path, site: Site):
    folder = marked_state(tmp_path, site)
    (folder / "marks.parquet").write_bytes(b"PAR1")

    with pytest.raises(StateError, match=r"state/marks\.parquet"):
        recall(folder, site, None)


def test_a_state_from_before_marks_were_guarded_is_read_and_guarded_from_its_next_build_on(tmp_path: Path, site: Site):
    folder = state_of_two_nights(tmp_path, site)
    marks_of("b", "a").drop(columns="likeness").to_parquet(folder / "marks.parquet", index=False)
    memory = recall(folder, site, None)
    guard = keep_marks(folder, marks_of("a"))
    write_ahead(memory, {"as_of": "2026-11-26", "version": 2, "units": [], "rulings": {}, **guard}, [STONE], SHOWN)

    (folder / "marks.parquet").unlink()

    with pytest.raises(StateError, match=r"state/marks\.parquet"):
        recall(folder, site, None)
