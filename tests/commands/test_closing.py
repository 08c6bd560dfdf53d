"""How a run ends: what the table and the lines say, and what makes somebody look."""

import csv
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from generator.commands import closing, progress
from generator.commands.account import account
from generator.engine import InProcess
from generator.model.night import Result
from generator.model.publication import UnitState
from generator.model.reminder import Reminder
from generator.stages.read import read_city
from generator.stages.report import open_matters, report
from tests.builders import small_city
from tests.conftest import CHECKOUT

DAY = date(2026, 11, 24)


def unit(department: str, dataset: str, verdict: str | None = None, **counts: int) -> UnitState:
    numbers = {"delivered": 0, "waiting": 0, "published": 0, **counts}
    expired = numbers.pop("expired", 0)
    return UnitState(
        dataset=dataset,
        department=department,
        verdict=verdict,
        data_date=DAY,
        fallback=verdict == "source-header",
        used=numbers["published"] + expired,
        withheld={"expired": expired} if expired else {},
        **numbers,
    )


RESULT = Result(
    3,
    DAY,
    (
        unit("market-regulation", "penalties", "source-header", delivered=1_000_000, published=999_000, expired=1_000),
        unit("market-regulation", "licences", "source-stale", delivered=5, published=5),
        unit("human-resources", "commitments", "source-missing"),
    ),
)


def told(width: int, *, is_terminal: bool) -> str:
    console = Console(width=width, force_terminal=is_terminal, color_system=None, file=None, record=True)
    with console.capture() as capture:
        closing.tell(RESULT, read_city(CHECKOUT / "data"), console)
    return capture.get()


def test_there_is_a_line_a_department_and_no_name_or_number_is_cut_at_80_columns():
    table, _, _ = told(80, is_terminal=True).partition("不公示的原因")

    (line,) = [line for line in table.splitlines() if "黄石市市场监督管理局（演示）" in line]
    assert ["1000005", "1000005", "999005", "1000", "0"] == line.split()[1:]
    assert 1 == table.count("黄石市人力资源和社会保障局（演示）")
    assert max(cell_len(line) for line in table.splitlines()) <= 80
    assert "…" not in table


def test_without_a_terminal_the_same_is_told_in_plain_lines():
    lines = told(40, is_terminal=False).splitlines()

    assert "黄石市市场监督管理局（演示）：收到 1000005，采用 1000005，公示 999005，不公示 1000，等待 0" in lines
    assert "  1000 行 公示期满（expired）" in lines
    assert any("沿用 2026-11-24 接受的内容" in line and "（source-header）" in line for line in lines)


def test_an_accepted_unit_has_no_verdict_in_the_account_and_its_report_stays_in_the_lines():
    verdicts = [one["verdict"] for one in account(RESULT, DAY)["units"]]

    assert ["source-header", None, "source-missing"] == verdicts
    assert "source-stale" in told(80, is_terminal=False)


@pytest.mark.parametrize(
    ("units", "reminders", "attention"),
    [
        ((unit("tax", "serious-tax", published=1, expired=2),), (), False),
        ((unit("tax", "serious-tax", "source-missing"),), (), False),
        ((unit("tax", "serious-tax", "source-shrunk"),), (), True),
        ((), (Reminder("tax", "serious-tax", "rulings/repairs.csv", 2, "没有对应的记录"),), True),
    ],
)
def test_what_needs_attention(units: tuple[UnitState, ...], reminders: tuple[Reminder, ...], attention: bool):
    assert attention == closing.needs_attention(Result(1, DAY, units, reminders))


def test_many_reminders_of_one_kind_are_one_line_a_department_and_few_keep_their_lines():
    def of(department: str, *lines: int) -> list[Reminder]:
        return [Reminder(department, "penalties", "rulings/takedowns.csv", line, "还没有文书") for line in lines]

    reminders = (*of("market-regulation", *range(2, 200)), *of("tax", 200, 201), *of("", *range(300, 310)))

    said = list(closing.remarks(Result(1, DAY, (), reminders), read_city(CHECKOUT / "data")))

    assert [
        "黄石市市场监督管理局（演示）：rulings/takedowns.csv 有 198 行还没有文书；清单在 reports/market-regulation.csv",
        "rulings/takedowns.csv 第 200 行还没有文书",
        "rulings/takedowns.csv 第 201 行还没有文书",
        "没有写部门：rulings/takedowns.csv 有 10 行还没有文书；清单在 reports/_office.csv",
    ] == said


def test_a_fault_of_the_program_is_told_by_its_place_and_not_by_what_it_worked_on():
    try:
        read_city(Path("\0"))
    except ValueError as error:
        said = closing.failure(error)
        assert (True, False) == ("ValueError" in said and ".py:" in said, "\0" in said)


def test_a_bar_moves_with_the_jobs_and_gives_all_their_answers():
    console = Console(force_terminal=True, file=None, record=True)
    with console.capture(), progress.shown(console) as bars:
        bars("校验")
        answers = bars.watching(InProcess()).map(_double, 2, range(9))

    assert [0, 2, 4, 6, 8, 10, 12, 14, 16] == answers


def _double(shared: int, job: int) -> int:
    return shared * job


@pytest.mark.parametrize("stream", ["stdout", "stderr", "both"])
def test_a_reader_who_leaves_early_changes_no_exit_code_and_is_told_nothing_false(tmp_path: Path, stream: str):
    city = small_city(tmp_path, "penalties")
    gone, ours = os.pipe()
    os.close(gone)
    heard = tmp_path / "heard"
    places = ["--data", str(city.data), "--state", str(city.state), "--public", str(city.public), "--workers", "1"]
    with heard.open("wb") as file:
        told = {name: ours if stream in (name, "both") else file for name in ("stdout", "stderr")}
        command = [sys.executable, "-m", "generator.cli", "build", "--as-of", "2026-11-24", *places]
        run = subprocess.run(command, cwd=CHECKOUT, check=False, **told)  # type: ignore[call-overload]
    os.close(ours)

    assert (0, True, False) == (run.returncode, city.public.exists(), "没有发布" in heard.read_text("utf-8"))


def test_a_full_disk_after_the_switch_is_not_told_as_a_refusal():
    console = Console(file=None, record=True)
    with console.capture() as said, closing.after_the_switch(console):
        _write_on_a_full_disk()

    assert ("已经发布；但没有写完总结。磁盘：磁盘已满\n", False) == (said.get(), "没有发布" in said.get())


def test_the_reports_list_every_reminder_by_its_line(tmp_path: Path):
    reminders = [
        Reminder("industry-commerce", "penalties", "rulings/repairs.csv", line, "没有对应的记录") for line in (2, 9)
    ]
    city = read_city(CHECKOUT / "data")

    report(city, open_matters(city, reminders), (), tmp_path)

    with (tmp_path / "reports/market-regulation.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = [(line["文件"], line["行"], line["怎么办"]) for line in csv.DictReader(file)]
    assert [("rulings/repairs.csv", "2", "没有对应的记录"), ("rulings/repairs.csv", "9", "没有对应的记录")] == lines


def _write_on_a_full_disk() -> None:
    raise OSError(28, "")
