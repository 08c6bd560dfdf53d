"""A department's list of faults: what to do stands under 怎么办, whatever the fault was found in."""

import csv
from pathlib import Path

import pytest

from tests.builders import SmallCity, penalty, small_city

DAY = "2026-11-24"


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    return small_city(tmp_path, "penalties")


def lines(city: SmallCity, department: str = "market-regulation") -> list[dict[str, str]]:
    with (city.state / "reports" / f"{department}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_fault_of_a_file_says_what_to_do_in_the_column_for_it(city):
    row = penalty(1)
    row.pop("处罚机关")
    city.deliver("market-regulation", "penalties-20261101.csv", [row])
    city.build(DAY)

    (told,) = [line for line in lines(city) if line["问题代码"] == "source-header"]

    assert ("1", "处罚机关") == (told["行"], told["字段"])
    assert "缺少列“处罚机关”；请补上，没有内容也要保留这一列" == told["怎么办"]


def test_a_department_that_never_delivered_is_not_told_of_a_last_delivery(city):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1)])
    city.build(DAY)

    (never,) = lines(city, "ecology")

    assert ("", "source-missing") == (never["字段"], never["问题代码"])
    assert "今晚没有收到文件；以前也没有接受过，网页上写着尚无数据，请尽快报送" == never["怎么办"]
    (city.data / "departments/market-regulation/penalties-20261101.csv").unlink()
    city.build(DAY)
    (missing,) = [line for line in lines(city) if line["问题代码"] == "source-missing"]
    assert "今晚没有收到文件；沿用上次接受的内容，请尽快报送" == missing["怎么办"]


def test_a_row_that_is_rightly_withheld_says_what_would_bring_it_back(city):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1, 处罚决定日期="2026-12-01")])
    city.build(DAY)

    (told,) = [line for line in lines(city) if line["问题代码"] == "not-yet"]

    assert "还没有到公示的日期。要公示：到了起算的日期自动公示" == told["怎么办"]


def test_a_report_is_headed_with_the_name_of_the_department(city):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1)])
    city.build(DAY)

    page = (city.state / "reports/market-regulation.html").read_text("utf-8")

    assert "<h1>黄石市市场监督管理局（演示）：数据问题清单</h1>" in page


def test_a_count_whose_file_did_not_arrive_is_told(city):
    """A slip in its name would take the check away in silence."""
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1)])
    (city.data / "departments/market-regulation/penalties-20261102.csv.count").write_text("1")

    built = city.build(DAY)

    (told,) = [line for line in lines(city) if line["问题代码"] == "out-of-catalogue"]
    assert (0, 1) == (built.code, built.unit("market-regulation", "penalties")["published"])
    assert "penalties-20261102.csv.count" == told["文件"]
    assert "旁边没有它说的那个文件；请确认那个文件已经送到，文件名一字不差" == told["怎么办"]


@pytest.mark.parametrize("opening", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08"])
def test_a_workbook_or_an_archive_called_csv_is_told_as_what_it_is(city, opening):
    place = city.data / "departments/market-regulation/penalties-20261101.csv"
    place.parent.mkdir(parents=True)
    place.write_bytes(opening + bytes(range(256)))
    city.build(DAY)

    (told,) = [line for line in lines(city) if line["文件"]]

    assert "source-malformed" == told["问题代码"]
    assert told["怎么办"].startswith("这是工作簿或压缩包")
