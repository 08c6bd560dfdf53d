"""三(四): content and period are those of the department's own publication, reported or followed."""

from pathlib import Path

import pytest

from generator.errors import CatalogueError
from generator.stages.read import read_city, read_published
from tests.builders import SmallCity, penalty, small_city
from tests.night import night

DAY = "2026-11-24"
CODE = "行政相对人代码_1(统一社会信用代码)"
HEADER = "dataset,record_number,subject_name,subject_code,published_until,处罚内容\n"


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    small = small_city(tmp_path / "city")
    small.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2), penalty(3), penalty(4)])
    return small


def own(city: SmallCity, text: str, folder: str = "market-regulation") -> None:
    place = city.data / "departments" / folder
    place.mkdir(exist_ok=True)
    (place / "published-2026.csv").write_text(text, "utf-8")


def follow(city: SmallCity) -> None:
    path = city.data / "catalogue/penalties.yaml"
    text = path.read_text("utf-8").replace("  period: penalty\n", "  period: penalty\n  parity: enforce\n")
    path.write_text(text, "utf-8")


def lines(*rows: str) -> str:
    return HEADER + "".join(f"penalties,{row}\n" for row in rows)


FOUR = lines(
    f"黄市监处罚［2026］1 号,,{penalty(1)[CODE].lower()},2026-12-31,",
    f"黄市监处罚〔2026〕2号,{penalty(2)['行政相对人名称']},,,罚款1元",
    "黄市监处罚〔2026〕3号,,,,罚款48,600元".replace("48,600", "48，600"),
    "黄市监处罚〔2026〕9号,,,2026-12-31,",
)


def test_missing_extra_longer_and_different_are_reported_and_the_earlier_end_wins(city, tmp_path):
    own(city, FOUR)

    found = night(city, DAY, tmp_path / "work")

    assert {"parity-missing": [5], "parity-extra": [5], "parity-longer": [2], "parity-different": [3]} == {
        code: found.notes(code) for code in ("parity-missing", "parity-extra", "parity-longer", "parity-different")
    }
    assert ["2026-12-31", "2027-09-14"] == [row["published_until"] for row in found.shown["penalties"]][:2]
    assert ["", "", "", ""] == found.reasons["penalties"]


def test_what_the_department_no_longer_shows_comes_down_where_it_is_followed(city, tmp_path):
    follow(city)
    own(city, FOUR)

    assert ["", "", "", "parity-removed"] == night(city, DAY, tmp_path / "work").reasons["penalties"]


def test_a_record_past_the_departments_own_end_has_expired(city, tmp_path):
    own(city, lines("黄市监处罚〔2026〕1号,,,2026-11-23,"))

    assert "expired" == night(city, DAY, tmp_path / "work").reasons["penalties"][0]


def test_a_file_without_a_row_of_the_dataset_takes_nothing_down(city, tmp_path):
    follow(city)
    own(city, HEADER)

    assert ["", "", "", ""] == night(city, DAY, tmp_path / "work").reasons["penalties"]


def test_a_former_department_counts_as_its_successor(city, tmp_path):
    follow(city)
    own(city, FOUR, "industry-commerce")

    assert "parity-removed" == night(city, DAY, tmp_path / "work").reasons["penalties"][3]


def test_an_export_under_the_field_names_is_understood(city, tmp_path):
    """As another site exports: no dataset column, fields by name, alias or code."""
    header = "CF_WSH,当事人名称,公示截止期,处罚内容,处罚决定日期\n"
    own(city, header + f"黄市监处罚〔2026〕1号,{penalty(1)['行政相对人名称']},2026/12/31,罚款48,2026.9.14\n")

    found = night(city, DAY, tmp_path / "work")

    assert ([2], [2], [3, 4, 5]) == tuple(
        found.notes(code) for code in ("parity-longer", "parity-different", "parity-extra")
    )


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("", "source-malformed", 1),
        ("编号,名称\n1,2\n", "source-header", 1),
        (HEADER + "penalties,1\n", "source-malformed", 2),
        (HEADER + "licences-of-nobody,1,,,,\n", "source-malformed", 2),
        (HEADER + "penalties,1,,,明年,\n", "source-malformed", None),
        (HEADER.replace("处罚内容", "电话") + "penalties,1,,,,19900000123\n", "source-header", 1),
        (HEADER + 'penalties,1,,,,"\n', "source-malformed", None),
    ],
    ids=["empty", "no header of ours", "short row", "no such dataset", "no day", "foreign column", "quotes"],
)
def test_a_file_that_cannot_be_read_is_told_to_its_department(city, tmp_path, text, code, row):
    own(city, text)

    found = night(city, DAY, tmp_path / "work")

    told = [one for one in found.issues if one.file.startswith("published")]
    assert [("market-regulation", code, row)] == [(one.department, one.code, one.row) for one in told]
    assert ["", "", "", ""] == found.reasons["penalties"]


def test_a_file_that_is_followed_and_cannot_be_read_refuses_the_build(city):
    """What it no longer shows would stay up."""
    follow(city)
    own(city, HEADER + "penalties,1\n")

    with pytest.raises(CatalogueError, match=r"departments/market-regulation/.* 第 2 行"):
        read_published(city.data, read_city(city.data))


def test_a_link_is_not_read(city, tmp_path):
    (tmp_path / "elsewhere.csv").write_text(FOUR, "utf-8")
    (city.data / "departments/market-regulation/published.csv").symlink_to(tmp_path / "elsewhere.csv")

    (fault,) = read_published(city.data, read_city(city.data)).faults

    assert "source-unreadable" == fault.code
