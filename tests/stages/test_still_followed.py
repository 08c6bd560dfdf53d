"""Which lines of rulings are followed though their file holds them no more."""

import csv
from datetime import date
from pathlib import Path

import pytest

from generator.errors import CatalogueError
from generator.model.rulings import COLUMNS, COMMON, FOLLOWED
from generator.stages.read import read_city, read_rulings, still_followed
from tests.builders import SmallCity, small_city
from tests.sites.miniature import numbered

THEN, TONIGHT = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    return small_city(tmp_path / "city", "penalties")


def accepted(folder: Path, name: str, *lines: dict[str, str], place: str = "rulings") -> Path:
    """A configuration as it was accepted, as far as one file of rulings goes."""
    path = folder / place / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = (*COMMON, *COLUMNS[name])
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    return folder


def kept(city: SmallCity, folder: Path, then: date = THEN) -> list[tuple[str, int, str]]:
    known = read_city(city.data)
    rulings = still_followed(read_rulings(city.data, known), known, (city.data, folder), (then, TONIGHT))
    return [(one.file, one.line, one.record_number) for one in rulings.lines if one.is_kept]


def stop(number: int, **more: str) -> dict[str, str]:
    return {**numbered(number), "kind": "停止执行", "reason": "行政复议", **more}


def test_a_sorted_file_has_lost_nothing(city: SmallCity, tmp_path: Path):
    city.rule("withdrawals", **stop(2))
    city.rule("withdrawals", **stop(1))

    assert [] == kept(city, accepted(tmp_path / "old", "withdrawals", stop(1), stop(2)))


def test_of_two_equal_lines_the_one_that_is_gone_is_followed(city: SmallCity, tmp_path: Path):
    city.rule("withdrawals", **stop(1))

    found = kept(city, accepted(tmp_path / "old", "withdrawals", stop(1), stop(1)))

    assert [("withdrawals", 1, numbered(1)["record_number"])] == found


def test_a_line_that_was_dated_ahead_had_not_been_followed(city: SmallCity, tmp_path: Path):
    old = accepted(tmp_path / "old", "withdrawals", stop(1, decided_on="2026-11-25"))

    assert ([], 1) == (kept(city, old), len(kept(city, old, TONIGHT)))


def test_what_only_brings_back_ends_where_it_is_taken_away(city: SmallCity, tmp_path: Path):
    old = accepted(tmp_path / "old", "withdrawals", stop(1, kind="恢复执行"))
    accepted(old, "reinstatements", {**numbered(2), "reason": "查明无误"})

    assert [] == kept(city, old)


def test_lines_of_two_nights_are_followed_with_places_of_their_own(city: SmallCity, tmp_path: Path):
    old = accepted(tmp_path / "old", "withdrawals", stop(1), place=FOLLOWED)
    accepted(old, "withdrawals", stop(2))

    assert [1, 2] == [line for _, line, _ in kept(city, old)]


def test_before_the_first_build_nothing_was_followed(city: SmallCity):
    known = read_city(city.data)
    rulings = read_rulings(city.data, known)

    assert rulings is still_followed(rulings, known, (city.data, None), (None, TONIGHT))


def test_a_line_that_cannot_be_read_any_more_names_what_to_do(city: SmallCity, tmp_path: Path):
    old = accepted(tmp_path / "old", "withdrawals", stop(1, dataset="gone"))

    with pytest.raises(CatalogueError, match="登记 file rulings/withdrawals"):
        kept(city, old)
