"""Whole builds of small cities: what is delivered, what law makes of it, and what the public sees."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from generator.gate.verify import verify
from generator.model.verdict import NOTES
from tests.builders import SmallCity, id_number, penalty, small_city

UNIT = ("market-regulation", "penalties")
DAY = "2026-11-24"
CODE = "行政相对人代码_1(统一社会信用代码)"


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    return small_city(tmp_path, "penalties")


PERSON = {"行政相对人名称": "王小明", "行政相对人类别": "自然人", CODE: "", "证件类型": "身份证"}
FAULTS: tuple[tuple[dict[str, str], str], ...] = (
    ({"违法事实": ""}, "schema/constraint-error"),
    ({"罚款金额（万元）": "四万"}, "schema/type-error"),
    ({"罚款金额（万元）": "NaN"}, "schema/type-error"),
    ({"处罚决定日期": "2025-02-30"}, "schema/type-error"),
    ({CODE: "9.1E+17"}, "id-damaged"),
    ({CODE: "91420200MA00000000"}, "code-check"),
    ({"公示截止期": "2026-01-01"}, "dates-contradict"),
    ({"违法事实": "当事人\ufffd生产"}, "text-damaged"),
    ({CODE: id_number("19900101")}, "entity-mismatch"),
    ({"失信程度": "", "罚款金额（万元）": "0.2"}, "class-unknown"),
    ({"处罚依据": "《中华人民共和国治安管理处罚法》第二十六条"}, "sealed"),
    ({"失信程度": "轻微"}, "slight"),
    ({"处罚决定日期": "2026-12-01"}, "not-yet"),
    ({"处罚决定日期": "2024-01-01"}, "expired"),
    ({**PERSON, "证件号码": id_number("19900101")}, "person-withheld"),
    ({**PERSON, "证件号码": id_number("20101231")}, "minor-person"),
)


def test_a_row_is_withheld_for_its_first_reason(city: SmallCity):
    faulty = [penalty(number, **changes) for number, (changes, _) in enumerate(FAULTS, start=2)]
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), *faulty])

    built = city.build(DAY)

    assert 0 == built.code, built.said
    unit = built.unit(*UNIT)
    assert (17, 17, 0, 1) == tuple(unit[name] for name in ("delivered", "used", "waiting", "published"))
    assert Counter(reason for _, reason in FAULTS) == unit["withheld"]
    told = {int(line["行"]): line["问题代码"] for line in reported(city) if line["问题代码"] not in NOTES}
    assert {row: reason for row, (_, reason) in enumerate(FAULTS, start=3)} == told


def reported(city: SmallCity) -> list[dict[str, str]]:
    """What the department's own report says of rows."""
    path = city.state / "reports" / "market-regulation.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [line for line in csv.DictReader(file) if line["行"]]


RULINGS: tuple[tuple[str, dict[str, str], str], ...] = (
    ("repairs", {"action": "终止公示"}, "repaired"),
    ("withdrawals", {"kind": "撤销", "reason": "事实不清"}, "decision-withdrawn"),
    ("withdrawals", {"kind": "中止执行", "reason": "诉讼中"}, "decision-suspended"),
    ("objections", {"origin": "异议", "status": "撤销", "received_on": "2026-10-01"}, "objection-upheld"),
    ("takedowns", {}, "taken-down"),
)


def test_a_ruling_takes_its_record_down(city: SmallCity):
    delivered = [penalty(number) for number in range(1, len(RULINGS) + 2)]
    city.deliver("market-regulation", "penalties-20261101.csv", delivered)
    for number, (file, cells, _) in enumerate(RULINGS, start=2):
        city.rule(
            file,
            dataset="penalties",
            department="market-regulation",
            record_number=f"第 黄市监处罚（2026）{number} 号",
            subject_code=delivered[number - 1][CODE],
            authority="黄石市市场监督管理局（演示）",
            document=f"黄市监函〔2026〕{number}号",
            decided_on="2026-11-20",
            **cells,
        )

    built = city.build(DAY)

    assert built.code == 0, built.said
    assert {reason: 1 for _, _, reason in RULINGS} == built.unit(*UNIT)["withheld"]
    assert ["黄市监处罚〔2026〕1号"] == [row["行政处罚决定书文号"] for row in city.shown("penalties")]


def test_a_repair_takes_the_record_under_a_new_number_down_the_same_night(city: SmallCity):
    """The ruling names the old number; the delivery of that very night has the same record under a new one."""
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    city.build(DAY)
    city.deliver(
        "market-regulation", "penalties-20261125.csv", [penalty(2, 行政处罚决定书文号="黄市监处罚〔2026〕99号")]
    )
    ruling = {"dataset": "penalties", "record_number": "黄市监处罚〔2026〕2号", "decided_on": "2026-11-25"}
    city.rule("repairs", **ruling, authority="局", document="函5", action="终止公示")

    built = city.build("2026-11-25")

    assert {"repaired": 1, "tombstoned": 1} == built.unit(*UNIT)["withheld"]
    assert ["黄市监处罚〔2026〕1号"] == [row["行政处罚决定书文号"] for row in city.shown("penalties")]
    assert not [path for path, text in city.tree().items() if "青禾2建材".encode() in text]


def test_a_column_closes_on_the_day_on_which_its_person_basis_is_repealed(city: SmallCity):
    """The record stays; nowhere does its page or its text name the representative."""
    basis, path = city.data / "basis.yaml", city.data / "catalogue" / "penalties.yaml"
    law = "- {id: old-law, title: 旧法, issuer: 某机关, level: law, in_force_from: '2000-01-01', "
    law += "repealed_on: '2026-11-25', source: 公开文本, verified: false}\n"
    basis.write_text(basis.read_text("utf-8") + law, "utf-8")
    shown = "aliases: [法定代表人姓名, CF_FR, CF_FDDB], disclose: public, person_basis: {basis: old-law}}"
    text = path.read_text("utf-8")
    path.write_text(text.replace("aliases: [法定代表人姓名, CF_FR, CF_FDDB], disclose: withhold}", shown), "utf-8")
    facts = "当事人生产的砌块抽检不合格，负责人王小禾在场。"
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1, 法定代表人="王小禾", 违法事实=facts)])

    rows = [(city.build(day).code, city.shown("penalties")) for day in (DAY, "2026-11-25")]

    assert [(0, "王小禾"), (0, None)] == [(code, row.get("法定代表人")) for code, (row,) in rows]
    assert not [path for path, content in city.tree().items() if "王小禾".encode() in content]


def as_snapshot(city: SmallCity) -> None:
    """Penalties are handed in as a whole list."""
    path = city.data / "catalogue" / "penalties.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"  deliver: .*", SNAPSHOT, text), "utf-8")


SNAPSHOT = '  deliver: {departments: [market-regulation], match: "penalties.csv", mode: snapshot}'


def test_a_record_repaired_on_the_night_on_which_it_left_its_file_does_not_come_back_under_a_new_number(
    city: SmallCity,
):
    as_snapshot(city)
    others = [penalty(number) for number in range(3, 40)]
    city.deliver("market-regulation", "penalties.csv", [penalty(1), penalty(2), *others])
    city.build(DAY)
    city.deliver("market-regulation", "penalties.csv", [penalty(1), *others])
    ruling = {"dataset": "penalties", "record_number": "黄市监处罚〔2026〕2号", "subject_code": penalty(2)[CODE]}
    city.rule("repairs", **ruling, authority="局", document="函5", decided_on="2026-11-25", action="终止公示")
    left = city.build("2026-11-25")
    again = penalty(2, 行政处罚决定书文号="黄市监处罚〔2026〕99号")
    city.deliver("market-regulation", "penalties.csv", [penalty(1), again, *others])

    built = city.build("2026-11-26")

    assert ({}, {"tombstoned": 1}) == (left.unit(*UNIT)["withheld"], built.unit(*UNIT)["withheld"])


def test_a_repair_takes_down_the_new_number_that_stands_in_the_place_of_the_old_the_same_night(city: SmallCity):
    """The list of that night no longer has the number which the ruling names."""
    as_snapshot(city)
    others = [penalty(number) for number in range(3, 40)]
    city.deliver("market-regulation", "penalties.csv", [penalty(2), *others])
    city.build(DAY)
    city.deliver(
        "market-regulation", "penalties.csv", [penalty(2, 行政处罚决定书文号="黄市监处罚〔2026〕99号"), *others]
    )
    ruling = {"dataset": "penalties", "record_number": "黄市监处罚〔2026〕2号", "decided_on": "2026-11-25"}
    city.rule("repairs", **ruling, authority="局", document="函5", action="终止公示")

    built = city.build("2026-11-25")

    assert {"tombstoned": 1} == built.unit(*UNIT)["withheld"]
    assert not [path for path, text in city.tree().items() if "青禾2建材".encode() in text]


@pytest.mark.parametrize("corrected_on", ["2026-11-25", "2026-11-26"], ids=["the same night", "the night after"])
def test_a_record_taken_down_by_its_address_does_not_come_back_with_another_code(city: SmallCity, corrected_on: str):
    """The code is part of its id: with another one neither address nor tombstone find it, but its number does."""
    as_snapshot(city)
    others = [penalty(number) for number in range(3, 40)]
    city.deliver("market-regulation", "penalties.csv", [penalty(2), *others])
    city.build(DAY)
    (mine,) = [row for row in city.shown("penalties") if row[CODE] == penalty(2)[CODE]]
    city.rule("takedowns", url=f"/record/{mine['record_id'][:2]}/{mine['record_id']}.html")
    if corrected_on == "2026-11-26":
        assert {"taken-down": 1} == city.build("2026-11-25").unit(*UNIT)["withheld"]
    city.deliver("market-regulation", "penalties.csv", [penalty(2, **{CODE: penalty(77)[CODE]}), *others])

    built = city.build(corrected_on)

    assert {"ruling-unresolved": 1} == built.unit(*UNIT)["withheld"]


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
    everything = b"".join(city.tree().values())
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
    first = city.tree()

    city.build(DAY)

    assert first == city.tree()


def test_a_record_comes_down_on_the_day_after_its_last(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1, 公示截止期="2026-11-24"), penalty(2)])

    published = [city.build(day).unit(*UNIT)["published"] for day in ("2026-11-24", "2026-11-25")]

    assert [2, 1] == published


def test_lost_tombstones_refuse_the_build(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    ruling = {"dataset": "penalties", "record_number": "黄市监处罚〔2026〕2号", "decided_on": "2026-11-20"}
    city.rule("repairs", **ruling, authority="局", document="函1", action="终止公示")
    city.build(DAY)
    before = city.tree()
    (city.state / "tombstones.csv").write_text("", "utf-8")

    built = city.build("2026-11-25")

    assert (1, before) == (built.code, city.tree())


def test_a_built_site_verifies_and_a_changed_one_does_not(city: SmallCity):
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2)])
    city.build(DAY)
    site = city.public.resolve()

    whole = verify(site)
    (site / "index.html").write_text("changed", "utf-8")

    assert ([], 1) == (whole, len(verify(site)))
