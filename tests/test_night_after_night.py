"""Nights in a row of small cities: what should be down is down, and `explain` and `history` tell the same of it."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli import app
from tests.builders import SmallCity, penalty, small_city, unified_code
from tests.nights import aeo, listing
from tests.sites.miniature import MARKET, edit, numbered

FIRST, SECOND, THIRD, FOURTH = "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"
NUMBER, CODE = "行政处罚决定书文号", "行政相对人代码_1(统一社会信用代码)"


def number(of: int) -> str:
    return f"黄市监处罚〔2026〕{of}号"


def ask(city: SmallCity, command: str, *words: str, public: bool = False) -> tuple[int, str]:
    places = ["--data", str(city.data), "--state", str(city.state)]
    done = CliRunner().invoke(app, [command, *words, *places, *(["--public", str(city.public)] if public else [])])
    return done.exit_code, done.output


def numbers(city: SmallCity) -> list[int]:
    """The numbers of the penalties that are public."""
    return sorted(int(re.findall("〕([0-9]+)号", row[NUMBER])[0]) for row in city.shown("penalties"))


def days_public(city: SmallCity, key: str) -> list[tuple[str, str]]:
    """The intervals that `history` tells of a record."""
    return re.findall(r"^\S+ \S+ (\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d)$", ask(city, "history", key)[1], re.MULTILINE)


def conclusions(city: SmallCity, key: str, day: str) -> list[str]:
    """What `explain` concludes of every row that a key names."""
    return re.findall("结论：(.*?)(?:；依据.*)?\n", ask(city, "explain", key, "--as-of", day)[1])


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    """Three penalties, not yet built."""
    made = small_city(tmp_path, "penalties", "red_list_customs_aeo")
    made.deliver(MARKET, "penalties-20261101.csv", [penalty(1), penalty(2), penalty(3)])
    return made


def test_history_does_not_say_never_public_when_it_was_asked_with_another_key(city: SmallCity):
    city.build(FIRST)
    record = city.shown("penalties")[0]["record_id"]
    (city.state / "key").write_text("another", "utf-8")

    by_number, by_id = ask(city, "history", number(1)), ask(city, "history", record)

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


def correct(city: SmallCity, of: int, field: str, value: str, day: str) -> None:
    """Close an objection to a penalty with a correction."""
    ruled = {**numbered(of), "document": f"函{of}", "decided_on": day}
    told = {"origin": "异议", "received_on": "2026-11-20", "closed_on": day, "field": field, "value": value}
    city.rule("objections", **ruled, status="更正", **told)


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
