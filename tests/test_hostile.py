"""A newcomer who does everything wrong, a full disk, a machine that dies: a clear sentence, and nothing half done.

Every refusal is one sentence and exit code 1 or 2, without a traceback, and leaves the public site as it was.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from generator.cli import app
from generator.gate.verify import verify
from tests.builders import CHECKOUT, Built, SmallCity, penalty, small_city

UNIT = ("market-regulation", "penalties")
DAY, NEXT = "2026-11-24", "2026-11-25"
REPAIR = {"dataset": "penalties", "record_number": "黄市监处罚〔2026〕2号", "authority": "局", "document": "函1"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two penalties, delivered and built; every test gets a copy."""
    made = small_city(tmp_path_factory.mktemp("template"), "penalties")
    made.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    assert 0 == made.build(DAY).code
    return made.root


@pytest.fixture
def city(tmp_path: Path, template: Path) -> SmallCity:
    shutil.copytree(template / "data", tmp_path / "data")
    return SmallCity(tmp_path)


@pytest.fixture
def built(tmp_path: Path, template: Path) -> SmallCity:
    shutil.copytree(template, tmp_path, symlinks=True, dirs_exist_ok=True)
    return SmallCity(tmp_path)


def told(*words: str) -> Built:
    """Run any command; no word of Python may come out."""
    run = CliRunner().invoke(app, list(words))
    assert run.exception is None or isinstance(run.exception, SystemExit), type(run.exception)
    assert "Traceback" not in run.output
    assert "程序出错" not in run.output
    return Built(run.exit_code, run.output, {})


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["build", "--data", "nowhere"], 1),
        (["build", "--data", ""], 1),
        (["build", "--data", "site.yaml"], 1),
        (["build", "--workers", "0"], 2),
        (["build", "--workers", "many"], 2),
        (["build", "--unknown"], 2),
        (["build", "more"], 2),
        (["check", "--data", "nowhere"], 1),
        (["verify", "nowhere"], 1),
        (["verify", "site.yaml"], 1),
        (["verify"], 2),
        (["history"], 2),
        (["serve", "--public", "nowhere"], 1),
        (["serve", "--port", "99999"], 2),
        (["demo", "site.yaml"], 1),
        (["demo", "/proc/nowhere"], 1),
        (["demo", "city", "--rows", "0"], 2),
        (["demo", "city", "--rows", "few"], 2),
        (["demo", "city", "--dataset", "nothing"], 2),
        (["nonsense"], 2),
        ([], 2),
    ],
    ids=str,
)
def test_a_command_given_nonsense_says_so_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
):
    (tmp_path / "site.yaml").write_text("name: 甲\n", "utf-8")
    monkeypatch.chdir(tmp_path)

    said = told(*words)

    assert code == said.code, said.said
    assert said.said.strip()
    assert ["site.yaml"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("day", ["2026-13-45", "tomorrow", "20261124x", "20261124", "2026-W48-2"])
def test_a_day_that_is_none_is_misuse(city: SmallCity, day: str):
    assert (2, False) == (city.build(day).code, city.public.exists())


@pytest.mark.parametrize("file", ["nowhere/account.json", "data"])
def test_an_account_that_cannot_be_written_is_refused_before_the_work(city: SmallCity, file: str):
    places = ["--data", str(city.data), "--state", str(city.state), "--public", str(city.public)]

    said = told("build", "--as-of", DAY, "--json", str(city.root / file), *places)

    assert (1, False) == (said.code, city.public.exists())


@pytest.mark.parametrize("place", ["--state", "--public"])
@pytest.mark.parametrize("where", ["/proc/nowhere", "data/site.yaml"])
def test_a_place_that_takes_no_folder_is_refused(city: SmallCity, place: str, where: str):
    places = {"--data": str(city.data), "--state": str(city.state), "--public": str(city.public)}
    places[place] = where if where.startswith("/") else str(city.root / where)
    before = (city.data / "site.yaml").read_bytes()

    said = told("build", "--as-of", DAY, *(word for pair in places.items() for word in pair))

    assert (1, before) == (said.code, (city.data / "site.yaml").read_bytes()), said.said


@pytest.mark.parametrize("file", ["repair.csv", "takedown.csv", "决定.csv"])
def test_a_rulings_file_of_an_unknown_name_refuses_the_build(built: SmallCity, file: str):
    """A repair in a misspelt file would leave its record up in silence."""
    before = built.tree()
    (built.data / "rulings/repairs.csv").rename(built.data / "rulings" / file)
    (built.data / "rulings/repairs.csv").write_bytes((built.data / "rulings" / file).read_bytes())

    said = built.build(NEXT)

    assert (1, before) == (said.code, built.tree())
    assert file in said.said


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        (b"penalties-20261102\xff.csv", "source-unreadable"),
        (b"penalties-20261102\n.csv", None),
        (b"penalties-20261102\x1b[31m.csv", None),
    ],
    ids=["no UTF-8", "line feed", "escape"],
)
def test_c14_a_hostile_file_name_is_given_by_its_number(built: SmallCity, name: bytes, verdict: str | None):
    rows = (built.data / "departments/market-regulation/penalties-20261101.csv").read_bytes()
    folder = os.fsencode(built.data / "departments/market-regulation")
    with open(folder + b"/" + name, "wb") as file:  # noqa: PTH123  # a path that is no text
        file.write(rows)

    said = built.build(NEXT)

    assert (0, verdict) == (said.code, said.unit(*UNIT)["verdict"]), said.said
    assert 2 == said.unit(*UNIT)["published"]
    reports = b"".join(path.read_bytes() for path in (built.state / "reports").iterdir())
    assert b"\x1b" not in reports + said.said.encode()
    assert name not in reports


def test_o05_a_second_build_ends_at_once(built: SmallCity):
    before = built.tree()

    with FileLock(built.state / "lock"):
        said = built.build(NEXT)

    assert (75, before) == (said.code, built.tree())


def test_o06_a_lock_whose_holder_died_does_not_hold(built: SmallCity):
    script = "import os, sys; from filelock import FileLock; FileLock(sys.argv[1]).acquire(); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", script, str(built.state / "lock")], check=False)

    assert 0 == built.build(NEXT).code


def limited(size: int) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("size", [0, 3_000, 30_000])
def test_o02_a_disk_that_takes_no_more_leaves_the_site_as_it_was(built: SmallCity, size: int):
    """A limit on the size of files fails where a full disk does: in the middle of some write."""
    before = built.tree()
    built.deliver("market-regulation", "penalties-20261125.csv", [penalty(3)])
    places = ["--data", str(built.data), "--state", str(built.state), "--public", str(built.public)]
    command = [sys.executable, "-B", "-c", "from generator.cli import main; main()", "build", "--as-of", NEXT, *places]

    run = subprocess.run(command, cwd=CHECKOUT, preexec_fn=limited(size), capture_output=True, text=True, check=False)

    assert (1, before) == (run.returncode, built.tree()), run.stderr
    assert "Traceback" not in run.stderr
    assert (0, 3) == (built.build(NEXT).code, len(built.shown("penalties")))


def test_o01_o14_a_build_killed_at_any_moment_is_made_good_by_the_next(built: SmallCity):
    """Old or new, whole; and a repaired record stays away, whatever was written before the end."""
    before = built.tree()
    built.rule("repairs", **REPAIR, decided_on=NEXT, action="终止公示")
    places = ["--data", str(built.data), "--state", str(built.state), "--public", str(built.public)]
    command = [sys.executable, "-c", "from generator.cli import main; main()", "build", "--as-of", NEXT, *places]

    for step in ("收件", "脱敏", "出口检查", "发布", "发布 "):
        _kill_at(command, step)
        killed = built.tree()
        assert before == killed or 1 == len(built.shown("penalties"))
        assert [] == verify(built.public.resolve())

    said = built.build(NEXT)
    assert (0, {"repaired": 1}) == (said.code, said.unit(*UNIT)["withheld"]), said.said
    assert [built.public.resolve().name] == [path.name for path in (built.root / ".releases/public").iterdir()]
    assert not (built.state / "work").exists()


def _kill_at(command: list[str], step: str) -> None:
    """Kill a build a little after it says what it is about to do; a space behind the word waits a little longer."""
    with subprocess.Popen(
        command, cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        assert run.stderr is not None
        for line in run.stderr:
            if step.strip() in line:
                break
        time.sleep(random.uniform(0, 0.02) + (0.05 if step.endswith(" ") else 0))
        os.killpg(run.pid, signal.SIGKILL)
