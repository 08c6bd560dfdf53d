"""What a clerk may ask of a city: what tonight would change, why a record is shown or not, since when, and of whom."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from generator.cli import app
from generator.commands import check as check_command
from generator.model.verdict import ANNOTATIONS, SOURCE_VERDICTS, WITHHOLDING
from generator.policy.grounds import MARKED, NOTED, RULE_WORDS, SOURCES, WITHHELD
from generator.policy.rules import RULES
from tests.builders import SmallCity, id_number, penalty, small_city

TODAY, TOMORROW = "2026-11-24", "2026-11-25"
PERSON = {
    "行政相对人名称": "王小明",
    "行政相对人类别": "自然人",
    "行政相对人代码_1(统一社会信用代码)": "",
    "证件类型": "身份证",
    "证件号码": id_number("19900101"),
}


def code(of: int) -> str:
    return penalty(of)["行政相对人代码_1(统一社会信用代码)"]


def number(of: int) -> str:
    return f"黄市监处罚〔2026〕{of}号"


@dataclass(frozen=True)
class Said:
    code: int
    text: str

    def line(self, words: str) -> str:
        """The only line that holds the words."""
        (found,) = [line for line in self.text.splitlines() if words in line]
        return found


def ask(city: SmallCity, *words: str, public: bool = False) -> Said:
    places = ["--data", str(city.data), "--state", str(city.state)]
    places += ["--public", str(city.public)] if public else []
    done = CliRunner().invoke(app, [*words, *places])
    return Said(done.exit_code, done.output)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> SmallCity:
    """Built today. Tomorrow 2 is repaired, 3 has expired, 4 begins, 9 is new, and 1 was delivered anew."""
    made = small_city(tmp_path_factory.mktemp("asked"), "penalties")
    rows = [
        penalty(1),
        penalty(2),
        penalty(3, 公示截止期=TODAY),
        penalty(4, 处罚决定日期=TOMORROW),
        penalty(7, **PERSON),
    ]
    made.deliver("market-regulation", "penalties-20261101.csv", rows)
    assert 0 == made.build(TODAY).code
    made.deliver("market-regulation", "penalties-20261125.csv", [penalty(9), penalty(1, 处罚内容="罚款1元")])
    ruled = {"dataset": "penalties", "record_number": number(2), "subject_code": code(2), "decided_on": TOMORROW}
    made.rule("repairs", **ruled, authority="局", document="函1", action="终止公示")
    return made


@pytest.fixture(scope="module")
def planned(city: SmallCity) -> tuple[Said, dict[str, Any]]:
    file = city.root / "plan.json"
    said = ask(city, "plan", "--as-of", TOMORROW, "--exit-code", "--json", str(file), public=True)
    return said, json.loads(file.read_text("utf-8"))


def test_a_plan_tells_every_change_with_its_reason_and_basis(planned: tuple[Said, dict[str, Any]]):
    said, account = planned

    assert (10, {"added": 2, "changed": 1, "taken-down": 2}) == (said.code, account["totals"])
    told = sorted((one["kind"], one["code"], one["reason"]) for one in account["changes"])
    assert [
        ("added", "", "今天到了公示的日期"),
        ("added", "", "新报送的记录"),
        ("changed", "", "报送的内容有更新"),
        ("taken-down", "expired", "公示期满"),
        ("taken-down", "repaired", "已经修复"),
    ] == told
    assert all(one["basis"] for one in account["changes"])
    assert "第36号" in said.line("已经修复（repaired）")
    assert "行政处罚公示期限：《" in said.line("公示期满（expired）")
    assert {("penalties", "market-regulation")} == {(one["dataset"], one["department"]) for one in account["changes"]}


def test_no_answer_states_as_certain_what_nobody_has_checked(city: SmallCity, planned: tuple[Said, dict[str, Any]]):
    """basis.yaml says `verified: false` of the order on repair and of document 424, and true of the penalty law."""
    answers = [ask(city, "explain", number(2), "--as-of", TOMORROW), ask(city, "green", code(1), "--as-of", TODAY)]

    told = [one.line("还没有与官方文本核对过，以官方文本为准：") for one in (*answers, planned[0])]

    assert all("（发改办财金〔2018〕424号）" in line and "行政处罚法" not in line for line in told)
    assert [True, False, True] == ["令第36号" in line for line in told]


def test_a_plan_changes_nothing(city: SmallCity, planned: tuple[Said, dict[str, Any]]):
    assert ["ledger.head", "ledger.jsonl"] == sorted(path.name for path in city.state.glob("ledger*"))
    assert 1 == len((city.state / "ledger.jsonl").read_text("utf-8").splitlines())
    assert [] == list(city.state.glob("work*"))


def test_explain_tells_place_rules_basis_and_what_would_have_to_happen(city: SmallCity):
    said = ask(city, "explain", code(2), "--as-of", TOMORROW)

    assert 0 == said.code, said.text
    assert "penalties-20261101.csv 第 3 行" in said.line("■")
    assert "最后一天 2027-09-14，可以申请修复 2026-12-14" in said.text
    assert "《信用修复管理办法》（国家发展改革委令第36号）第三条" in said.line("信用修复：已经修复（repaired，依据")
    assert "rulings/repairs.csv 第 2 行" in said.line("  决定：")
    assert "rulings/reinstatements.csv" in said.line("怎样才会公示")
    order = [said.text.index(f"    {words}：") for name, words in RULE_WORDS.items() if name in dict(RULES)]
    assert sorted(order) == order


def test_explain_tells_where_a_record_is_shown_and_when_a_repair_would_end_it(city: SmallCity):
    said = ask(city, "explain", number(9), "--as-of", TOMORROW, "--repair-on", "2026-12-20")

    assert 0 == said.code
    assert f"/subject/{code(9)[-2:]}/{code(9)}.html" in said.text
    assert "/penalties/department/market-regulation/" in said.text
    assert "从 2026-12-20 起不再公示" in said.line("假定")


def asked_as_json(city: SmallCity, *words: str) -> Any:
    file = city.root / "answer.json"
    assert 0 == ask(city, *words, "--json", str(file)).code
    return json.loads(file.read_text("utf-8"))


def test_explain_as_json_tells_every_rule_in_order_with_effect_basis_and_days(city: SmallCity):
    (told,) = asked_as_json(city, "explain", code(2), "--as-of", TOMORROW)

    assert [name for name, _ in RULES] == [one["rule"] for one in told["rules"]]
    found = {one["rule"]: one["findings"] for one in told["rules"]}
    assert [
        {
            "code": "repaired",
            "effect": "withhold",
            "field": "",
            "words": "已经修复",
            "basis": ["《信用修复管理办法》（国家发展改革委令第36号）第三条"],
        }
    ] == found["repair"]
    assert [] == found["withdrawal"] == told["checks"]
    days = {"since": "2026-09-14", "until": "2027-09-14", "repairable": "2026-12-14"}
    assert days == {name: told["period"][name] for name in days}
    ruled = {"file": "rulings/repairs.csv", "line": 2, "decided_on": TOMORROW, "is_exact": True}
    assert [ruled] == told["rulings"]
    assert ("repaired", False, []) == (told["reason"], told["is_public"], told["addresses"])


def test_explain_as_json_tells_where_a_record_is_shown_and_when_a_repair_would_end_it(city: SmallCity):
    (told,) = asked_as_json(city, "explain", number(9), "--as-of", TOMORROW, "--repair-on", "2026-12-20")

    assert ("", True, "2026-12-20") == (told["reason"], told["is_public"], told["repair"]["dark_from"])
    assert f"/subject/{code(9)[-2:]}/{code(9)}.html" in "".join(told["addresses"])


def test_green_as_json_lists_what_is_current_by_kind_and_names_its_sources(city: SmallCity):
    told = asked_as_json(city, "green", code(2), "--as-of", TODAY)

    (adverse,) = told["adverse"]
    assert (number(2), "2026-09-14", "2027-09-14") == tuple(
        adverse[name] for name in ("number", "decided_on", "published_until")
    )
    assert ([], []) == (told["model"], told["commitment"])
    assert [TODAY] == [one["data_date"] for one in told["sources"] if one["data_date"]]
    assert 2 == len(told["limits"])


@pytest.mark.parametrize(
    ("on", "dark"),
    [("2026-12-01", "从 2026-12-14 起"), ("2028-01-01", "从 2027-09-15 起")],
    ids=["too early", "too late"],
)
def test_a_repair_neither_ends_a_record_before_its_shortest_nor_after_its_longest(city: SmallCity, on: str, dark: str):
    assert dark in ask(city, "explain", number(9), "--as-of", TOMORROW, "--repair-on", on).line("假定")


def test_explain_says_no_word_of_what_a_cell_holds_about_a_person(city: SmallCity):
    found = ask(city, "explain", number(7), "--as-of", TOMORROW)
    by_number = ask(city, "explain", PERSON["证件号码"], "--as-of", TOMORROW)

    assert "person-withheld" in found.line("结论")
    assert [] == [word for word in ("王小明", PERSON["证件号码"]) if word in found.text + by_number.text]
    assert "没有找到" in by_number.text


def test_history_finds_a_record_by_any_of_its_names_and_proves_the_build(city: SmallCity):
    said = {words: ask_history(city, words) for words in (number(2), code(2))}
    by_id = ask_history(city, said[code(2)].text.split(" ")[0])

    assert 1 == len({one.text for one in (*said.values(), by_id)})
    assert f" penalties {TODAY} {TODAY}\n  第 1 版 {TODAY} 清单 SHA-256 " in by_id.text
    assert "没有找到" in ask_history(city, number(9)).text


def test_history_as_json_lists_the_builds_of_each_interval(city: SmallCity):
    file = city.root / "history.json"
    assert 0 == ask_history(city, number(2), "--json", str(file)).code

    (interval,) = json.loads(file.read_text("utf-8"))

    assert ("penalties", TODAY, TODAY) == tuple(interval[name] for name in ("dataset", "first", "last"))
    assert ["1", TODAY] == interval["builds"][0][:2]


def test_history_as_of_a_day_knows_nothing_of_later_days(city: SmallCity):
    assert f" penalties {TODAY} {TODAY}\n" in ask_history(city, number(2), "--as-of", TODAY).text
    assert "没有找到" in ask_history(city, number(2), "--as-of", "2026-11-01").text


def ask_history(city: SmallCity, key: str, *options: str) -> Said:
    done = CliRunner().invoke(app, ["history", key, "--state", str(city.state), *options])
    return Said(done.exit_code, done.output)


def test_the_approval_office_is_told_what_is_current_and_from_whom(city: SmallCity):
    today, tomorrow = (ask(city, "green", code(2), "--as-of", day) for day in (TODAY, TOMORROW))

    assert "现行失信信息：1 条" in today.text
    assert number(2) in today.line("黄石市市场监督管理局（演示），")
    assert "来源：行政处罚（黄石市市场监督管理局（演示） 2026-11-24" in today.text
    assert "现行失信信息：没有" in tomorrow.text
    assert number(2) not in tomorrow.text


def test_the_approval_office_may_not_ask_about_a_person(city: SmallCity):
    asked = ask(city, "green", PERSON["证件号码"])

    assert (2, False) == (asked.code, PERSON["证件号码"] in asked.text)


def test_a_new_city_passes_its_check_and_its_first_build(tmp_path: Path):
    made = CliRunner().invoke(app, ["init", str(tmp_path / "new")])
    city = SmallCity(tmp_path / "new")

    checked = ask(city, "check")
    built = ask(city, "build", "--first-run", public=True)
    again = CliRunner().invoke(app, ["init", str(tmp_path / "new")])

    assert [0, 0, 0, 1] == [made.exit_code, checked.code, built.code, again.exit_code], built.text
    line = built.line("key_fingerprint").split("：")[1].split("；")[0].removeprefix("key_fingerprint: ")
    site = (city.data / "site.yaml").read_text("utf-8")
    (city.data / "site.yaml").write_text(site.replace("key_fingerprint: null", f"key_fingerprint: {line}"), "utf-8")
    assert 0 == ask(city, "check").code


def test_watching_looks_again_only_when_files_have_changed_and_hold_still(tmp_path: Path):
    """A file that grows from look to look is not judged before it has stopped."""
    file = tmp_path / "a.csv"
    steps = iter(["", None, None, "x", "xy", "xyz", None, None])
    looks = check_command.changes(tmp_path, lambda: [file.write_text(step, "utf-8") for step in [next(steps)] if step])

    next(looks)
    next(looks)

    assert ("xyz", [None]) == (file.read_text("utf-8"), list(steps))


def test_every_code_and_rule_has_words():
    assert set(WITHHOLDING) == set(WITHHELD)
    assert set(SOURCE_VERDICTS) == set(SOURCES)
    assert set(ANNOTATIONS) == set(MARKED)
    assert {name for name, _ in RULES} == set(RULE_WORDS)
    assert "late-publication" in NOTED
