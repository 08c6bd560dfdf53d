"""What a night changed is told as counts; the one list of names is of organisations that are shown tonight."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from generator.errors import StateError
from generator.model.changes import Addition, Change, Counts
from generator.model.parts import PublicPart
from generator.stages.reckon.contrast import contrast, keep_night

KEY = b"a key of nobody"
NOBODY = Counts()


class Nights:
    """A state, and the nights built on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = root / "state"
        self.state.mkdir()
        self.made = 0

    def build(self, day: str, *rows: tuple[str, str, str], keeps: bool = True) -> tuple[Change, ...]:
        """Build a night whose rows are (id, kind, fact)."""
        self.made += 1
        work = self.root / f"work-{self.made}"
        work.mkdir()
        table = pd.DataFrame(rows, columns=["record_id", "@kind", "事实"], dtype="str")
        table = table.assign(published_until="2027-01-01", note=None, **{"@date": "2026-11-01", "@name": "单位甲"})
        table.to_parquet(work / "public.parquet")
        part = PublicPart("penalties", "ecology", 0, len(rows), work / "public.parquet")
        made = contrast([part] if rows else [], KEY, date.fromisoformat(day), self.state, work)
        if keeps:
            keep_night(work, self.state)
        return made.changes


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path)


def row(record_id: str, fact: str = "旧", kind: str = "organisation") -> tuple[str, str, str]:
    return record_id, kind, fact


def told(changes: tuple[Change, ...]) -> dict[str, Counts]:
    return {one.day.isoformat(): one.organisations for one in changes}


def test_the_first_night_counts_everything_as_added_and_names_nobody(nights: Nights):
    (first,) = nights.build("2026-11-01", row("aa"), row("bb"))

    assert (Counts(added=2), NOBODY, True, ()) == (first.organisations, first.persons, first.is_first, first.additions)


def test_a_night_is_compared_with_the_last_earlier_day(nights: Nights):
    nights.build("2026-11-01", row("aa"), row("bb"), row("cc"))

    changes = nights.build("2026-11-04", row("aa"), row("bb", "新"), row("dd"))

    assert {"2026-11-01": Counts(3), "2026-11-04": Counts(1, 1, 1)} == told(changes)
    assert (Addition("dd", "单位甲", "2027-01-01"),) == changes[0].additions
    assert not changes[0].is_first


def test_a_second_build_of_a_day_tells_the_same(nights: Nights):
    nights.build("2026-11-01", row("aa"))
    first = nights.build("2026-11-02", row("aa"), row("bb"))
    kept = {path.name: path.read_bytes() for path in nights.state.iterdir()}

    second = nights.build("2026-11-02", row("aa"), row("bb"))

    assert first == second
    assert kept == {path.name: path.read_bytes() for path in nights.state.iterdir()}


def test_a_second_build_of_a_day_with_other_rows_is_compared_with_the_day_before_too(nights: Nights):
    nights.build("2026-11-01", row("aa"))
    nights.build("2026-11-02", row("aa"), row("bb"))

    changes = nights.build("2026-11-02", row("cc"))

    assert Counts(added=1, removed=1) == changes[0].organisations


def test_a_night_that_is_not_kept_leaves_no_trace(nights: Nights):
    nights.build("2026-11-01", row("aa"))

    nights.build("2026-11-02", row("bb"), keeps=False)

    assert {"2026-11-01": Counts(1)} == told(nights.build("2026-11-03", row("aa")))


def test_an_earlier_night_is_redrawn_without_what_has_come_down(nights: Nights):
    """Its count stands, for it says nobody's name; the name goes."""
    nights.build("2026-11-01", row("aa"))
    nights.build("2026-11-02", row("aa"), row("bb"), row("cc"))

    changes = nights.build("2026-11-03", row("aa"), row("cc"))

    second = next(one for one in changes if one.day == date(2026, 11, 2))
    assert (Counts(added=2), 1, ["cc"]) == (
        second.organisations,
        second.still_shown,
        [one.record_id for one in second.additions],
    )


def test_a_record_that_comes_back_is_added_anew(nights: Nights):
    nights.build("2026-11-01", row("aa"), row("bb"))
    nights.build("2026-11-02", row("aa"))

    changes = nights.build("2026-11-03", row("aa"), row("bb"))

    assert (Counts(added=1), ["bb"]) == (changes[0].organisations, [one.record_id for one in changes[0].additions])


def test_persons_are_counted_apart_and_never_named(nights: Nights):
    nights.build("2026-11-01", row("aa"))

    changes = nights.build("2026-11-02", row("aa"), row("bb", kind="person"))

    assert (NOBODY, Counts(added=1), ()) == (changes[0].organisations, changes[0].persons, changes[0].additions)


def test_a_quiet_night_is_not_told_of(nights: Nights):
    nights.build("2026-11-01", row("aa"))

    assert {"2026-11-01": Counts(1)} == told(nights.build("2026-11-02", row("aa")))


def test_everything_gone_is_told_too(nights: Nights):
    nights.build("2026-11-01", row("aa"))

    assert Counts(removed=1) == nights.build("2026-11-02")[0].organisations


def test_a_night_of_long_ago_is_not_told_of_any_more(nights: Nights):
    nights.build("2026-10-01", row("aa"))

    assert {"2026-11-01": Counts(1)} == told(nights.build("2026-11-01", row("aa"), row("bb")))


def test_only_so_many_additions_are_named(nights: Nights):
    nights.build("2026-11-01", row("aa"))

    (newest, _) = nights.build("2026-11-02", row("aa"), *(row(f"b{number:02d}") for number in range(30)))

    assert (30, 20, "b00") == (newest.still_shown, len(newest.additions), newest.additions[0].record_id)


def test_what_is_kept_holds_no_word_of_a_record(nights: Nights):
    nights.build("2026-11-01", row("aa", "王小明"))

    kept = pd.read_parquet(nights.state / "night.parquet")

    assert ["day", "dataset", "record_id", "person", "content", "since"] == list(kept.columns)
    assert "uint64" == str(kept["content"].dtype)


def test_another_key_gives_another_hash(nights: Nights, tmp_path: Path):
    """An unkeyed hash of a short text could be guessed."""
    part = tmp_path / "one.parquet"
    pd.DataFrame({"record_id": ["aa"], "@kind": ["organisation"], "@name": ["甲"], "@date": [""]}).assign(
        published_until="2027-01-01"
    ).to_parquet(part)
    hashes = []
    for key in (b"one", b"other"):
        contrast([PublicPart("penalties", "ecology", 0, 1, part)], key, date(2026, 11, 1), nights.state, tmp_path)
        hashes.append(pd.read_parquet(tmp_path / "contrasted" / "night.parquet")["content"].item())

    assert hashes[0] != hashes[1]


def test_a_damaged_memory_of_last_night_is_named(nights: Nights):
    (nights.state / "night.parquet").write_bytes(b"PAR1")

    with pytest.raises(StateError, match="night"):
        nights.build("2026-11-01", row("aa"))
