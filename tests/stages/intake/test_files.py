"""Plain files only, copied while they hold still, and called by names that name nobody (faults I34–I36)."""

import os
import threading
from collections import Counter
from pathlib import Path

import pytest

from generator.model.schedule import Deliver
from generator.policy.refusal import SourceRefusedError
from generator.policy.tables import Limits
from generator.stages.intake.files import Entry, copy_delivery
from tests.stages.intake.desk import OWN_CODE, Desk, codes_of, dataset, row, rows, text_of, unit_of

GOOD = text_of(rows(1))


def test_i34_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path):
    delivered = tmp_path / "tax" / "watch.csv"
    delivered.parent.mkdir()
    delivered.write_bytes(b"a" * (32 << 20))
    is_done = threading.Event()

    def rewrite() -> None:
        with delivered.open("r+b", buffering=0) as file:
            while not is_done.is_set():
                file.seek(0)
                file.write(os.urandom(64))

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        with pytest.raises(SourceRefusedError) as refusal:
            copy_delivery(tmp_path, Entry("tax", "watch.csv", "watch.csv"), tmp_path / "copy", Limits())
    finally:
        is_done.set()
        writer.join()

    assert "source-unreadable" == refusal.value.code


def test_i15_a_file_above_the_limit_is_not_even_copied(tmp_path: Path):
    (tmp_path / "tax").mkdir()
    (tmp_path / "tax" / "watch.csv").write_bytes(b"a" * 11)

    with pytest.raises(SourceRefusedError) as refusal:
        copy_delivery(tmp_path, Entry("tax", "watch.csv", "watch.csv"), tmp_path / "copy", Limits(file_bytes=10))

    assert "source-malformed" == refusal.value.code
    assert not (tmp_path / "copy").exists()


def make(desk: Desk, kind: str, path: Path) -> None:
    """Put something into the folder that is not a plain file."""
    aside = desk.root / "aside.csv"
    aside.write_text(GOOD, "utf-8")
    path.parent.mkdir(parents=True)
    match kind:
        case "symlink":
            path.symlink_to(aside)
        case "hard link":
            path.hardlink_to(aside)
        case "pipe":
            os.mkfifo(path)
        case _:
            path.symlink_to(desk.root / "nowhere")


@pytest.mark.parametrize("kind", ["symlink", "hard link", "pipe", "dangling link"])
def test_i35_what_is_no_plain_file_is_refused(desk: Desk, kind: str):
    make(desk, kind, desk.folder / "watch.csv")

    assert ["source-unreadable"] == codes_of(desk.unit())


@pytest.mark.parametrize("linked", ["departments/tax/2026", "departments/tax", "departments"])
def test_i35_a_folder_that_is_a_link_is_not_followed(desk: Desk, linked: str):
    aside = desk.root / "aside" / "tax" / "2026"
    aside.mkdir(parents=True)
    (aside / "watch.csv").write_text(GOOD, "utf-8")
    place = desk.root / "data" / linked
    place.parent.mkdir(parents=True)
    place.symlink_to(desk.root / "aside" / linked.removeprefix("departments").strip("/"))

    unit = desk.unit()

    assert (["source-unreadable"], ()) == (codes_of(unit), unit.files)


def test_i35_a_sidecar_that_is_a_link_is_refused(desk: Desk):
    desk.hand_in("watch.csv", GOOD)
    (desk.folder / "watch.csv.count").symlink_to("/etc/hostname")

    assert ["source-unreadable"] == codes_of(desk.unit())


@pytest.mark.parametrize(
    "match", ["../a.csv", "/etc/passwd", "~/a.csv", "https://example.org/a.csv", "a\\b.csv", "a/../b"]
)
def test_i36_a_pattern_that_leaves_the_folder_does_not_load(match: str):
    with pytest.raises(ValueError, match="match"):
        Deliver(departments=("tax",), match=match, mode="append")


def test_files_are_found_at_any_depth(desk: Desk):
    desk.hand_in("2026/11/watch.csv", GOOD)

    unit = desk.unit()

    assert (None, "2026/11/watch.csv") == (unit.verdict, unit.files[0].delivered)


def test_what_stands_beside_deliveries_is_none(desk: Desk):
    desk.hand_in("watch.csv", GOOD)
    desk.hand_in(".gitkeep", "")
    desk.hand_in("published_2026.csv", "dataset,record_number\n")

    assert {"watch"} == {unit.dataset for unit in desk.take_in().units}


def test_a_file_outside_the_catalogue_is_reported_and_the_rest_goes_on(desk: Desk):
    desk.hand_in("watch.csv", GOOD)
    desk.hand_in("readme.docx", b"PK")

    taken = desk.take_in()

    assert ["out-of-catalogue"] == codes_of(unit_of(taken, ""))
    assert None is unit_of(taken, "watch").verdict


def test_a_folder_of_no_department_is_reported(desk: Desk):
    desk.hand_in("watch.csv", GOOD, folder="forestry")

    assert ["out-of-catalogue"] == codes_of(unit_of(desk.take_in(), "", "forestry"))


def test_i33_a_department_that_may_not_deliver_a_dataset_is_refused_and_its_rows_counted(desk: Desk):
    desk.hand_in("watch.csv", text_of(rows(1, 2)), folder="water")

    unit = unit_of(desk.take_in(), "watch", "water")

    assert (["wrong-department"], 2, ()) == (codes_of(unit), unit.delivered, unit.files)


def test_i33_a_row_with_the_code_of_another_department_refuses_the_file(desk: Desk):
    desk.hand_in("watch.csv", text_of([row(1), row(2, 部门代码=" 11420299mb00000002 ")]))

    finding = desk.unit().findings[0]

    assert ("wrong-department", 3) == (finding.code, finding.row)


def test_a_code_of_nobody_in_particular_is_no_other_department(desk: Desk):
    desk.hand_in("watch.csv", text_of([row(1, 部门代码=OWN_CODE), row(2, 部门代码="")]))

    assert None is desk.unit().verdict


@pytest.mark.parametrize(
    "name", ["watch_王小明.csv", "watch_13900000000.csv", "watch_４２０２９９１９８００１０１００.csv"]
)
def test_a_file_name_that_may_name_a_person_is_given_by_its_number(desk: Desk, name: str):
    desk.hand_in("watch_20261124.csv", GOOD)
    desk.hand_in(name, text_of(rows(2)))

    labels = [file.delivered for file in desk.unit().files]

    assert name not in labels
    assert {True: 1, False: 1} == Counter(label.startswith("第") and label.endswith("个文件") for label in labels)


def test_the_nearer_of_two_patterns_takes_the_file(tmp_path: Path):
    desk = Desk(tmp_path, (dataset("watch"), dataset("watch-old")))
    desk.hand_in("watch-old.csv", GOOD)

    taken = desk.take_in()

    assert (0, 1) == (unit_of(taken, "watch").delivered, unit_of(taken, "watch-old").delivered)


def test_the_work_folder_is_closed_to_others(desk: Desk):
    desk.hand_in("watch.csv", GOOD)

    desk.take_in()

    assert 0o700 == (desk.root / "work1" / "intake").stat().st_mode & 0o777


def test_a_folder_that_is_called_like_a_table_refuses_its_unit(desk: Desk):
    desk.hand_in("watch.csv", GOOD)
    (desk.folder / "watch-2.csv").mkdir()

    unit = desk.unit()

    assert ("source-unreadable", "watch-2.csv") == (unit.verdict, unit.findings[0].file)


def test_a_folder_that_is_called_like_no_table_of_the_catalogue_is_reported(desk: Desk):
    desk.hand_in("watch.csv", GOOD)
    (desk.folder / "扫描件.CSV").mkdir()

    taken = desk.take_in()

    assert [None, "out-of-catalogue"] == [unit_of(taken, "watch").verdict, unit_of(taken, "").verdict]
