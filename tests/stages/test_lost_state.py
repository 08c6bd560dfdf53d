"""Lost state must not resurrect anyone (design §6)."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from generator.errors import StateError
from generator.model.city import Site
from generator.model.facts import Tombstone
from generator.stages.read import read_city
from generator.stages.remember import recall, write_ahead
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
