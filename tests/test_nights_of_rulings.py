"""Nights in a row on which rulings correct, contradict or replace each other, or are rewritten behind our back."""

import hashlib
from pathlib import Path

import pytest

from tests.builders import SmallCity, penalty, small_city
from tests.clerk import FIRST, FOURTH, NUMBER, SECOND, THIRD, ask, conclusions, correct, days_public, number, numbers
from tests.sites.miniature import MARKET, edit, numbered


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    """Three penalties, not yet built."""
    made = small_city(tmp_path, "penalties")
    made.deliver(MARKET, "penalties-20261101.csv", [penalty(1), penalty(2), penalty(3)])
    return made


def test_a_corrected_record_is_found_by_both_its_numbers_and_comes_back_as_it_was_corrected(city: SmallCity):
    correct(city, 2, NUMBER, number(22), FIRST)
    city.build(FIRST)
    found = [[days_public(city, number(of)), conclusions(city, number(of), FIRST)] for of in (2, 22)]
    ruled = {**numbered(2), "document": "函7", "decided_on": SECOND}
    city.rule("withdrawals", **ruled, kind="撤销", reason="另行决定")
    assert {"decision-withdrawn": 1} == city.build(SECOND).unit(MARKET, "penalties")["withheld"]
    city.rule("reinstatements", **{**ruled, "document": "函8", "decided_on": THIRD}, reason="查明无误")

    built = city.build(THIRD)

    assert [[[(FIRST, FIRST)], [f"{FIRST} 公示"]]] * 2 == found
    assert (0, [1, 3, 22]) == (built.code, numbers(city))
    assert [[(FIRST, FIRST), (THIRD, THIRD)]] * 2 == [days_public(city, number(of)) for of in (2, 22)]


def test_a_ruling_that_was_followed_is_followed_though_its_line_is_rewritten(city: SmallCity):
    """Until an acknowledgement names exactly that file; the office is told every night."""
    made = {**numbered(2), "document": "函7", "decided_on": FIRST}
    city.rule("withdrawals", **made, kind="停止执行", reason="行政复议")
    first = city.build(FIRST)
    assert 0 == first.code, first.said
    path = city.data / "rulings/withdrawals.csv"
    path.write_text(path.read_text("utf-8").replace(number(2), number(3)), "utf-8")

    nights = [(city.build(day), numbers(city)) for day in (SECOND, SECOND, THIRD)]
    retracted = ask(city, "retract", "--as-of", THIRD, public=True)

    assert [(0, [1])] * 3 == [(built.code, shown) for built, shown in nights]
    assert all("rulings/withdrawals.csv 里有 1 行执行过的决定没有了或者改写了" in built.said for built, _ in nights)
    assert (0, [1]) == (retracted[0], numbers(city)), retracted[1]
    accepted = {"file": "rulings/withdrawals.csv", "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "rows": "1"}
    city.rule("acknowledgements", authority="局", document="函9", decided_on=SECOND, **accepted)
    third = city.build(THIRD)
    assert (0, [1, 2]) == (third.code, numbers(city)), third.said
    assert (0, [1, 2]) == (city.build(FOURTH).code, numbers(city))


def test_a_decision_replaces_the_one_whose_corrected_number_it_names_and_so_does_one_that_names_the_delivered(
    city: SmallCity,
):
    for of in (2, 3):
        correct(city, of, NUMBER, number(20 + of), FIRST)
    before = city.build(FIRST)
    both = [
        penalty(of, **{NUMBER: number(30 + of), "原文书号": number(named), "处罚决定日期": "2026-11-20"})
        for of, named in ((2, 22), (3, 3))
    ]
    city.deliver(MARKET, "penalties-20261125.csv", both)

    built = city.build(SECOND)

    assert (0, 0, [1, 32, 33]) == (before.code, built.code, numbers(city)), built.said
    assert {"superseded": 2} == built.unit(MARKET, "penalties")["withheld"]


def test_a_ruling_by_the_delivered_number_alone_is_followed_though_the_corrected_record_is_no_longer_delivered(
    city: SmallCity,
):
    edit(city, "catalogue/penalties.yaml", 'mode: append, batch: "penalties-([0-9]{8})"', "mode: snapshot")
    correct(city, 2, NUMBER, number(22), FIRST)
    city.build(FIRST)
    city.deliver(MARKET, "penalties-20261101.csv", [penalty(1), penalty(3)])
    city.rule("repairs", **{**numbered(2), "decided_on": SECOND}, action="终止公示")
    without = city.build(SECOND)
    city.deliver(MARKET, "penalties-20261101.csv", [penalty(1), penalty(2, **{NUMBER: number(30)}), penalty(3)])

    built = city.build(THIRD)

    assert (0, 0, [1, 3]) == (without.code, built.code, numbers(city)), built.said
    assert [True, False] == ["repairs.csv 第 2 行没有对应的记录" in one.said for one in (without, built)]
    assert {"tombstoned": 1} == built.unit(MARKET, "penalties")["withheld"]
