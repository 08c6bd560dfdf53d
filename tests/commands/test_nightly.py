"""The nightly job: what `build` leaves behind when it refuses, and what `retract` takes down all the same."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from generator.cli import app
from generator.policy.identity import key_fingerprint
from tests.builders import SmallCity, penalty, small_city

FIRST, SECOND = "2026-11-24", "2026-11-25"
NUMBER = "行政处罚决定书文号"


@dataclass(frozen=True)
class Ran:
    code: int
    said: str
    account: dict[str, Any]


def run(city: SmallCity, command: str, *options: str, state: Path | None = None, public: Path | None = None) -> Ran:
    report = city.root / "account.json"
    report.unlink(missing_ok=True)
    places = ["--data", city.data, "--state", state or city.state, "--public", public or city.public, "--json", report]
    done = CliRunner().invoke(app, [command, *map(str, places), *options])
    account = json.loads(report.read_text("utf-8")) if report.exists() else {}
    return Ran(done.exit_code, done.output, account)


def numbers(city: SmallCity) -> set[str]:
    return {row[NUMBER] for row in city.shown("penalties")}


def number(of: int) -> str:
    return f"黄市监处罚〔2026〕{of}号"


def order_down(city: SmallCity, of: int) -> None:
    city.rule("takedowns", dataset="penalties", record_number=number(of), subject_code=code(of))


def code(of: int) -> str:
    return penalty(of)["行政相对人代码_1(统一社会信用代码)"]


def audit(city: SmallCity) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (city.state / "audit.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> SmallCity:
    """Four penalties are public; 3 ends today, 5 begins tomorrow."""
    city = small_city(tmp_path_factory.mktemp("first"), "penalties")
    rows = [penalty(1), penalty(2), penalty(3, 公示截止期=FIRST), penalty(4), penalty(5, 处罚决定日期=SECOND)]
    city.deliver("market-regulation", "penalties-20261101.csv", rows)
    built = city.build(FIRST)
    assert (0, {number(1), number(2), number(3), number(4)}) == (built.code, numbers(city)), built.said
    return city


@pytest.fixture
def city(first_night: SmallCity, tmp_path: Path) -> SmallCity:
    shutil.copytree(first_night.root, tmp_path / "city", symlinks=True)
    return SmallCity(tmp_path / "city")


@pytest.mark.parametrize("broken", ["periods.yaml", "rulings/repairs.csv"])
def test_a_refused_configuration_does_not_keep_up_what_must_come_down(city: SmallCity, broken: str):
    """3 has expired, 2 is ordered down; 5 is due and 9 is new, and neither may appear."""
    city.deliver("market-regulation", "penalties-20261125.csv", [penalty(9)])
    order_down(city, 2)
    (city.data / broken).write_text("]", "utf-8")

    built, retracted = run(city, "build", "--as-of", SECOND), run(city, "retract", "--as-of", SECOND)

    assert (1, 0) == (built.code, retracted.code), retracted.said
    assert {number(1), number(4)} == numbers(city)
    assert broken.split("/")[-1] in built.said
    assert "Traceback" not in built.said + retracted.said
    assert [("build", 0), ("build", 1), ("retract", 0)] == [(one["command"], one["exit"]) for one in audit(city)]


def test_a_takedown_holds_though_another_line_of_its_file_is_broken(city: SmallCity):
    order_down(city, 2)
    with (city.data / "rulings/takedowns.csv").open("a", encoding="utf-8") as file:
        file.write("no-such-dataset,,x,,,,,,,\n缺了几格\n")

    retracted = run(city, "retract", "--as-of", SECOND)

    assert (0, {number(1), number(4)}) == (retracted.code, numbers(city)), retracted.said


def test_a_lost_ruling_is_replaced_by_the_accepted_one(city: SmallCity):
    ruled = {"dataset": "penalties", "record_number": number(4), "subject_code": code(4), "decided_on": FIRST}
    city.rule("repairs", **ruled, authority="局", document="函1", action="终止公示")
    run(city, "build", "--as-of", FIRST)
    header = (city.data / "rulings/repairs.csv").read_text("utf-8").splitlines()[0]
    (city.data / "rulings/repairs.csv").write_text(header + "\n", "utf-8")

    built, retracted = run(city, "build", "--as-of", SECOND), run(city, "retract", "--as-of", SECOND)

    assert (1, 0) == (built.code, retracted.code), retracted.said
    assert {number(1), number(2)} == numbers(city)


def test_a_retraction_reads_no_delivery_and_counts_what_waits(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261125.csv", [penalty(9)])

    retracted = run(city, "retract", "--as-of", SECOND)

    (unit,) = [one for one in retracted.account["units"] if one["used"]]
    expected = {"verdict": None, "delivered": 0, "used": 4, "waiting": 1, "published": 3, "withheld": {"expired": 1}}
    assert expected == {name: unit[name] for name in expected}
    again = run(city, "build", "--as-of", SECOND)
    assert (0, {number(n) for n in (1, 2, 4, 5, 9)}) == (again.code, numbers(city))


def test_neither_goes_before_the_last_day(city: SmallCity):
    fingerprint = key_fingerprint((city.state / "key").read_bytes())
    site = (city.data / "site.yaml").read_text("utf-8").replace("fictional: true", "fictional: false")
    site = site.replace("as_of:", "# ").replace("key_fingerprint: null", f'key_fingerprint: "{fingerprint}"')
    (city.data / "site.yaml").write_text(site, "utf-8")
    before = city.public.readlink()

    ended = [run(city, command, "--as-of", "2026-11-23") for command in ("build", "retract")]

    assert ([1, 1], before) == ([one.code for one in ended], city.public.readlink())
    assert ["上次发布是 2026-11-24 的" in one.said for one in ended] == [True, True]


def test_without_a_site_there_is_nothing_to_retract(tmp_path: Path):
    city = small_city(tmp_path, "penalties")

    retracted = run(city, "retract", "--as-of", FIRST)

    assert (1, False) == (retracted.code, city.public.exists())
    assert "gongshi build" in retracted.said


def test_a_build_that_cannot_be_published_still_counts_what_was_delivered(city: SmallCity):
    """A refused unit that could be read is counted too, and its verdict stands beside the count."""
    city.deliver("market-regulation", "penalties-20261125.csv", [{**penalty(9), "手机号": "19900000123"}])
    city.public.unlink()
    city.public.mkdir()
    (city.public / "somebody-elses").write_text("x")

    built = run(city, "build", "--as-of", SECOND)

    (unit,) = [one for one in built.account["units"] if one["delivered"]]
    assert (1, "source-header", 6, 2) == (built.code, unit["verdict"], unit["delivered"], built.account["version"])
    assert {"version", "as_of", "units", "totals"} == set(built.account)
    assert 6 == built.account["totals"]["delivered"]


def test_the_audit_log_names_inputs_and_what_was_published(city: SmallCity):
    (entry,) = audit(city)

    assert {"command": "build", "version": 1, "as_of": FIRST, "exit": 0, "error": ""}.items() <= entry.items()
    assert 5 == entry["totals"]["delivered"]
    assert {"site.yaml", "departments/market-regulation/penalties-20261101.csv"} < set(entry["inputs"])
    assert 64 == len(entry["manifest"])
    assert 0o600 == (city.state / "audit.jsonl").stat().st_mode & 0o777


def test_a_preview_touches_neither_the_state_nor_the_site_of_the_city(city: SmallCity):
    before = (city.public.readlink(), (city.state / "ledger.jsonl").read_bytes())
    beside = {"state": city.root / "try/state", "public": city.root / "try/public"}

    onto = [
        run(city, "build", "--preview", "--as-of", "2030-01-01"),
        run(city, "build", "--preview", "--as-of", "2030-01-01", state=beside["state"]),
        run(city, "build", "--preview", "--as-of", "2030-01-01", public=beside["public"]),
    ]
    previewed = run(city, "build", "--preview", "--as-of", "2030-01-01", **beside)
    for_real = run(city, "build", "--as-of", "2030-01-01", **beside)

    assert [1, 1, 1] == [one.code for one in onto]
    assert (0, 1) == (previewed.code, for_real.code), previewed.said
    assert before == (city.public.readlink(), (city.state / "ledger.jsonl").read_bytes())


def test_who_misspells_a_day_is_told_at_once(tmp_path: Path):
    assert 2 == run(small_city(tmp_path, "penalties"), "build", "--as-of", "24.11.2026").code
