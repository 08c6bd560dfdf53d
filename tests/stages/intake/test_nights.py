"""One night after another: what stands in for a refused delivery, and what may not come back (I26, I29–I32)."""

import hashlib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.errors import StateError
from generator.model.delivery import AcceptedUnit
from generator.stages.intake import commit
from tests.stages.intake.desk import (
    TODAY,
    Desk,
    codes_of,
    dataset,
    numbers_of,
    row,
    rows,
    table_of,
    text_of,
    unit_of,
)  # fmt: skip

YESTERDAY = TODAY - timedelta(days=1)


def numbers(*which: int) -> list[str]:
    return [row(number)["文号"] for number in which]


def desk_of(tmp_path: Path, **credit: Any) -> Desk:
    return Desk(tmp_path, (dataset(**credit),))


def append_desk(tmp_path: Path, **credit: Any) -> Desk:
    return desk_of(tmp_path, deliver={"mode": "append", "batch": "watch-([0-9]+)"}, **credit)


def test_a_snapshot_drops_what_it_omits(desk: Desk):
    desk.hand_in("watch.csv", rows(1, 2))
    desk.night(YESTERDAY)
    desk.hand_in("watch.csv", rows(2, 3))

    unit = desk.night()

    assert (numbers(2, 3), TODAY, False) == (numbers_of(unit), unit.data_date, unit.fallback)


def test_nothing_is_written_before_it_is_accepted(desk: Desk):
    desk.hand_in("watch.csv", rows(1))

    desk.take_in()

    assert not desk.state.exists()


@pytest.mark.parametrize("content", [b"", text_of(rows(1)).split("\n")[0] + "\n"], ids=["no byte", "header only"])
def test_i26_an_empty_delivery_falls_back(desk: Desk, content: str | bytes):
    desk.hand_in("watch.csv", rows(1, 2))
    desk.night(YESTERDAY)
    desk.hand_in("watch.csv", content)

    unit = desk.night()

    assert (["source-empty"], numbers(1, 2), YESTERDAY) == (codes_of(unit), numbers_of(unit), unit.data_date)


def test_i26_a_header_alone_is_fine_where_no_row_is_asked_for(tmp_path: Path):
    desk = desk_of(tmp_path, expect={"min_rows": 0})
    desk.hand_in("watch.csv", text_of(rows(1)).split("\n")[0] + "\n")

    assert (None, 0) == (desk.unit().verdict, desk.unit().files[0].rows)


@pytest.mark.parametrize(("until", "verdict"), [("2026-11-24", None), ("2026-11-23", "source-empty")])
@pytest.mark.parametrize("content", ["", "header"])
def test_i26_an_empty_delivery_is_allowed_until_a_day(tmp_path: Path, until: str, verdict: str | None, content: str):
    desk = desk_of(tmp_path, deliver={"allow_empty_until": until})
    desk.hand_in("watch.csv", text_of(rows(1)).split("\n")[0] + "\n" if content else "")

    assert verdict == desk.unit().verdict


def test_i26_fewer_rows_than_asked_for_are_refused(tmp_path: Path):
    desk = desk_of(tmp_path, expect={"min_rows": 3})
    desk.hand_in("watch.csv", rows(1, 2))

    assert "source-empty" == desk.unit().verdict


def test_a_unit_never_accepted_has_nothing(desk: Desk):
    desk.hand_in("watch.csv", "坏\n")

    unit = desk.night()

    assert ((), None, False) == (unit.files, unit.data_date, unit.fallback)


def test_a_missing_file_keeps_the_last_rows_and_is_reported(desk: Desk):
    desk.hand_in("watch.csv", rows(1))
    desk.night(YESTERDAY)
    (desk.folder / "watch.csv").unlink()

    unit = desk.night()

    assert (["source-missing"], numbers(1), True, YESTERDAY, 0) == (
        codes_of(unit), numbers_of(unit), unit.fallback, unit.data_date, unit.delivered,
    )  # fmt: skip


def test_nothing_is_missing_once_a_dataset_has_ended(tmp_path: Path):
    desk = desk_of(tmp_path, deliver={"ended_on": "2026-11-20"})

    assert [] == codes_of(desk.unit())


def test_a_refused_unit_is_read_again_under_todays_catalogue(tmp_path: Path):
    desk = desk_of(tmp_path)
    desk.hand_in("watch.csv", [row(1, 事实="抽检不合格（编辑）")])
    desk.night(YESTERDAY)
    desk.datasets = (dataset(clean=[{"field": "事实", "suffix": "（编辑）"}]),)
    desk.hand_in("watch.csv", "坏\n")

    assert "抽检不合格" == table_of(desk.night())[0]["事实"]


def shrunk(tmp_path: Path, **credit: Any) -> Desk:
    """Yesterday ten rows, tonight the rows 1, 2 and a new one."""
    desk = desk_of(tmp_path, expect={"shrink": 0.1, "grow": 2}, **credit)
    desk.hand_in("watch.csv", rows(*range(1, 11)))
    desk.night(YESTERDAY)
    desk.hand_in("watch.csv", rows(1, 2, 11))
    return desk


def test_i29_what_a_shrunk_adverse_list_omits_comes_down_and_what_it_adds_waits(tmp_path: Path):
    unit = shrunk(tmp_path).night()

    omitted = [table_of(unit)[place]["文号"] for _, place in sorted(unit.omitted)]
    assert ["source-shrunk"] == codes_of(unit)
    assert numbers(*range(3, 11)) == omitted
    assert {str(unit.files[0].path)} == {path for path, _ in unit.omitted}
    assert [(False, 10), (True, 1)] == [(file.waiting, file.rows) for file in unit.files]
    assert numbers(11) == [cells["文号"] for cells in table_of(unit, 1)]
    assert (3, YESTERDAY) == (unit.delivered, unit.data_date)


def test_i29_a_corrected_cell_is_no_omission(tmp_path: Path):
    desk = shrunk(tmp_path)
    desk.hand_in("watch.csv", [row(1, 事实="改正", 文号="第黄环罚[2026]1号"), row(2)])

    unit = desk.night()

    assert 8 == len(unit.omitted)
    assert [10, 0] == [file.rows for file in unit.files]


def test_i29_a_shrunk_list_that_harms_nobody_falls_back_whole(tmp_path: Path):
    unit = shrunk(tmp_path, kind="red-list").night()

    assert (["source-shrunk"], frozenset(), 1) == (codes_of(unit), unit.omitted, len(unit.files))
    assert numbers(*range(1, 11)) == numbers_of(unit)


def test_i29_a_drop_that_is_allowed_is_accepted(tmp_path: Path):
    desk = shrunk(tmp_path)
    desk.hand_in("watch.csv", rows(*range(1, 10)))

    assert None is desk.night().verdict


def test_i29_an_acknowledgement_accepts_exactly_that_file(tmp_path: Path):
    desk = shrunk(tmp_path)
    sha256 = desk.unit().files[1].sha256
    desk.acknowledge("watch.csv", sha256, 4)
    other_count = desk.unit().verdict
    desk.acknowledge("watch.csv", sha256, 3)
    accepted = desk.night()
    desk.hand_in("watch.csv", rows(1))

    assert ("source-shrunk", None, numbers(1, 2, 11)) == (other_count, accepted.verdict, numbers_of(accepted))
    assert "source-shrunk" == desk.unit(day=TODAY + timedelta(days=1)).verdict


def test_i30_a_list_that_grows_too_fast_waits_for_an_acknowledgement(tmp_path: Path):
    desk = shrunk(tmp_path)
    sha256 = hashlib.sha256(desk.hand_in("watch.csv", rows(*range(1, 22))).read_bytes()).hexdigest()
    grown = desk.unit()
    desk.acknowledge("watch.csv", sha256, 21)

    assert ("source-grown", numbers(*range(1, 11))) == (grown.verdict, numbers_of(grown))
    assert None is desk.unit().verdict


def test_a_build_done_again_compares_with_the_same_earlier_day(tmp_path: Path):
    """Accepted this morning by an acknowledgement, tonight's smaller file is no measure for this evening."""
    desk = shrunk(tmp_path)
    first = codes_of(desk.night())
    desk.hand_in("watch.csv", rows(*range(1, 10)))
    accepted = desk.night()
    again = desk.night()

    assert (["source-shrunk"], None, None) == (first, accepted.verdict, again.verdict)
    assert numbers_of(accepted) == numbers_of(again)


def test_a_file_refused_in_the_evening_does_not_bring_back_what_left_in_the_morning(desk: Desk):
    desk.hand_in("watch.csv", rows(1, 2))
    desk.night(YESTERDAY)
    desk.hand_in("watch.csv", rows(1))
    desk.night()
    desk.hand_in("watch.csv", "坏\n")

    assert numbers(1) == numbers_of(desk.night())


@pytest.mark.parametrize(("days", "codes"), [(13, []), (14, ["source-stale"])])
def test_i31_bytes_that_stay_the_same_too_long_are_reported_and_used(tmp_path: Path, days: int, codes: list[str]):
    desk = desk_of(tmp_path, expect={"every": "P7D"})
    desk.hand_in("watch.csv", rows(1))
    for day in range(days):
        desk.night(TODAY + timedelta(days=day))

    unit = desk.night(TODAY + timedelta(days=days))

    assert (codes, False, numbers(1)) == (codes_of(unit), unit.fallback, numbers_of(unit))


def test_i32_an_older_batch_of_a_snapshot_is_refused(tmp_path: Path):
    desk = desk_of(tmp_path, deliver={"batch": "watch-([0-9]+)"})
    desk.hand_in("watch-20261123.csv", rows(1, 2))
    desk.night(YESTERDAY)
    (desk.folder / "watch-20261123.csv").unlink()
    desk.hand_in("watch-20261122.csv", rows(1))

    unit = desk.night()

    assert (["source-rolled-back"], numbers(1, 2)) == (codes_of(unit), numbers_of(unit))


def test_a_column_emptier_than_expected_is_reported_and_used(tmp_path: Path):
    desk = desk_of(tmp_path, expect={"fill": {"事实": 0.6}})
    desk.hand_in("watch.csv", [row(1), row(2, 事实="无")])

    unit = desk.night()

    assert (["source-sparse"], "事实", False) == (codes_of(unit), unit.findings[0].field, unit.fallback)


@pytest.mark.parametrize(("days", "too_old"), [(7, False), (8, True)])
def test_an_adverse_list_without_an_end_grows_too_old(tmp_path: Path, days: int, too_old: bool):
    desk = desk_of(tmp_path, period="open")
    desk.hand_in("watch.csv", rows(1))
    desk.night(TODAY)
    (desk.folder / "watch.csv").unlink()

    assert too_old is desk.night(TODAY + timedelta(days=days)).too_old


def test_a_list_whose_entries_end_by_themselves_does_not_grow_too_old(desk: Desk):
    desk.hand_in("watch.csv", rows(1))
    desk.night(TODAY)
    (desk.folder / "watch.csv").unlink()

    assert not desk.night(TODAY + timedelta(days=300)).too_old


def test_an_accepted_batch_stays_when_its_file_leaves(tmp_path: Path):
    desk = append_desk(tmp_path)
    desk.hand_in("watch-9.csv", rows(1))
    desk.night(YESTERDAY)
    (desk.folder / "watch-9.csv").unlink()
    desk.hand_in("watch-10.csv", rows(2))

    unit = desk.night()

    assert (None, numbers(1, 2), 1) == (unit.verdict, numbers_of(unit), unit.delivered)


def test_a_batch_accepted_this_morning_stays_when_its_file_leaves_before_evening(tmp_path: Path):
    desk = append_desk(tmp_path)
    desk.hand_in("watch-1.csv", rows(1))
    desk.night()
    (desk.folder / "watch-1.csv").unlink()
    desk.hand_in("watch-2.csv", rows(2))

    assert numbers(1, 2) == numbers_of(desk.night())


def test_a_batch_delivered_again_with_other_bytes_comes_after_the_first_and_reports_tell_them_apart(tmp_path: Path):
    desk = append_desk(tmp_path)
    desk.hand_in("watch-1.csv", rows(1, 2))
    desk.night(YESTERDAY)
    desk.hand_in("watch-1.csv", rows(1))

    unit = desk.night()

    assert numbers(1, 2, 1) == numbers_of(unit)
    assert 2 == len({file.delivered for file in unit.files})


def test_in_an_append_only_the_new_batch_waits_and_nothing_comes_down(tmp_path: Path):
    desk = append_desk(tmp_path, expect={"shrink": 0.5})
    desk.hand_in("watch-1.csv", rows(1, 2, 3, 4))
    desk.night(YESTERDAY)
    desk.hand_in("watch-2.csv", rows(5))

    unit = desk.night()

    assert (["source-shrunk"], frozenset()) == (codes_of(unit), unit.omitted)
    assert [(False, 4), (True, 1)] == [(file.waiting, file.rows) for file in unit.files]


def test_an_append_without_a_new_batch_has_not_shrunk(tmp_path: Path):
    desk = append_desk(tmp_path, expect={"shrink": 0.5})
    desk.hand_in("watch-1.csv", rows(1, 2, 3, 4))
    desk.night(YESTERDAY)

    assert None is desk.night().verdict


def test_a_file_without_the_declared_batch_refuses_the_unit(tmp_path: Path):
    desk = append_desk(tmp_path)
    desk.hand_in("watch-1.csv", rows(1))
    desk.hand_in("watch-final.csv", rows(2))

    assert ["out-of-catalogue"] == codes_of(desk.unit())


def test_one_bad_file_refuses_the_unit_and_both_are_counted_as_far_as_they_can_be(desk: Desk):
    desk.hand_in("watch-a.csv", rows(1, 2))
    desk.hand_in("watch-b.csv", text_of(rows(3)).replace("\n", "\n\0", 1))

    unit = desk.unit()

    assert ("source-malformed", 2, "watch-b.csv") == (unit.verdict, unit.delivered, unit.findings[0].file)


def test_batches_of_a_former_department_move_to_its_successor_and_come_first(tmp_path: Path):
    desk = append_desk(tmp_path)
    desk.formerly = ("revenue",)
    desk.hand_in("watch-1.csv", rows(1), folder="revenue")
    desk.night(YESTERDAY)
    (desk.folder.parent / "revenue" / "watch-1.csv").unlink()
    desk.hand_in("watch-1.csv", rows(2))

    unit = desk.night()

    assert (numbers(1, 2), ["revenue/watch-1.csv", "watch-1.csv"]) == (
        numbers_of(unit), [file.delivered for file in unit.files],
    )  # fmt: skip


def test_the_store_of_a_former_department_moves(tmp_path: Path):
    """What was accepted before the merger is used after it, that night and the nights after."""
    desk = append_desk(tmp_path)
    desk.hand_in("watch-1.csv", rows(1))
    desk.night(YESTERDAY)
    (desk.folder / "watch-1.csv").unlink()
    (desk.state / "accepted" / "tax").rename(desk.state / "accepted" / "revenue")
    desk.formerly = ("revenue",)
    missing = numbers_of(desk.night())
    desk.hand_in("watch-2.csv", rows(2))
    first = numbers_of(desk.night())
    again = numbers_of(desk.night())

    assert [numbers(1), numbers(1, 2), numbers(1, 2)] == [missing, first, again]
    assert not (desk.state / "accepted" / "revenue" / "watch").exists()


def test_accepting_twice_changes_nothing(desk: Desk):
    desk.hand_in("watch.csv", rows(1))
    taken = desk.take_in()
    commit(taken.acceptances)
    before = {path: path.read_bytes() for path in desk.state.rglob("*") if path.is_file()}

    commit(taken.acceptances)

    assert before == {path: path.read_bytes() for path in desk.state.rglob("*") if path.is_file()}


def test_the_store_keeps_what_it_needs_and_is_private(desk: Desk):
    for day in range(4):
        desk.hand_in("watch.csv", rows(day))
        desk.night(TODAY + timedelta(days=day))

    files = [path for path in desk.state.rglob("*") if path.is_file()]

    assert 3 == len(files)
    assert {0o600} == {path.stat().st_mode & 0o777 for path in files}


@pytest.mark.parametrize("damage", ["change", "remove", "index"])
def test_a_damaged_store_stops_the_build(desk: Desk, damage: str):
    """A list that cannot be restored must not be taken for an empty one."""
    desk.hand_in("watch.csv", rows(1))
    desk.night(YESTERDAY)
    (desk.folder / "watch.csv").unlink()
    (stored,) = (desk.state / "accepted" / "tax" / "watch" / "files").iterdir()
    match damage:
        case "change":
            stored.write_text("x")
        case "remove":
            stored.unlink()
        case _:
            (stored.parent.parent / "index.json").unlink()

    with pytest.raises(StateError, match="state/accepted/tax/watch"):
        desk.take_in()


def test_the_order_of_departments_files_does_not_matter(tmp_path: Path):
    """The same files put down in another order give the same inputs."""
    found = []
    for place, order in enumerate(((1, 2, 10), (10, 2, 1))):
        desk = append_desk(tmp_path / str(place))
        for number in order:
            desk.hand_in(f"watch-{number}.csv", rows(number))
        found.append(numbers_of(unit_of(desk.take_in(date(2026, 11, 24)), "watch")))

    assert [numbers(1, 2, 10)] * 2 == found


def omitted_of(unit: AcceptedUnit) -> list[str]:
    tables = {str(file.path): table_of(unit, place) for place, file in enumerate(unit.files)}
    return [tables[path][place]["文号"] for path, place in sorted(unit.omitted)]


TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize("next_night", ["missing", "unreadable", "empty"])
def test_who_was_taken_off_an_adverse_list_does_not_come_back_by_a_lost_file(tmp_path: Path, next_night: str):
    desk = shrunk(tmp_path)
    desk.night()
    if next_night == "missing":
        (desk.folder / "watch.csv").unlink()
    else:
        desk.hand_in("watch.csv", "坏\n" if next_night == "unreadable" else "")

    unit = desk.night(TOMORROW)

    assert (numbers(*range(3, 11)), numbers(*range(1, 11))) == (omitted_of(unit), numbers_of(unit))


def test_the_next_shrunk_delivery_says_anew_who_is_left_out(tmp_path: Path):
    desk = shrunk(tmp_path)
    desk.night()
    desk.hand_in("watch.csv", rows(1, 2, 3))

    assert numbers(*range(4, 11)) == omitted_of(desk.night(TOMORROW))


def test_an_accepted_delivery_forgets_who_was_left_out(tmp_path: Path):
    desk = shrunk(tmp_path)
    desk.night()
    desk.hand_in("watch.csv", rows(*range(1, 11)))
    desk.night(TOMORROW)
    (desk.folder / "watch.csv").unlink()

    assert [] == omitted_of(desk.night(TOMORROW + timedelta(days=1)))


def test_what_was_left_out_later_is_not_known_on_an_earlier_day(tmp_path: Path):
    desk = shrunk(tmp_path)
    desk.night(TOMORROW)
    (desk.folder / "watch.csv").unlink()

    assert [] == omitted_of(desk.unit(day=TODAY))


def test_a_damaged_list_of_who_was_left_out_stops_the_build(tmp_path: Path):
    desk = shrunk(tmp_path)
    desk.night()
    (desk.folder / "watch.csv").unlink()
    (kept,) = desk.state.rglob("omitted.json")
    kept.write_text("{", "utf-8")

    with pytest.raises(StateError, match=r"omitted\.json"):
        desk.take_in(TOMORROW)


def test_rows_that_could_be_read_are_counted_where_the_hash_is_another(desk: Desk):
    desk.hand_in("watch.csv", rows(1, 2, 3))
    desk.hand_in("watch.csv.sha256", "0" * 64)

    unit = desk.unit()

    assert ("source-malformed", 3, ()) == (unit.verdict, unit.delivered, unit.files)
