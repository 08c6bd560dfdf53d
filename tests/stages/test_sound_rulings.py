"""Rulings that cannot be meant are refused where they stand, before anything is published."""

from pathlib import Path

import pytest

from generator.errors import CatalogueError
from generator.stages.read import read_city, read_rulings
from tests.builders import SmallCity, small_city

ABOUT = {
    "dataset": "penalties",
    "department": "market-regulation",
    "record_number": "黄市监处罚〔2026〕2号",
    "authority": "局",
}
OBJECTION = {**ABOUT, "origin": "异议"}


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    return small_city(tmp_path)


def refused(city: SmallCity) -> str:
    with pytest.raises(CatalogueError) as caught:
        read_rulings(city.data, read_city(city.data))
    return str(caught.value)


@pytest.mark.parametrize(
    ("file", "cells", "column"),
    [
        ("objections", {"origin": "异议", "status": "处理中"}, "status"),
        ("objections", {"origin": "投书", "status": "受理"}, "origin"),
        ("objections", {"origin": "异议", "status": "维持", "apology": "是"}, "apology"),
        ("repairs", {"action": "修复"}, "action"),
        ("withdrawals", {"kind": "作废"}, "kind"),
        ("withdrawals", {"kind": "撤销", "notice": "person"}, "notice"),
        ("repairs", {"action": "移出", "received_on": "2026/1/1"}, "received_on"),
        ("repairs", {"action": "移出", "received_on": "2026-01-05", "reviewed_on": "2026-01-04"}, "reviewed_on"),
        (
            "objections",
            {"origin": "异议", "status": "维持", "received_on": "2026-01-05", "closed_on": "2026-01-04"},
            "closed_on",
        ),
        ("consents", {"field": "电话"}, "field"),
        ("removals", {"reason": "认定有误"}, "dataset"),
    ],
)
def test_a_word_day_or_field_that_is_none_is_named_with_file_line_and_column(city, file, cells, column):
    city.rule(file, **ABOUT, document="函1", decided_on="2026-11-01", **cells)

    assert refused(city).startswith(f"rulings/{file}.csv 第 2 行 {column}")


@pytest.mark.parametrize("status", ["更正", "撤销", "维持"])
def test_two_conclusions_of_one_day_contradict_each_other(city, status):
    other = {"更正": "撤销", "撤销": "维持", "维持": "更正"}[status]
    for document, one in (("函1", status), ("函2", other)):
        corrected = {"field": "处罚内容", "value": "罚款1元"} if one == "更正" else {}
        city.rule("objections", **OBJECTION, document=document, decided_on="2026-11-01", status=one, **corrected)

    assert "objections.csv 第 3 行 status：与第 2 行同一天，结论不同" in refused(city)


def test_an_objection_under_investigation_does_not_go_back(city):
    city.rule("objections", **OBJECTION, document="函1", decided_on="2026-11-01", status="核查中")
    city.rule("objections", **OBJECTION, document="函2", decided_on="2026-11-02", status="受理")

    assert "objections.csv 第 3 行 status" in refused(city)


def test_a_new_objection_after_a_conclusion_is_in_order(city):
    for day, status in (("01", "受理"), ("02", "核查中"), ("03", "维持"), ("04", "受理")):
        city.rule("objections", **OBJECTION, document=f"函{day}", decided_on=f"2026-11-{day}", status=status)

    assert 4 == len(read_rulings(city.data, read_city(city.data)).lines)


def test_two_corrections_of_one_field_on_one_day_contradict_each_other(city):
    for document, value in (("函1", "罚款1元"), ("函2", "罚款2元")):
        cells = {"status": "更正", "field": "处罚内容", "value": value}
        city.rule("objections", **OBJECTION, document=document, decided_on="2026-11-01", **cells)

    assert "objections.csv 第 3 行 value" in refused(city)


def test_a_decision_does_not_stop_and_go_on_in_one_day(city):
    for document, kind in (("函1", "停止执行"), ("函2", "恢复执行")):
        city.rule("withdrawals", **ABOUT, document=document, decided_on="2026-11-01", kind=kind)

    assert "withdrawals.csv 第 3 行 kind" in refused(city)


def except_from_repair(city) -> None:
    """Write into the catalogue that penalties cannot be repaired, by a law in force since 2021-07-15."""
    path = city.data / "catalogue/penalties.yaml"
    never = "repairable: {value: false, basis: administrative-penalty-law}"
    path.write_text(path.read_text("utf-8").replace("  period: penalty\n", f"  period: penalty\n  {never}\n"), "utf-8")


def test_what_cannot_be_repaired_is_not_repaired_but_for_a_company_in_reorganisation(city):
    except_from_repair(city)
    city.rule("repairs", **ABOUT, document="函1", decided_on="2026-11-01", action="屏蔽")
    assert 1 == len(read_rulings(city.data, read_city(city.data)).lines)

    city.rule("repairs", **ABOUT, document="函2", decided_on="2026-11-02", action="终止公示")

    assert "repairs.csv 第 3 行 action" in refused(city)


def test_a_repair_stands_that_was_decided_before_the_text_held_that_excepts_its_item(city):
    """Rulings are never taken away: a new exception must not refuse the city for its older repairs."""
    except_from_repair(city)
    city.rule("repairs", **ABOUT, document="函1", decided_on="2021-07-14", action="终止公示")
    assert 1 == len(read_rulings(city.data, read_city(city.data)).lines)

    city.rule("repairs", **ABOUT, document="函2", decided_on="2021-07-15", action="终止公示")

    assert "repairs.csv 第 3 行 action" in refused(city)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("repairable: false", "credit.repairable"),
        ("repairable: {value: false, basis: tax-credit-measures}", "credit.repairable.basis"),
        ("objection_suspends: {value: false, basis: nothing}", "credit.objection_suspends.basis"),
        ("late_after: P30D", "credit.late_after"),
    ],
)
def test_a_default_is_left_only_with_a_basis(city, line, place):
    path = city.data / "catalogue/penalties.yaml"
    text = path.read_text("utf-8").replace("  late_after: P7D\n", "")
    path.write_text(text.replace("  period: penalty\n", f"  period: penalty\n  {line}\n"), "utf-8")

    with pytest.raises(CatalogueError, match=f"penalties.yaml.*{place}"):
        read_city(city.data)
