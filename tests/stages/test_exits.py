"""Whoever stands on a serious or watch list leaves the red list the same night, and what has left stays away."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.stages.remember import shown_intervals
from tests.nights import Nights, aeo, listing, penalty, replaced, unified_code, with_dataset

RED, SERIOUS = "red-list-customs-aeo", "serious-market"
DAY = date(2026, 6, 1)
ONE = {"dataset": SERIOUS, "record_number": "黄市监列〔2026〕1号", "subject_code": unified_code(1)}
BY = {"authority": "黄石市市场监督管理局（演示）", "document": "黄市监〔2026〕9号"}
RED_ONE = {"dataset": RED, "record_number": "4202900001", "subject_code": unified_code(1)}


def on(number: int) -> date:
    return DAY + timedelta(number)


@pytest.fixture
def city(tmp_path: Path) -> Nights:
    """Two certified companies; nobody is listed yet."""
    nights = Nights(tmp_path)
    nights.deliver("customs", "aeo.csv", [aeo(1), aeo(2)])
    return nights


def red(city: Nights, number: int) -> dict[str, str]:
    return city.run(on(number)).reasons(RED)


def test_a_listed_subject_loses_its_red_list_entry_the_same_night_and_nobody_else_does(city: Nights):
    before = red(city, 0)
    city.deliver("market-regulation", "serious_market-20260602.csv", [listing(1, 1)])

    after = red(city, 1)

    assert {"4202900001": "", "4202900002": ""} == before
    assert {"4202900001": "red-list-conflict", "4202900002": ""} == after


def test_an_exit_is_final_when_the_listing_ends(city: Nights):
    """Three years on the list are over; the entry is still delivered, and still away."""
    city.deliver("market-regulation", "serious_market-20260602.csv", [listing(1, 1, 列入日期="2023-06-01")])
    first = red(city, 0)

    later = red(city, 1)

    assert "red-list-conflict" == first["4202900001"]
    assert {"4202900001": "tombstoned", "4202900002": ""} == later


@pytest.mark.parametrize(("recognised", "reason"), [("2026-06-01", "tombstoned"), ("2026-06-02", "")])
def test_a_recognition_dated_after_the_exit_brings_the_entry_back(city: Nights, recognised: str, reason: str):
    city.deliver("market-regulation", "serious_market-20260602.csv", [listing(1, 1, 列入日期="2023-06-01")])
    red(city, 0)
    city.deliver("customs", "aeo.csv", [aeo(1, 等级认定时间=recognised), aeo(2)])

    assert reason == red(city, 2)["4202900001"]


@pytest.mark.parametrize(("decided_on", "reason"), [("2026-06-01", "tombstoned"), ("2026-06-02", "")])
def test_a_reinstatement_must_be_strictly_later_than_the_exit(city: Nights, decided_on: str, reason: str):
    city.deliver("market-regulation", "serious_market-20260602.csv", [listing(1, 1, 列入日期="2023-06-01")])
    red(city, 0)
    city.rule("reinstatements", **RED_ONE, **BY, decided_on=decided_on, reason="重新核实")

    assert reason == red(city, 2)["4202900001"]


def test_an_entry_that_came_back_leaves_again_for_good(city: Nights):
    """The second exit has a tombstone of its own: the reinstatement lifted only the first."""
    city.deliver("market-regulation", "serious_market-20260601.csv", [listing(1, 1, 列入日期="2023-06-01")])
    red(city, 0)
    city.rule("reinstatements", **RED_ONE, **BY, decided_on="2026-06-02", reason="重新核实")
    back = red(city, 1)
    city.deliver("market-regulation", "serious_market-20260603.csv", [listing(2, 1, 列入日期="2023-06-03")])
    again = red(city, 2)

    assert ["", "red-list-conflict", "tombstoned"] == [
        night["4202900001"] for night in (back, again, red(city, 3))
    ]  # fmt: skip


def test_a_listing_under_open_objection_does_not_count(city: Nights):
    city.deliver("market-regulation", "serious_market-20260602.csv", [listing(1, 1)])
    city.rule("objections", **ONE, **BY, decided_on="2026-05-30", origin="异议", status="核查中")

    opened = red(city, 0)
    city.rule("objections", **ONE, **BY, decided_on="2026-06-02", origin="异议", status="维持")

    assert ["", "red-list-conflict"] == [opened["4202900001"], red(city, 1)["4202900001"]]


def test_a_repaired_listing_does_not_count(city: Nights):
    city.deliver("market-regulation", "serious_market-20260602.csv", [listing(1, 1)])
    city.rule("repairs", **ONE, **BY, decided_on="2026-05-30", action="移出")

    assert {"4202900001": "", "4202900002": ""} == red(city, 0)


OVERTURNED = [
    ("objections", {"origin": "异议", "status": "撤销"}, ""),
    ("withdrawals", {"kind": "确认违法", "reason": "认定事实不清"}, ""),
    ("withdrawals", {"kind": "变更", "reason": "改变列入期限"}, "tombstoned"),
]


@pytest.mark.parametrize("is_still_delivered", [True, False], ids=["delivered", "gone"])
@pytest.mark.parametrize(("file", "cells", "reason"), OVERTURNED, ids=["objection", "unlawful", "changed"])
def test_an_overturned_listing_takes_its_exits_back(
    city: Nights, file: str, cells: dict[str, str], reason: str, is_still_delivered: bool
):
    """Also where the authority struck it off before the ruling arrived."""
    city.city = _as_snapshot(city)
    city.deliver("market-regulation", "serious_market-1.csv", [listing(1, 1), listing(2, 3)])
    red(city, 0)
    city.rule(file, **ONE, **BY, decided_on="2026-06-02", **cells)
    kept = [listing(1, 1), listing(2, 3)] if is_still_delivered else [listing(2, 3), listing(3, 4)]
    city.deliver("market-regulation", "serious_market-1.csv", kept)

    assert [reason, reason] == [red(city, 1)["4202900001"], red(city, 2)["4202900001"]]


def _as_snapshot(city: Nights):
    dataset = city.city.dataset(SERIOUS)
    deliver = replaced(dataset.credit.deliver, mode="snapshot", batch=None)
    credit = replaced(dataset.credit, deliver=deliver, expect=replaced(dataset.credit.expect, shrink=0.9))
    changed = replaced(dataset, credit=credit)
    return with_dataset(city.city, changed)


def test_an_exit_that_another_listing_caused_as_well_stays(city: Nights):
    city.deliver("market-regulation", "serious_market-20260602.csv", [listing(1, 1), listing(2, 1)])
    red(city, 0)
    city.rule("objections", **ONE, **BY, decided_on="2026-06-02", origin="异议", status="撤销")
    city.rule(
        "repairs", **{**ONE, "record_number": "黄市监列〔2026〕2号"}, **BY, decided_on="2026-06-02", action="移出"
    )

    assert "tombstoned" == red(city, 1)["4202900001"]


def test_a_mere_namesake_is_reported_and_stays(city: Nights):
    """A list that gives no code names somebody, but not for certain whom."""
    city.deliver("market-regulation", "serious_market-20260602.csv", [listing(1, 1, 统一社会信用代码="")])

    night = city.run(on(0))

    entry = night.rows[night.rows["number"] == "4202900001"].iloc[0]
    assert ("", True) == (entry["reason"], "red-list-namesake" in entry["codes"].split(";"))


def test_criteria_replaced_on_a_day_let_go_of_whom_the_old_ones_recognised(city: Nights):
    dataset = city.city.dataset(RED)
    assert dataset.credit.criteria is not None
    criteria = replaced(dataset.credit.criteria, replaced_on="2026-06-02")
    changed = replaced(dataset, credit=replaced(dataset.credit, criteria=criteria))
    city.city = with_dataset(city.city, changed)
    before = red(city, 0)
    city.deliver("customs", "aeo.csv", [aeo(1), aeo(2, 等级认定时间="2026-06-02")])

    assert {"4202900001": "", "4202900002": ""} == before
    assert {"4202900001": "red-list-revoked", "4202900002": ""} == red(city, 1)


PENALTY = {"dataset": "penalties", "record_number": "黄市监处罚〔2026〕1号", "subject_code": unified_code(1)}


def repaired(city: Nights, **cells: str) -> None:
    """A penalty that was public and is repaired on the first night."""
    city.deliver("market-regulation", "penalties-20260601.csv", [penalty(1, 处罚决定日期="2026-05-06")])
    city.rule("repairs", **PENALTY, **BY, decided_on="2026-06-01", action="终止公示", **cells)
    assert {"黄市监处罚(2026)1": "repaired"} == city.run(on(0)).reasons("penalties")


def test_a_removed_record_under_a_new_number_is_known_by_subject_day_and_category(city: Nights):
    repaired(city)
    again = penalty(1, 行政处罚决定书文号="黄市监处罚〔2026〕77号", 处罚决定日期="2026-05-06")
    other = penalty(1, 行政处罚决定书文号="黄市监处罚〔2026〕78号", 处罚决定日期="2026-05-07")
    city.deliver("market-regulation", "penalties-20260602.csv", [again, other])

    found = city.run(on(1)).reasons("penalties")

    assert ("tombstoned", "") == (found["黄市监处罚(2026)77"], found["黄市监处罚(2026)78"])


NEW = "黄市监处罚〔2026〕77号"
NOW = {"decided_on": "2026-06-01", **BY}
REMOVALS = [
    ("repairs", {"action": "终止公示"}),
    ("withdrawals", {"kind": "撤销", "reason": "事实不清"}),
    ("objections", {"origin": "异议", "status": "撤销"}),
    ("takedowns", {}),
]


@pytest.mark.parametrize(("file", "cells"), REMOVALS, ids=[file for file, _ in REMOVALS])
def test_a_removal_takes_the_record_under_a_new_number_along_the_same_night(
    city: Nights, file: str, cells: dict[str, str]
):
    """The ruling names the old number; tonight's delivery has the record under a new one."""
    city.deliver("market-regulation", "penalties-20260531.csv", [penalty(1, 处罚决定日期="2026-05-06"), BY_ITSELF])
    city.run(on(-1))
    again = penalty(1, 行政处罚决定书文号=NEW, 处罚决定日期="2026-05-06")
    city.deliver("market-regulation", "penalties-20260601.csv", [again])
    city.rule(file, **PENALTY, **NOW, **cells)

    found = city.run(on(0)).reasons("penalties")

    assert ("tombstoned", "") == (found["黄市监处罚(2026)77"], found["黄市监处罚(2026)2"])


BY_ITSELF = penalty(2, 处罚决定日期="2026-05-06")


def test_two_decisions_of_one_day_that_stand_in_one_file_are_two(city: Nights):
    """Alike in company, day and category; a department does not list one decision twice under two numbers."""
    other = penalty(1, 行政处罚决定书文号=NEW, 处罚决定日期="2026-05-06")
    city.deliver("market-regulation", "penalties-20260531.csv", [penalty(1, 处罚决定日期="2026-05-06"), other])
    city.rule("repairs", **PENALTY, **NOW, action="终止公示")

    found = city.run(on(0)).reasons("penalties")

    assert {"黄市监处罚(2026)1": "repaired", "黄市监处罚(2026)77": ""} == found


def test_a_record_known_under_a_new_number_stays_away_when_its_category_is_corrected(city: Nights):
    """By its new number alone: neither the old number nor day and category are left to know it by."""
    again = penalty(1, 行政处罚决定书文号=NEW, 处罚决定日期="2026-05-06")
    city.deliver("market-regulation", "penalties-20260531.csv", [penalty(1, 处罚决定日期="2026-05-06")])
    city.deliver("market-regulation", "penalties-20260601.csv", [again])
    city.rule("repairs", **PENALTY, **NOW, action="终止公示")
    city.run(on(0))
    city.deliver("market-regulation", "penalties-20260602.csv", [{**again, "处罚类别": "罚款;警告"}])

    rows = city.run(on(1)).rows

    assert ["superseded", "tombstoned"] == sorted(rows.loc[rows["number"] == "黄市监处罚(2026)77", "reason"])


@pytest.mark.parametrize(("decided_on", "reason"), [("2026-06-01", "tombstoned"), ("2026-06-02", "")])
def test_a_reinstatement_of_the_new_number_brings_it_back_and_for_good(city: Nights, decided_on: str, reason: str):
    """The old number is delivered on, and its ruling removes it night after night: that is no new removal."""
    again = penalty(1, 行政处罚决定书文号=NEW, 处罚决定日期="2026-05-06")
    city.deliver("market-regulation", "penalties-20260531.csv", [penalty(1, 处罚决定日期="2026-05-06")])
    city.deliver("market-regulation", "penalties-20260601.csv", [again])
    city.rule("repairs", **PENALTY, **NOW, action="终止公示")
    city.run(on(0))
    other = {**PENALTY, "record_number": NEW}
    city.rule("reinstatements", **other, **BY, decided_on=decided_on, reason="另一份决定")

    nights = [city.run(on(number)).reasons("penalties") for number in (1, 2)]

    assert [reason, reason] == [night["黄市监处罚(2026)77"] for night in nights]
    assert {"repaired"} == {night["黄市监处罚(2026)1"] for night in nights}


def test_a_removal_under_a_department_merged_the_same_night_takes_the_new_number_along(city: Nights):
    city.deliver("market-regulation", "penalties-20260531.csv", [penalty(1, 处罚决定日期="2026-05-06")])
    city.run(on(-1))
    city.merge(into="market-supervision", formerly="market-regulation")
    again = penalty(1, 行政处罚决定书文号=NEW, 处罚决定日期="2026-05-06")
    city.deliver("market-supervision", "penalties-20260601.csv", [again])
    city.rule("repairs", **PENALTY, department="market-regulation", **NOW, action="终止公示")

    found = city.run(on(0)).reasons("penalties")

    assert "tombstoned" == found["黄市监处罚(2026)77"]


def test_a_listing_that_leaves_takes_its_twin_along_and_no_longer_counts(city: Nights):
    """A ruling that names both numbers ends both; neither takes the red-list entry off."""
    city.deliver("market-regulation", "serious_market-20260602.csv", [listing(1, 1), listing(7, 1)])
    for number in ("黄市监列〔2026〕1号", "黄市监列〔2026〕7号"):
        city.rule("repairs", **{**ONE, "record_number": number}, **NOW, action="移出")

    night = city.run(on(0))

    assert {"repaired"} == set(night.reasons(SERIOUS).values())
    assert "" == night.reasons(RED)["4202900001"]


def test_a_record_repaired_on_the_night_its_department_omits_it_stays_away(city: Nights):
    """It leaves for the omission, and is known for good all the same: tomorrow it may come under a new number."""
    city.city = _with_penalties_as_snapshot(city)
    others = [penalty(number, 处罚决定日期="2026-05-06") for number in range(2, 12)]
    city.deliver("market-regulation", "penalties-1.csv", [penalty(1, 处罚决定日期="2026-05-06"), *others])
    city.run(on(0))
    city.deliver("market-regulation", "penalties-1.csv", others[:5])
    city.rule("repairs", **PENALTY, **BY, decided_on="2026-06-02", action="终止公示")
    omitted = city.run(on(1)).reasons("penalties")
    again = penalty(1, 行政处罚决定书文号=NEW, 处罚决定日期="2026-05-06")
    city.deliver("market-regulation", "penalties-1.csv", [again, *others])

    found = city.run(on(2)).reasons("penalties")

    assert "removed-at-source" == omitted["黄市监处罚(2026)1"]
    assert "tombstoned" == found["黄市监处罚(2026)77"]


def _with_penalties_as_snapshot(city: Nights):
    dataset = city.city.dataset("penalties")
    deliver = replaced(dataset.credit.deliver, mode="snapshot", batch=None)
    expect = replaced(dataset.credit.expect, shrink=0.3)
    changed = replaced(dataset, credit=replaced(dataset.credit, deliver=deliver, expect=expect))
    return with_dataset(city.city, changed)


def test_a_row_that_says_it_replaces_the_removed_number_is_a_decision_of_its_own(city: Nights):
    repaired(city)
    changed = penalty(
        1, 行政处罚决定书文号="黄市监处罚〔2026〕77号", 处罚决定日期="2026-05-06", 原文书号="黄市监处罚〔2026〕1号"
    )
    city.deliver("market-regulation", "penalties-20260602.csv", [changed])

    assert "" == city.run(on(1)).reasons("penalties")["黄市监处罚(2026)77"]


@pytest.mark.parametrize("number", ["黄市监处罚〔2026〕1号", "黄市监处罚〔2026〕77号"], ids=["its number", "a new one"])
def test_a_removed_record_stays_removed_when_departments_merge(city: Nights, number: str):
    """The successor delivers it under its own id, which is another record key."""
    repaired(city)
    city.lose("market-regulation", "penalties-20260601.csv")
    city.merge(into="market-supervision", formerly="market-regulation")
    again = penalty(1, 行政处罚决定书文号=number, 处罚决定日期="2026-05-06")
    city.deliver("market-supervision", "penalties-20260602.csv", [again])
    lost = city.root / "rulings" / "repairs.csv"
    lines = lost.read_text(encoding="utf-8").splitlines()
    lost.write_text("\n".join([lines[0], lines[1].replace(unified_code(1), unified_code(5))]) + "\n", encoding="utf-8")

    found = city.run(on(1)).rows

    assert {"tombstoned"} <= {
        code for codes in found.loc[found["dataset"] == "penalties", "codes"] for code in codes.split(";")
    }
    assert "" not in set(found.loc[found["dataset"] == "penalties", "reason"])


def test_a_record_keeps_its_id_when_departments_merge(city: Nights):
    """Its address stays, and so does the day from which it was public; what is new gets the successor's."""
    city.deliver("market-regulation", "penalties-20260601.csv", [penalty(1, 处罚决定日期="2026-05-06")])
    before = city.run(on(0)).rows
    city.merge(into="market-supervision", formerly="market-regulation")
    new = penalty(2, 处罚决定日期="2026-05-06", 行政处罚决定书文号="黄市监处罚〔2026〕2号")
    city.deliver("market-supervision", "penalties-20260602.csv", [penalty(1, 处罚决定日期="2026-05-06"), new])

    after = city.run(on(1)).rows

    shown = after[(after["dataset"] == "penalties") & (after["reason"] == "")].set_index("number")["id"]
    assert before.loc[before["dataset"] == "penalties", "id"].tolist() == [shown["黄市监处罚(2026)1"]]
    assert 2 == len(shown)


def test_what_its_department_took_off_leaves_no_tombstone(city: Nights):
    """removed-at-source: delivered again, it is shown again."""
    city.deliver("market-regulation", "penalties-20260601.csv", [penalty(1, 处罚决定日期="2026-05-06")])
    city.run(on(0))

    assert "" == (city.root / "state" / "tombstones.csv").read_text(encoding="utf-8")


def test_a_period_from_the_first_public_day_counts_from_the_first_night_it_was_shown(city: Nights):
    rule = city.city.periods["penalty"]
    sets = tuple(one.model_copy(update={"start": "first-published"}) for one in rule.sets)
    periods = {**city.city.periods, "penalty": rule.model_copy(update={"sets": sets})}
    city.city = replace(city.city, periods=periods)
    city.deliver("market-regulation", "penalties-20260601.csv", [penalty(1, 处罚决定日期="2026-05-06")])
    city.run(on(0))

    night = city.run(on(5))

    assert ["2027-06-01"] == night.rows.loc[night.rows["dataset"] == "penalties", "until"].tolist()


def test_shown_intervals_end_with_the_last_night_and_begin_anew_after_a_pause(city: Nights):
    for number, numbers in enumerate([(1, 2), (1,), (1, 2), (1, 2)]):
        city.deliver("customs", "aeo.csv", [aeo(one) for one in (*numbers, 3, 4, 5, 6)])
        city.run(on(number * 2))

    intervals = shown_intervals(city.root / "state").sort_values("first")
    twice = intervals[intervals["record_id"].duplicated(keep=False)]

    assert [("2026-06-01", "2026-06-01"), ("2026-06-05", "2026-06-07")] == list(
        twice[["first", "last"]].itertuples(index=False, name=None)
    )
    assert {("2026-06-01", "2026-06-07")} == set(
        intervals.loc[~intervals["record_id"].duplicated(keep=False), ["first", "last"]].itertuples(
            index=False, name=None
        )
    )


@pytest.mark.parametrize(("listed_on", "reason"), [("2026-05-04", "repaired"), ("2026-05-05", "")])
def test_a_list_without_numbers_is_ruled_upon_by_its_other_key_values(city: Nights, listed_on: str, reason: str):
    name, code = "黄石市青禾7建材有限公司", unified_code(7)
    row = {"企业名称": name, "统一社会信用代码": code, "注册号": "", "法定代表人": "",
           "列入经营异常名录原因类型": "未按规定公示年度报告", "列入依据": "《企业信息公示暂行条例》第十七条",
           "设立日期": "", "列入日期": listed_on, "移出日期": "", "移出原因": "",
           "列入决定机关": BY["authority"], "列入决定机关统一社会信用代码": "11420200MB0000019B"}  # fmt: skip
    city.deliver("market-regulation", "abnormal.csv", [row])
    about = {"dataset": "watch-abnormal-operations", "record_number": "2026-05-04", "subject_code": code}
    city.rule("repairs", **about, **BY, decided_on="2026-06-01", action="移出")

    rows = city.run(on(0)).rows

    assert [reason] == rows.loc[rows["dataset"] == "watch-abnormal-operations", "reason"].tolist()
