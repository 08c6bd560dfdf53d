"""Nights in a row of small cities: what should be down is down, and `explain` and `history` tell the same of it."""

import re
from pathlib import Path

import pytest

from tests.builders import SmallCity, penalty, small_city, unified_code
from tests.clerk import (
    CODE,
    FIRST,
    FOURTH,
    NUMBER,
    SECOND,
    THIRD,
    ask,
    conclusions,
    correct,
    days_public,
    number,
    numbers,
)
from tests.nights import aeo, listing
from tests.sites.miniature import MARKET, abnormal, edit, numbered


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    """Three penalties, not yet built."""
    made = small_city(tmp_path, "penalties", "red_list_customs_aeo")
    made.deliver(MARKET, "penalties-20261101.csv", [penalty(1), penalty(2), penalty(3)])
    return made


def test_another_key_changes_nothing_in_public_and_history_does_not_say_never_public(city: SmallCity):
    city.build(FIRST)
    record = city.shown("penalties")[0]["record_id"]
    (city.state / "key").write_text("another", "utf-8")

    by_number, by_id = ask(city, "history", number(1)), ask(city, "history", record)

    built, retracted = city.build(SECOND), ask(city, "retract", "--as-of", SECOND, public=True)
    assert (1, 1) == (built.code, retracted[0])
    assert [1, 2, 3] == numbers(city)
    assert (1, 0) == (by_number[0], by_id[0])
    assert "密钥与上次发布时的不同" in by_number[1]
    assert "从来没有公开过" not in by_number[1] + by_id[1]


def test_a_takedown_of_a_record_whose_department_was_struck_off_stops_nothing(city: SmallCity):
    """The marks still name the department; the build goes on, and the record does not come back with it."""
    city.build(FIRST)
    (mine,) = [row["record_id"] for row in city.shown("penalties") if row[CODE] == unified_code(2)]
    city.rule("takedowns", record_id=mine)
    departments, catalogue = (
        (city.data / one).read_text("utf-8") for one in ("departments.yaml", "catalogue/penalties.yaml")
    )
    (city.data / "departments.yaml").write_text(
        re.sub(r"- id: market-regulation\n(?:  .*\n)*", "", departments), "utf-8"
    )
    edit(city, "catalogue/penalties.yaml", "[market-regulation, ", "[")
    without = city.build(SECOND)
    assert (0, []) == (without.code, city.shown("penalties")), without.said
    (city.data / "departments.yaml").write_text(departments, "utf-8")
    (city.data / "catalogue/penalties.yaml").write_text(catalogue, "utf-8")

    again = city.build(THIRD)

    assert (0, [1, 3]) == (again.code, numbers(city)), again.said
    assert [(FIRST, FIRST)] == days_public(city, number(2))


def test_a_dataset_is_taken_out_of_use_by_its_access_and_comes_back_without_what_was_repaired(city: SmallCity):
    """Rulings are never deleted, so the dataset that they name must stay in the catalogue: the refusal says how."""
    city.rule("repairs", **numbered(2), action="终止公示")
    city.build(FIRST)
    path = city.data / "catalogue/penalties.yaml"
    catalogue = path.read_text("utf-8")
    path.unlink()
    deleted = city.build(SECOND)
    assert 1 == deleted.code
    assert "access: closed" in deleted.said
    path.write_text(catalogue.replace("access: public", "access: closed"), "utf-8")
    closed = city.build(SECOND)
    assert {"not-public": 3} == closed.unit(MARKET, "penalties")["withheld"]
    assert not [name for name, text in city.tree().items() if "青禾1建材".encode() in text]
    path.write_text(catalogue, "utf-8")

    again = city.build(THIRD)

    assert (0, [1, 3]) == (again.code, numbers(city))
    assert [(FIRST, FIRST), (THIRD, THIRD)] == days_public(city, number(1))


def test_a_decision_whose_number_was_corrected_is_shown_once_when_it_is_sent_again_under_that_number(city: SmallCity):
    city.build(FIRST)
    correct(city, 2, NUMBER, number(22), SECOND)
    city.deliver(MARKET, "penalties-20261125.csv", [penalty(2, **{NUMBER: number(22)})])

    built = city.build(SECOND)

    assert (0, [1, 3, 22]) == (built.code, numbers(city))
    assert {"superseded": 1} == built.unit(MARKET, "penalties")["withheld"]
    assert sorted(["不公示，已被后来的一行代替（superseded）", f"{SECOND} 公示"]) == sorted(
        conclusions(city, number(22), SECOND)
    )


@pytest.mark.parametrize("field", [NUMBER, CODE])
def test_a_repair_that_names_a_record_as_it_is_shown_takes_it_down(city: SmallCity, field: str):
    """The delivered cell was corrected: who rules on the record reads what the site shows."""
    value = number(22) if field == NUMBER else unified_code(77)
    correct(city, 2, field, value, FIRST)
    city.build(FIRST)
    named = numbered(22 if field == NUMBER else 2)
    code = unified_code(2) if field == NUMBER else value
    city.rule("repairs", **{**named, "decided_on": SECOND}, subject_code=code, action="终止公示")

    built = city.build(SECOND)

    assert (0, [1, 3]) == (built.code, numbers(city))
    assert {"repaired": 1} == built.unit(MARKET, "penalties")["withheld"]
    assert ["不公示，已经修复（repaired）"] == conclusions(city, value, SECOND)
    assert [(FIRST, FIRST)] == days_public(city, value)


def test_a_listing_whose_code_was_corrected_takes_the_right_company_off_the_red_list(tmp_path: Path):
    city = small_city(tmp_path, "red_list_customs_aeo", "serious_market")
    city.deliver("customs", "aeo.csv", [aeo(one) for one in range(1, 6)])
    city.deliver(MARKET, "serious_market-20261101.csv", [listing(1, 2)])
    made = {"authority": "局", "document": "函1", "decided_on": FIRST, "record_number": "黄市监列〔2026〕1号"}
    told = {"origin": "异议", "received_on": FIRST, "closed_on": FIRST, "field": "统一社会信用代码"}
    city.rule("objections", dataset="serious-market", **made, **told, status="更正", value=unified_code(3))

    built = city.build(FIRST)

    assert 0 == built.code
    assert {unified_code(one) for one in (1, 2, 4, 5)} == {
        row["统一社会信用代码"] for row in city.shown("red-list-customs-aeo")
    }


def test_a_later_ruling_on_one_number_of_a_decision_takes_down_the_other_that_was_reinstated(city: SmallCity):
    """The second number lay under the tombstone of the first already; the new ruling is a removal all the same."""
    made = {"kind": "变更", "reason": "另行决定"}
    city.rule("withdrawals", **{**numbered(2), "document": "函1", "decided_on": FIRST}, **made)
    city.build(FIRST)
    city.deliver(MARKET, "penalties-20261125.csv", [penalty(2, **{NUMBER: number(22)})])
    assert {"decision-withdrawn": 1, "tombstoned": 1} == city.build(SECOND).unit(MARKET, "penalties")["withheld"]
    city.rule("reinstatements", **{**numbered(2), "document": "函2", "decided_on": THIRD}, reason="查明无误")
    city.build(THIRD)
    back = numbers(city)
    ruled = {**numbered(22), "document": "函3", "decided_on": FOURTH}
    city.rule("withdrawals", **ruled, kind="确认违法", reason="判决确认违法")

    built = city.build(FOURTH)

    assert (0, [1, 2, 3], [1, 3]) == (built.code, back, numbers(city))
    assert [(THIRD, THIRD)] == days_public(city, number(2))


def test_a_new_generation_of_the_rules_takes_down_what_it_ends_though_nothing_is_delivered(city: SmallCity):
    """Order 36 takes the place of Order 58 on 2026-04-01, and a year that of three: `plan` shows it the day before."""
    days = {1: "2024-06-03", 2: "2025-06-03"}
    rows = [penalty(of, 处罚决定日期=day) for of, day in days.items()]
    city.deliver(MARKET, "penalties-20261101.csv", [*rows, penalty(3, 处罚决定日期="2024-06-03", 失信程度="严重")])
    city.build("2026-03-31")
    before = numbers(city)
    (city.data / "departments" / MARKET / "penalties-20261101.csv").unlink()
    planned = ask(city, "plan", "--as-of", "2026-04-01", public=True)[1]

    built = city.build("2026-04-01")

    assert (0, [1, 2, 3], [2, 3]) == (built.code, before, numbers(city))
    assert "撤下 1，公示期满（expired）" in planned
    assert ["不公示，公示期满（expired）"] == conclusions(city, number(1), "2026-04-01")
    explained = ask(city, "explain", number(1), "--as-of", "2026-04-01")[1]
    assert ["第58号", "第36号"] == re.findall("第[0-9]+号", explained.split("期限依据：")[1].split("\n")[0])
    assert "信用修复：通过" in explained
    assert [("2026-03-31", "2026-03-31")] == days_public(city, number(1))


def merge(city: SmallCity, former: str, into: str) -> None:
    """Rename a department as a merger does: its id is kept under `formerly`."""
    path = city.data / "departments.yaml"
    head, block, tail = re.split(rf"(- id: {former}\n(?:  .*\n)*)", path.read_text("utf-8"))
    renamed = re.sub(r"  formerly: .*\n", "", block).replace(f"- id: {former}", f"- id: {into}")
    path.write_text(f"{head}{renamed}  formerly: [industry-commerce, {former}]\n{tail}", "utf-8")
    for file in (city.data / "catalogue").glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace(former, into), "utf-8")


@pytest.mark.parametrize("said", [MARKET, "market-supervision"], ids=["by the old id", "by the new id"])
def test_a_repair_on_the_night_of_a_merger_holds_for_both_ids_and_for_a_new_number(city: SmallCity, said: str):
    city.build(FIRST)
    merge(city, MARKET, "market-supervision")
    ruled = {**numbered(2), "department": said, "decided_on": SECOND}
    city.rule("repairs", **ruled, action="终止公示")
    again = [penalty(2, 处罚内容="罚款1元"), penalty(2, **{NUMBER: number(22)}), penalty(4)]
    city.deliver("market-supervision", "penalties-20261125.csv", again[:1] + again[2:])
    city.deliver("market-supervision", "penalties-20261126.csv", again[1:2])

    built = city.build(SECOND)

    assert (0, [1, 3, 4]) == (built.code, numbers(city)), built.said
    assert {"repaired": 1, "superseded": 1, "tombstoned": 1} == built.unit("market-supervision", "penalties")[
        "withheld"
    ]
    assert [[(FIRST, FIRST)], [(FIRST, SECOND)]] == [days_public(city, number(of)) for of in (2, 1)]


def test_a_takedown_is_withdrawn_by_a_later_reinstatement_and_by_nothing_else(city: SmallCity):
    takedowns, elsewhere = (city.data / "rulings" / name for name in ("takedowns.csv", "takedowns-2026.csv"))
    empty = takedowns.read_text("utf-8")
    city.rule("takedowns", dataset="penalties", record_number=number(2))
    assert {"taken-down": 1} == city.build(FIRST).unit(MARKET, "penalties")["withheld"]
    takedowns.rename(elsewhere)
    renamed, retracted = city.build(SECOND), ask(city, "retract", "--as-of", SECOND, public=True)
    assert (1, 0, [1, 3]) == (renamed.code, retracted[0], numbers(city))
    assert "takedowns-2026.csv：不认识这个文件" in renamed.said
    elsewhere.rename(takedowns)
    kept = takedowns.read_text("utf-8")
    takedowns.write_text(empty, "utf-8")
    deleted = city.build(SECOND)
    assert (1, [1, 3]) == (deleted.code, numbers(city))
    takedowns.write_text(kept, "utf-8")
    city.rule("reinstatements", **{**numbered(2), "decided_on": THIRD}, reason="误撤")

    built = city.build(THIRD)

    assert (0, [1, 2, 3]) == (built.code, numbers(city))
    assert [(THIRD, THIRD)] == days_public(city, number(2))


def test_a_skipped_day_the_same_day_twice_and_a_day_back_bring_nobody_back(city: SmallCity):
    """Only a fictional city may go back; what was removed on the later day stays away on the earlier one."""
    city.rule("repairs", **{**numbered(2), "decided_on": THIRD}, action="终止公示")
    shown = []
    for day in (FIRST, FIRST, THIRD, SECOND, FOURTH):
        assert 0 == city.build(day).code
        shown.append(numbers(city))

    assert [[1, 2, 3], [1, 2, 3], [1, 3], [1, 3], [1, 3]] == shown
    assert [[(FIRST, FIRST)], [(FIRST, FOURTH)]] == [days_public(city, number(of)) for of in (2, 1)]


def test_what_a_shrunk_list_left_out_does_not_come_back_by_a_retraction(tmp_path: Path):
    city = small_city(tmp_path, "watch_abnormal_operations")
    city.deliver(MARKET, "abnormal.csv", [abnormal(of) for of in range(1, 11)])
    city.build(FIRST)
    city.deliver(MARKET, "abnormal.csv", [abnormal(1), abnormal(2), abnormal(11)])
    unread = ask(city, "retract", "--as-of", SECOND, public=True)
    assert (0, 10) == (unread[0], len(city.shown("watch-abnormal-operations")))
    shrunk = city.build(SECOND).unit(MARKET, "watch-abnormal-operations")
    assert ("source-shrunk", 1, {"removed-at-source": 8}) == tuple(
        shrunk[it] for it in ("verdict", "waiting", "withheld")
    )
    (city.data / "periods.yaml").write_text("]", "utf-8")

    retracted = ask(city, "retract", "--as-of", THIRD, public=True)

    assert 0 == retracted[0], retracted[1]
    codes = {row["统一社会信用代码"] for row in city.shown("watch-abnormal-operations")}
    assert {abnormal(of)["统一社会信用代码"] for of in (1, 2)} == codes


def test_a_lost_publication_of_a_department_brings_nothing_back_that_it_had_taken_down(city: SmallCity):
    """With `parity: enforce` what the department no longer shows is down; its list must not get lost unnoticed."""
    edit(
        city,
        "catalogue/penalties.yaml",
        "  natural_persons: withheld",
        "  natural_persons: withheld\n  parity: enforce",
    )
    own = city.data / "departments" / MARKET / "published.csv"
    head = "dataset,record_number,subject_name,subject_code,published_until\n"
    own.write_text(f"{head}penalties,{number(1)},,{unified_code(1)},\n", "utf-8")
    assert {"parity-removed": 2} == city.build(FIRST).unit(MARKET, "penalties")["withheld"]
    own.unlink()

    lost, retracted = city.build(SECOND), ask(city, "retract", "--as-of", SECOND, public=True)

    assert (1, 0, [1]) == (lost.code, retracted[0], numbers(city))
    assert f"departments/{MARKET}/published*.csv：不见了" in lost.said
    assert 1 == city.build(THIRD).code
    edit(city, "catalogue/penalties.yaml", "parity: enforce", "parity: report")
    assert (0, [1, 2, 3]) == (city.build(THIRD).code, numbers(city))


@pytest.mark.parametrize(("field", "value"), [("处罚决定日期", "2026-09-15"), (CODE, unified_code(77))])
def test_a_repaired_record_is_known_under_a_new_number_by_its_corrected_day_and_code(
    city: SmallCity, field: str, value: str
):
    """The department took the correction over, and gives the decision another number on the night of its repair."""
    correct(city, 2, field, value, FIRST)
    city.build(FIRST)
    code = value if field == CODE else unified_code(2)
    city.rule("repairs", **{**numbered(2), "decided_on": SECOND}, subject_code=code, action="终止公示")
    city.deliver(MARKET, "penalties-20261125.csv", [penalty(2, **{NUMBER: number(22), field: value})])

    built = city.build(SECOND)

    assert (0, [1, 3]) == (built.code, numbers(city))
    assert {"repaired": 1, "tombstoned": 1} == built.unit(MARKET, "penalties")["withheld"]


def test_a_repair_by_the_corrected_number_is_followed_though_the_record_is_no_longer_delivered(city: SmallCity):
    path = city.data / "catalogue/penalties.yaml"
    one = '  deliver: {departments: [market-regulation], match: "penalties*.csv", mode: snapshot}'
    path.write_text(re.sub("  deliver: .*", one, path.read_text("utf-8")), "utf-8")
    file = "penalties-20261101.csv"
    correct(city, 2, NUMBER, number(22), FIRST)
    city.build(FIRST)
    city.deliver(MARKET, file, [penalty(1), penalty(3)])
    city.rule("repairs", **{**numbered(22), "decided_on": SECOND}, subject_code=unified_code(2), action="终止公示")
    assert 0 == city.build(SECOND).code
    city.deliver(MARKET, file, [penalty(1), penalty(2, **{NUMBER: number(30)}), penalty(3)])

    built = city.build(THIRD)

    assert {"tombstoned": 1} == built.unit(MARKET, "penalties")["withheld"]
    assert [1, 3] == numbers(city)
