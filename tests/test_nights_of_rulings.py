"""Nights in a row on which rulings correct, contradict or replace each other, or are rewritten behind our back."""

import hashlib
from pathlib import Path

import pytest

from tests.builders import SmallCity, penalty, small_city
from tests.clerk import FIRST, NUMBER, SECOND, THIRD, ask, conclusions, correct, days_public, number, numbers
from tests.sites.miniature import MARKET, numbered


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


def test_a_ruling_that_was_followed_is_not_rewritten_and_its_record_stays_down(city: SmallCity):
    """Order and words of a file may change only where an acknowledgement names exactly that file."""
    made = {**numbered(2), "document": "函7", "decided_on": FIRST}
    city.rule("withdrawals", **made, kind="停止执行", reason="行政复议")
    first = city.build(FIRST)
    assert 0 == first.code, first.said
    path = city.data / "rulings/withdrawals.csv"
    path.write_text(path.read_text("utf-8").replace("停止执行", "恢复执行"), "utf-8")
    city.rule("withdrawals", **numbered(3), kind="撤销", reason="另行决定")

    rewritten, retracted = city.build(SECOND), ask(city, "retract", "--as-of", SECOND, public=True)

    assert (1, 0, [1, 3]) == (rewritten.code, retracted[0], numbers(city)), retracted[1]
    assert "rulings/withdrawals.csv 第 2 行：和上次发布时的内容或顺序不同" in rewritten.said
    accepted = {"file": "rulings/withdrawals.csv", "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "rows": "2"}
    city.rule("acknowledgements", authority="局", document="函9", decided_on=SECOND, **accepted)
    assert (0, [1, 2]) == (city.build(SECOND).code, numbers(city))
    assert (0, [1, 2]) == (city.build(THIRD).code, numbers(city))
