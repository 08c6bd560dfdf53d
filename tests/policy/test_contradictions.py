"""Two rulings of one day that cannot both be meant hold their record back until a later one settles it."""

from collections.abc import Mapping

import numpy as np
import pytest

from generator.model.facts import Facts, PartFacts, Ruled
from generator.model.rulings import Ruling
from generator.policy.contradictions import open_quarrels, quarrel
from generator.policy.rules.unresolved import judge
from tests.policy.rules.desk import case, ruling, said
from tests.policy.test_reminders import told

DAY, NEXT = "2026-11-02", "2026-11-03"
Cells = Mapping[str, str]
WORDS = {
    "status": "结论不同",
    "value": "更正同一字段，内容不同",
    "kind": "一个停止执行，一个恢复执行",
}


def line(at: int, /, file: str = "objections", day: str = DAY, **cells: str) -> Ruling:
    return ruling(file, at, day, dataset="penalties", **cells)


def differ(before: Cells, now: Cells, file: str = "objections") -> str:
    found = quarrel(line(2, file, **before), line(3, file, **now))
    assert found is None or WORDS[found.column] == found.words
    return found.column if found else ""


@pytest.mark.parametrize(
    ("before", "now", "column"),
    [
        ({"status": "撤销"}, {"status": "维持"}, "status"),
        ({"status": "更正", "field": "处罚内容", "value": "甲"}, {"status": "撤销"}, "status"),
        ({"status": "撤销"}, {"status": "撤销"}, ""),
        ({"status": "核查中"}, {"status": "撤销"}, ""),
        ({"status": "受理"}, {"status": "核查中"}, ""),
        (
            {"status": "更正", "field": "处罚内容", "value": "甲"},
            {"status": "更正", "field": "处罚内容", "value": "乙"},
            "value",
        ),
        (
            {"status": "更正", "field": "处罚内容", "value": "甲"},
            {"status": "更正", "field": "处罚内容", "value": "甲"},
            "",
        ),
        (
            {"status": "更正", "field": "处罚内容", "value": "甲"},
            {"status": "更正", "field": "备注", "value": "乙"},
            "",
        ),
    ],
)
def test_conclusions_and_values_may_not_differ(before: Cells, now: Cells, column: str):
    assert column == differ(before, now) == differ(now, before)


@pytest.mark.parametrize(
    ("before", "now", "column"),
    [
        ("停止执行", "恢复执行", "kind"),
        ("中止执行", "恢复执行", "kind"),
        ("停止执行", "中止执行", ""),
        ("撤销", "恢复执行", ""),
        ("恢复执行", "恢复执行", ""),
    ],
)
def test_a_decision_does_not_rest_and_go_on(before: str, now: str, column: str):
    assert column == differ({"kind": before}, {"kind": now}, "withdrawals")


def test_other_days_and_other_files_do_not_contradict_each_other():
    upheld = line(2, status="撤销")

    assert [None, None] == [
        quarrel(upheld, other) for other in (line(3, day=NEXT, status="维持"), line(3, "withdrawals", kind="恢复执行"))
    ]
    assert quarrel(line(2, "repairs", action="标注"), line(3, "repairs", action="移出")) is None


def hits(*lines: tuple[Ruling, list[int]], is_exact: bool = True) -> list[Ruled]:
    return [Ruled(one, np.array(rows), is_exact=is_exact) for one, rows in lines]


BOTH = ((line(2, status="撤销"), [0, 1]), (line(3, status="维持"), [1, 2]))
RESTS = ((line(2, "withdrawals", kind="停止执行"), [1]), (line(3, "withdrawals", kind="恢复执行"), [1]))
VALUES = tuple((line(at, status="更正", field="处罚内容", value=str(at)), [1]) for at in (2, 3))


def test_only_the_record_that_both_name_is_held_back():
    about = case("penalties", [{}, {}, {}], ruled=BOTH)

    assert [[], ["ruling-unresolved"], []] == said(judge, about)


def test_what_names_no_single_record_does_not_quarrel():
    assert {} == open_quarrels(hits(*BOTH, is_exact=False))


@pytest.mark.parametrize(
    ("lines", "later", "is_open"),
    [
        (BOTH, line(4, day=NEXT, status="维持"), False),
        (BOTH, line(4, day=NEXT, status="受理"), True),
        (BOTH, line(4, day="2026-11-01", status="维持"), True),
        (BOTH, line(4, "withdrawals", day=NEXT, kind="撤销"), True),
        (BOTH, line(4, "reinstatements", day=NEXT), False),
        (BOTH, line(4, "reinstatements", day=DAY), True),
        (RESTS, line(4, "withdrawals", day=NEXT, kind="恢复执行"), False),
        (VALUES, line(4, day=NEXT, status="更正", field="处罚内容", value="丙"), False),
        (VALUES, line(4, day=NEXT, status="更正", field="备注", value="丙"), True),
        (VALUES, line(4, day=NEXT, status="维持"), False),
    ],
)
def test_a_later_ruling_on_the_same_matter_settles_it(
    lines: tuple[tuple[Ruling, list[int]], ...], later: Ruling, is_open: bool
):
    found = open_quarrels(hits(*lines, (later, [1])))

    assert is_open is (1 in found)


def test_the_office_is_told_which_two_lines_and_only_once():
    part = PartFacts(ruled=tuple(hits(*BOTH)))

    said_of_both = told(*(one for one, _ in BOTH), facts=Facts({0: part, 1: part}, ()))

    assert [
        "rulings/objections.csv 第 3 行与第 2 行同一天，结论不同（status）；有关记录已经先扣下，请登记一项后来的决定"
    ] == said_of_both
