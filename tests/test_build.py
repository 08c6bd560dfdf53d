"""Whole builds of small cities: what is delivered, what law makes of it, and what the public sees."""

import hashlib
import json
from pathlib import Path

import pytest

from generator.gate.verify import verify
from tests.builders import SmallCity, id_number, penalty, small_city

UNIT = ("market-regulation", "penalties")
DAY = "2026-11-24"


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    return small_city(tmp_path)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"违法事实": ""}, "schema/constraint-error"),
        ({"罚款金额（万元）": "四万"}, "schema/type-error"),
        ({"罚款金额（万元）": "NaN"}, "schema/type-error"),
        ({"处罚决定日期": "2025-02-30"}, "schema/type-error"),
        ({"行政相对人代码_1(统一社会信用代码)": "9.1E+17"}, "id-damaged"),
        ({"行政相对人代码_1(统一社会信用代码)": "91420200MA00000000"}, "code-check"),
        ({"公示截止期": "2026-01-01"}, "dates-contradict"),
        ({"违法事实": "当事人\ufffd生产"}, "text-damaged"),
        ({"行政相对人代码_1(统一社会信用代码)": id_number("19900101")}, "entity-mismatch"),
        ({"失信程度": "", "罚款金额（万元）": "0.2"}, "class-unknown"),
        ({"处罚依据": "《中华人民共和国治安管理处罚法》第二十六条"}, "sealed"),
        ({"失信程度": "轻微"}, "slight"),
        ({"处罚决定日期": "2026-12-01"}, "not-yet"),
        ({"处罚决定日期": "2024-01-01"}, "expired"),
        (
            {
                "行政相对人名称": "王小明",
                "行政相对人类别": "自然人",
                "行政相对人代码_1(统一社会信用代码)": "",
                "证件类型": "身份证",
                "证件号码": id_number("19900101"),
            },
            "person-withheld",
        ),
        (
            {
                "行政相对人名称": "王小明",
                "行政相对人类别": "自然人",
                "行政相对人代码_1(统一社会信用代码)": "",
                "证件类型": "身份证",
                "证件号码": id_number("20101231"),
            },
            "minor-person",
        ),
    ],
)
def test_a_row_is_withheld_for_its_first_reason(city: SmallCity, changes: dict[str, str], reason: str):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2, **changes)])

    built = city.build(DAY)

    assert built.code == 0, built.said
    unit = built.unit(*UNIT)
    assert {"delivered": 2, "used": 2, "waiting": 0, "published": 1, "withheld": {reason: 1}} == {
        name: unit[name] for name in ("delivered", "used", "waiting", "published", "withheld")
    }


@pytest.mark.parametrize(
    ("file", "cells", "reason"),
    [
        ("repairs", {"action": "终止公示"}, "repaired"),
        ("withdrawals", {"kind": "撤销", "reason": "事实不清"}, "decision-withdrawn"),
        ("withdrawals", {"kind": "中止执行", "reason": "诉讼中"}, "decision-suspended"),
        ("objections", {"origin": "异议", "status": "撤销", "received_on": "2026-10-01"}, "objection-upheld"),
        ("takedowns", {}, "taken-down"),
    ],
)
def test_a_ruling_takes_its_record_down(city: SmallCity, file: str, cells: dict[str, str], reason: str):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    city.rule(
        file,
        dataset="penalties",
        department="market-regulation",
        record_number="第 黄市监处罚（2026）2 号",
        subject_code=penalty(2)["行政相对人代码_1(统一社会信用代码)"],
        authority="黄石市市场监督管理局（演示）",
        document="黄市监函〔2026〕5号",
        decided_on="2026-11-20",
        **cells,
    )

    built = city.build(DAY)

    assert built.code == 0, built.said
    assert {reason: 1} == built.unit(*UNIT)["withheld"]
    assert ["黄市监处罚〔2026〕1号"] == [row["行政处罚决定书文号"] for row in city.shown("penalties")]


def test_a_repaired_record_stays_away_when_its_ruling_no_longer_names_it(city: SmallCity):
    """The tombstone of the first night covers the record under a new number, by code, day and category."""
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    ruling = {"dataset": "penalties", "department": "market-regulation", "record_number": "黄市监处罚〔2026〕2号"}
    made = {"authority": "局", "document": "黄市监函〔2026〕5号", "decided_on": "2026-11-20", "action": "终止公示"}
    city.rule("repairs", **ruling, **made)
    city.build(DAY)
    renumbered = penalty(2, 行政处罚决定书文号="黄市监处罚〔2026〕99号")
    city.deliver("market-regulation", "penalties-20261125.csv", [renumbered])

    built = city.build("2026-11-25")

    assert {"repaired": 1, "tombstoned": 1} == built.unit(*UNIT)["withheld"]


def test_a_ruling_that_could_mean_two_records_holds_both_back(city: SmallCity):
    same_number = penalty(3, 行政处罚决定书文号="黄市监处罚〔2026〕2号")
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2), same_number])
    ruling = {"dataset": "penalties", "record_number": "黄市监处罚〔2026〕2号", "decided_on": "2026-11-20"}
    city.rule("repairs", **ruling, authority="局", document="函1", action="终止公示")

    built = city.build(DAY)

    assert {"ruling-unresolved": 2} == built.unit(*UNIT)["withheld"]


def test_duplicates_leave_one_copy_and_no_contradiction(city: SmallCity):
    contradiction = penalty(2, 处罚内容="罚款1元")
    city.deliver(
        "market-regulation", "penalties-20261101.csv", [penalty(1), penalty(1), penalty(2), contradiction, penalty(3)]
    )

    built = city.build(DAY)

    assert {"duplicate-conflict": 2, "duplicate-identical": 1} == built.unit(*UNIT)["withheld"]


def test_a_later_batch_supersedes(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    city.deliver("market-regulation", "penalties-20261108.csv", [penalty(2, 处罚内容="罚款20,000元")])

    built = city.build(DAY)

    assert {"superseded": 1} == built.unit(*UNIT)["withheld"]
    assert "罚款20,000元" in {row["处罚内容"] for row in city.shown("penalties")}


def test_no_personal_value_reaches_any_byte_of_the_site(city: SmallCity):
    number = id_number("19850505")
    narrative = f"法定代表人王小明（身份证号{number}，电话19900000123）驾驶鄂B1A234运输。"
    people = {"法定代表人": "王小明", "法定代表人证件号码": number, "违法事实": narrative}
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1, **people), penalty(2)])

    built = city.build(DAY)

    assert built.code == 0, built.said
    assert 2 == built.unit(*UNIT)["published"]
    everything = b"".join(path.read_bytes() for path in city.public.resolve().rglob("*") if path.is_file())
    for value in (number, "19900000123", "王小明", "鄂B1A234"):
        assert value.encode() not in everything


def test_an_unknown_column_refuses_the_unit_and_the_last_accepted_input_stands_in(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1)])
    city.build(DAY)
    city.deliver("market-regulation", "penalties-20261125.csv", [{**penalty(2), "手机号": "19900000123"}])

    built = city.build("2026-11-25")

    unit = built.unit(*UNIT)
    assert ("source-header", 1) == (unit["verdict"], unit["published"])


def test_the_same_inputs_give_the_same_bytes(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    city.build(DAY)
    first = _hashes(city)

    city.build(DAY)

    assert first == _hashes(city)


def test_a_record_comes_down_on_the_day_after_its_last(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1, 公示截止期="2026-11-24"), penalty(2)])

    published = [city.build(day).unit(*UNIT)["published"] for day in ("2026-11-24", "2026-11-25")]

    assert [2, 1] == published


def test_lost_tombstones_refuse_the_build(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    ruling = {"dataset": "penalties", "record_number": "黄市监处罚〔2026〕2号", "decided_on": "2026-11-20"}
    city.rule("repairs", **ruling, authority="局", document="函1", action="终止公示")
    city.build(DAY)
    before = _hashes(city)
    (city.state / "tombstones.csv").write_text("", "utf-8")

    built = city.build("2026-11-25")

    assert (1, before) == (built.code, _hashes(city))


def test_a_built_site_verifies_and_a_changed_one_does_not(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    city.build(DAY)
    site = city.public.resolve()

    whole = verify(site)
    (site / "index.html").write_text("changed", "utf-8")

    assert ([], 1) == (whole, len(verify(site)))


def _hashes(city: SmallCity) -> dict[str, str]:
    root = city.public.resolve()
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_pages_left_open_over_night_find_their_style_and_know_their_last_day(city: SmallCity):
    """The manifest, the status and the guard of every page tell the same day."""
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1)])
    assert city.build("2026-11-24").code == 0
    (city.public / "assets" / "site.0123abcd.css").write_text("/* yesterday's */")

    assert city.build("2026-11-25").code == 0

    manifest, status = (json.loads((city.public / name).read_text()) for name in ("manifest.json", "status.json"))
    assert (city.public / "assets" / "site.0123abcd.css").read_text() == "/* yesterday's */"
    assert ("2026-11-26", "2026-11-26") == (manifest["expires"], status["expires"])
    assert '<body data-expires="2026-11-26">' in (city.public / "index.html").read_text("utf-8")
