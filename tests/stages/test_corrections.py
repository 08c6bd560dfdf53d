"""更正 (七(三)): what is shown changes, the delivered file never does."""

import hashlib
from pathlib import Path

import pytest

from generator.errors import CatalogueError
from generator.stages.read import read_city, read_rulings
from tests.builders import SmallCity, id_number, penalty, small_city, unified_code
from tests.night import night

DAY = "2026-11-24"
FILE = "penalties-20261101.csv"


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    small = small_city(tmp_path / "city")
    small.deliver("market-regulation", FILE, [penalty(1), penalty(2)])
    return small


def correct(city: SmallCity, field: str, value: str, **cells: str) -> None:
    named = {"dataset": "penalties", "department": "market-regulation", "record_number": "黄市监处罚〔2026〕2号"}
    made = {"authority": "局", "document": "异议1", "decided_on": "2026-11-10", "origin": "异议", "status": "更正"}
    city.rule("objections", **{**named, **made, "field": field, "value": value, **cells})


def test_the_value_takes_the_place_of_the_cell_and_is_marked(city: SmallCity, tmp_path: Path):
    before = hashlib.sha256((city.data / "departments/market-regulation" / FILE).read_bytes()).hexdigest()
    correct(city, "罚款金额（万元）", "0.5")
    correct(city, "处罚内容", "罚款5,000元", document="异议2")

    shown = night(city, DAY, tmp_path / "work").shown["penalties"]

    assert [("4.86", "48600", ""), ("0.5", "5000", "corrected")] == [
        (row["罚款金额（万元）"], row["罚款金额（元）"], row["note"]) for row in shown
    ]
    assert ["罚款48,600元", "罚款5,000元"] == [row["处罚内容"] for row in shown]
    assert before == hashlib.sha256((city.data / "departments/market-regulation" / FILE).read_bytes()).hexdigest()


def test_a_corrected_date_moves_the_end_and_is_cleaned_like_a_delivered_one(city: SmallCity, tmp_path: Path):
    correct(city, "处罚决定日期", " 2025年10月1日 ")

    assert ["", "expired"] == night(city, "2026-12-01", tmp_path / "work").reasons["penalties"]


def test_a_correction_is_cleaned_and_screened_like_any_cell(city: SmallCity, tmp_path: Path):
    correct(city, "违法事实", f"当事人张建国（{id_number('19850505')}，电话19900000123）生产。", document="异议3")
    correct(city, "处罚类别", "罚款 19900000123", document="异议4")

    found = night(city, DAY, tmp_path / "work")

    assert ["", "text-unsafe"] == found.reasons["penalties"]
    assert ["黄市监处罚〔2026〕1号"] == [row["行政处罚决定书文号"] for row in found.shown["penalties"]]


def test_a_subject_that_is_corrected_into_a_person_is_withheld(tmp_path: Path):
    city = small_city(tmp_path / "city")
    trader = {"行政相对人类别": "个体工商户", "行政相对人代码_1(统一社会信用代码)": ""}
    city.deliver("market-regulation", FILE, [penalty(2, 行政相对人名称="青禾小吃店", **trader)])
    correct(city, "行政相对人名称", "王小明")

    assert ["person-withheld"] == night(city, DAY, tmp_path / "work").reasons["penalties"]


def test_the_identity_of_a_corrected_record_stays(city: SmallCity, tmp_path: Path):
    before = {row["record_id"] for row in night(city, DAY, tmp_path / "a").shown["penalties"]}
    correct(city, "行政处罚决定书文号", "黄市监处罚〔2026〕22号")

    shown = night(city, DAY, tmp_path / "b").shown["penalties"]

    assert before == {row["record_id"] for row in shown}
    assert "黄市监处罚〔2026〕22号" in {row["行政处罚决定书文号"] for row in shown}


@pytest.mark.parametrize(
    ("field", "value", "column"),
    [
        ("处罚决定日期", "去年", "value"),
        ("罚款金额（万元）", "五千", "value"),
        ("行政相对人类别", "公司", "value"),
        ("行政相对人代码_1(统一社会信用代码)", "91420200MA00000000", "value"),
        ("行政处罚决定书文号", "", "value"),
        ("处罚金额总计", "1", "field"),
        ("", "罚款1元", "field"),
    ],
)
def test_a_value_that_its_field_could_not_hold_is_refused_with_file_line_and_column(
    city: SmallCity, field: str, value: str, column: str
):
    correct(city, field, value)

    with pytest.raises(CatalogueError, match=rf"rulings/objections\.csv 第 2 行 {column}"):
        read_rulings(city.data, read_city(city.data))


def test_two_corrections_of_one_day_that_name_the_record_differently_hold_it_back_until_one_is_later(
    city: SmallCity, tmp_path: Path
):
    """By its number here and by its code there: only the rows tell that both mean the same record."""
    correct(city, "处罚内容", "罚款1元")
    correct(city, "处罚内容", "罚款2元", document="异议2", subject_code=unified_code(2))
    held = night(city, DAY, tmp_path / "a")
    correct(city, "处罚内容", "罚款3元", document="异议3", decided_on="2026-11-11")

    settled = night(city, DAY, tmp_path / "b")

    assert ["", "ruling-unresolved"] == held.reasons["penalties"]
    assert ["罚款48,600元", "罚款3元"] == [row["处罚内容"] for row in settled.shown["penalties"]]


@pytest.mark.parametrize("second", [2, 22], ids=["by the delivered number", "by the number shown"])
@pytest.mark.parametrize("named", [2, 22, 33])
def test_a_record_that_was_corrected_twice_is_known_by_every_number_that_it_had(
    city: SmallCity, tmp_path: Path, second: int, named: int
):
    numbers = {of: f"黄市监处罚〔2026〕{of}号" for of in (2, 22, 33)}
    correct(city, "行政处罚决定书文号", numbers[22])
    later = {"record_number": numbers[second], "document": "异议2", "decided_on": "2026-11-11"}
    correct(city, "行政处罚决定书文号", numbers[33], **later)
    made = {"dataset": "penalties", "department": "market-regulation", "authority": "局", "document": "决定"}
    city.rule("repairs", **made, record_number=numbers[named], action="终止公示", decided_on="2026-11-20")

    assert ["", "repaired"] == night(city, DAY, tmp_path / "work").reasons["penalties"]
