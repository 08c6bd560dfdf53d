"""The office is reminded, night by night, of what is not settled."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from generator.model.facts import Facts, Graves, PartFacts, Ruled
from generator.model.reminder import Reminder
from generator.model.rulings import Ruling, Rulings
from generator.policy.reminders import reminders
from tests.policy.rules.desk import NOBODY, example, ruling

EVE, DAY = date(2026, 11, 23), date(2026, 11, 24)
NOTHING = Facts({}, ())
ABOUT = {"dataset": "penalties", "record_number": "黄市监处罚〔2026〕2号", "document": "函1"}


def told(*lines: Ruling, facts: Facts = NOTHING, on: str = "2026-11-24") -> list[str]:
    found = reminders(example(), Rulings(lines, {}), facts, date.fromisoformat(on))
    return [one.text for one in found]


def test_nothing_is_said_when_everything_is_settled():
    assert [] == told(ruling("repairs", action="移出", received_on="2026-11-02", reviewed_on="2026-11-03", **ABOUT))


def test_a_ruling_without_a_record_and_one_that_could_mean_several_are_named():
    none, several, back = ruling("repairs", 2), ruling("repairs", 3), ruling("reinstatements", 4)

    said = told(facts=Facts({}, (none,), (several, back)))

    assert ["第 2 行没有对应", "第 3 行可能指几条记录，有关记录已经先扣下", "第 4 行可能指几条记录，没有生效"] == [
        next(
            part
            for part in (
                "第 2 行没有对应",
                "第 3 行可能指几条记录，有关记录已经先扣下",
                "第 4 行可能指几条记录，没有生效",
            )
            if part in line
        )
        for line in said
    ]


@pytest.mark.parametrize(("day", "is_told"), [("2026-11-23", False), ("2026-11-24", True)])
def test_a_period_goes_on_without_its_text_and_the_city_is_told(day: str, is_told: bool):
    city = example()
    name, rule = next((name, rule) for name, rule in sorted(city.periods.items()) if not rule.sets)
    ended = city.bases[rule.basis or ""].model_copy(update={"repealed_on": date(2026, 11, 24)})
    city = replace(city, bases={**city.bases, ended.id: ended})

    said = reminders(city, Rulings((), {}), NOTHING, date.fromisoformat(day))

    words = f"periods.yaml 的 {name}：依据自 2026-11-24 起废止，仍按原来的期限；请按 sets 写上接替的规定"
    assert is_told == (Reminder("", "", "periods.yaml", None, words) in said)


def test_a_rule_of_several_sets_has_in_them_what_replaces_its_text():
    city = example()
    ended = city.bases["ndrc-2019-527"].model_copy(update={"repealed_on": date(2026, 4, 1)})
    rule = city.periods["penalty"].model_copy(update={"basis": ended.id})
    city = replace(city, bases={**city.bases, ended.id: ended}, periods={"penalty": rule})

    assert () == reminders(city, Rulings((), {}), NOTHING, date(2026, 11, 24))


def test_what_is_followed_though_its_line_is_gone_is_counted_by_file():
    gone = [replace(ruling("repairs", at, action="移出", **ABOUT), is_kept=True) for at in (1, 2)]

    facts = Facts({}, (gone[0],), (gone[1],))
    first, unclear = reminders(example(), Rulings(tuple(gone), {}), facts, date(2026, 11, 24))

    words = (
        "rulings/repairs.csv 里有 2 行执行过的决定没有了或者改写了，仍按原来的执行（原文在 state/configuration）；"
        "决定只能在后面增加，要改变的另加一行后来的决定。"
        "不得不改的（如要删去姓名），核对后在 acknowledgements.csv 登记："
        "file 写 rulings/repairs.csv，写明它的 sha256 和 rows"
    )
    assert Reminder("", "", "rulings/repairs.csv", None, words) == first
    assert unclear.text.startswith("state/configuration 里的 repairs.csv 第 2 行可能指几条记录")


@pytest.mark.parametrize(
    ("decided_on", "words"),
    [
        (None, "已经撤下，文书请在三个工作日内补上"),
        ("2026-11-19", "已经撤下，文书请在三个工作日内补上"),
        ("2026-11-18", "撤下已经超过三个工作日，还没有文书，请立即补上"),
    ],
)
def test_a_takedown_without_a_paper_is_reminded_of(decided_on, words):
    about = {**ABOUT, "document": ""}

    assert [f"rulings/takedowns.csv 第 2 行{words}"] == told(ruling("takedowns", 2, decided_on, **about))


def test_a_takedown_that_met_no_record_is_not_said_to_have_taken_one_down():
    line, met = (ruling("takedowns", at, None, dataset="penalties", record_number=f"黄{at}号") for at in (2, 3))

    said = told(line, met, facts=Facts({}, (line,)))

    assert [
        "rulings/takedowns.csv 第 2 行没有对应的记录，请核对文号、主体和部门",
        "rulings/takedowns.csv 第 3 行已经撤下，文书请在三个工作日内补上",
    ] == said


def test_a_ruling_whose_record_was_removed_before_and_left_the_delivery_is_told_no_more():
    """But a takedown still wants its paper."""
    repair, takedown = ruling("repairs", 2, dataset="penalties"), ruling("takedowns", 2, None, **ABOUT)
    bare = ruling("takedowns", 3, None, dataset="penalties", record_number="黄3号")
    gone = (repair, takedown, bare)

    assert ["rulings/takedowns.csv 第 3 行已经撤下，文书请在三个工作日内补上"] == told(
        *gone, facts=Facts({}, gone, settled=gone)
    )


def test_a_later_row_with_the_paper_settles_a_takedown():
    assert [] == told(ruling("takedowns", 2, None, **{**ABOUT, "document": ""}), ruling("takedowns", 3, **ABOUT))


def test_a_withdrawal_without_a_reason_is_reminded_of():
    repair = ruling("repairs", 3, action="移出", **ABOUT)

    said = told(repair, ruling("withdrawals", kind="撤销", **ABOUT))

    words = "没有写理由；撤回公示的理由必须公开说明（行政处罚法第四十八条），请补上"
    assert [f"rulings/withdrawals.csv 第 2 行{words}"] == said


@pytest.mark.parametrize(
    ("on", "was_public", "was_followed", "lines"),
    [
        ("2026-11-05", True, False, 1),
        ("2026-11-04", True, False, 0),
        ("2026-11-05", False, False, 0),
        ("2026-11-05", True, True, 0),
    ],
)
def test_a_withdrawal_that_is_followed_after_more_than_three_working_days_is_said_once(
    on, was_public, was_followed, lines
):
    """Three working days after Sunday 1 November 2026 end with Wednesday the 4th."""
    withdrawn = Ruled(ruling("withdrawals", kind="撤销", reason="证据不足", **ABOUT), np.array([0]), is_exact=True)
    row = np.array([0])
    graves = Graves(row, np.array(["2026-11-03"], dtype="datetime64[D]"), np.array(["decision-withdrawn"]))
    part = PartFacts(
        NOBODY,
        NOBODY,
        NOBODY,
        ruled=(withdrawn,),
        graves=graves if was_followed else Graves(),
        first_shown=(row, ("2026-10-01",)) if was_public else (NOBODY, ()),
    )

    words = "rulings/withdrawals.csv 第 2 行晚于三个工作日才撤下（行政处罚法第四十八条、第八十五条）"
    assert [words] * lines == told(facts=Facts({0: part}, ()), on=on)


def test_what_never_stopped_does_not_go_on():
    stop = ruling("withdrawals", 2, kind="中止执行", **ABOUT)
    on = ruling("withdrawals", 3, kind="恢复执行", **ABOUT)

    words = "rulings/withdrawals.csv 第 3 行恢复执行之前没有停止或者中止执行，请核对"
    assert ([], [words]) == (told(stop, on), told(on))


@pytest.mark.parametrize("cells", [{"record_number": "3"}, {"subject_code": "B"}, {"subject_name": "乙"}])
def test_what_stopped_is_another_record_when_number_or_subject_differ(cells: dict[str, str]):
    stop = ruling("withdrawals", 2, kind="中止执行", **{**ABOUT, **cells})

    assert 1 == len(told(stop, ruling("withdrawals", 3, kind="恢复执行", **ABOUT)))


def test_a_paper_for_one_subject_settles_no_takedown_of_another():
    bare = {**ABOUT, "document": ""}
    lines = [ruling("takedowns", 2, None, subject_code="A", **bare), ruling("takedowns", 3, subject_code="B", **ABOUT)]

    assert 1 == len(told(*lines))


def test_only_a_withdrawal_comes_too_late():
    repaired = Ruled(ruling("repairs", action="移出", **ABOUT), np.array([0]), is_exact=True)
    part = PartFacts(ruled=(repaired,), first_shown=(np.array([0]), ("2026-10-01",)))

    assert [] == told(facts=Facts({0: part}, ()))


def test_a_mark_that_law_no_longer_lets_stand_is_reported():
    takedown = ruling("takedowns", 3, **ABOUT)

    said = told(takedown, ruling("repairs", 2, "2026-04-01", action="标注", **ABOUT))

    assert ["rulings/repairs.csv 第 2 行已按终止公示处理：2026-04-01 起，失信信息修复后不得只作标注"] == said


@pytest.mark.parametrize(
    ("received", "reviewed", "late"),
    [
        ("2026-11-20", "2026-11-23", False),
        ("2026-11-20", "2026-11-24", True),
        ("2026-11-23", "", False),
        ("2026-11-20", "", True),
    ],
)
def test_the_pre_review_takes_one_working_day(received, reviewed, late):
    line = ruling("repairs", action="移出", received_on=received, reviewed_on=reviewed, **ABOUT)

    assert ["rulings/repairs.csv 第 2 行市本级预审超过一个工作日（七(二)）"] * late == told(line)


def test_lines_that_contradict_each_other_are_told_once_each_in_the_order_of_their_file():
    """However many records they are about, and in whatever part those are."""
    pairs = [
        [Ruled(ruling("objections", at, status=status), np.array(rows), is_exact=True) for at, status in lines]
        for rows, lines in (([1], [(4, "撤销"), (5, "维持")]), ([0, 2], [(2, "维持"), (3, "撤销")]))
    ]
    parts = {number: PartFacts(ruled=tuple(pair)) for number, pair in enumerate([*pairs, pairs[0]])}

    words = "status）；有关记录已经先扣下，请登记一项后来的决定"
    assert [
        f"rulings/objections.csv 第 3 行与第 2 行同一天，结论不同（{words}",
        f"rulings/objections.csv 第 5 行与第 4 行同一天，结论不同（{words}",
    ] == told(facts=Facts(parts, ()))


def test_a_reinstatement_of_the_same_day_brings_nothing_back_and_says_so():
    gone, back = ruling("repairs", 2, action="移出"), ruling("reinstatements", 3)
    hits = tuple(Ruled(one, np.array([0]), is_exact=True) for one in (gone, back))
    later = replace(hits[1], ruling=ruling("reinstatements", 3, "2026-11-02"))

    said = [
        told(facts=Facts({0: PartFacts(NOBODY, NOBODY, NOBODY, ruled=one)}, ())) for one in (hits, (hits[0], later))
    ]

    words = "rulings/reinstatements.csv 第 3 行不晚于撤下的决定，没有生效；恢复公示必须在后"
    assert [[words], []] == said


def test_a_reinstatement_is_not_late_for_the_removal_of_another_record():
    gone = Ruled(ruling("repairs", 2, action="移出"), np.array([1]), is_exact=True)
    back = Ruled(ruling("reinstatements", 3, "2026-10-01"), np.array([0]), is_exact=True)

    assert [] == told(facts=Facts({0: PartFacts(ruled=(gone, back))}, ()))


def test_a_consent_to_be_named_where_nobody_is_named_does_nothing_and_says_so():
    lines = [ruling("consents", at, dataset=name) for at, name in ((2, "penalties"), (3, "integrity-models"))]
    dead = "不起作用：目录写明这类信息不公示自然人（natural_persons: withheld）"

    assert [f"rulings/consents.csv 第 2 行{dead}"] == told(*lines)


def test_a_year_without_published_holidays_is_said_aloud():
    (found,) = reminders(example(), Rulings((), {}), NOTHING, date(2027, 1, 4))

    words = "holidays.csv 里没有 2027 年的节假日，工作日只按周末计算；请补上国务院办公厅的通知"
    assert Reminder("", "", "holidays.csv", None, words) == found


@pytest.mark.parametrize("name", ["restraints", "incentives"])
def test_a_measure_for_a_list_that_the_catalogue_does_not_have_is_told_while_it_may_be_taken(name: str):
    city = example()
    first, second, *others = getattr(city, name)
    astray = second.model_copy(update={"applies_to": (*second.applies_to, "red-list-nobody-keeps")})
    rested = first.model_copy(update={"applies_to": ("red-list-nobody-keeps",), "abolished_on": date(2026, 11, 24)})
    mended = (rested, astray, *others)
    city = replace(city, restraints=mended) if name == "restraints" else replace(city, incentives=mended)

    said = {day: reminders(city, Rulings((), {}), NOTHING, day) for day in (EVE, DAY)}

    words = "：applies_to 里有目录没有的名单，措施不会写在那里；请核对名称"
    second, third = (Reminder("", "", f"measures/{name}.csv", line, words) for line in (2, 3))
    assert {second, third} <= set(said[EVE])
    assert [third] == [one for one in said[DAY] if "applies_to" in one.words]


@pytest.mark.parametrize(
    ("status", "apology", "is_told"),
    [("维持", "on-request", True), ("维持", "", False), ("更正", "on-request", False), ("核查中", "on-request", False)],
)
def test_an_apology_asked_for_where_an_objection_was_not_upheld_is_told(status: str, apology: str, *, is_told: bool):
    objection = ruling("objections", 4, status=status, apology=apology)

    said = ["rulings/objections.csv 第 4 行结论是维持，不发布致歉公告；请核对 apology"] if is_told else []
    assert said == told(objection)
