"""The office is reminded, night by night, of what is not settled."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from generator.model.facts import Facts, Graves, PartFacts, Ruled
from generator.model.rulings import Ruling, Rulings
from generator.policy.reminders import reminders
from tests.policy.rules.desk import NOBODY, example, ruling

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


@pytest.mark.parametrize(
    ("decided_on", "words"),
    [(None, "请在三个工作日内补上"), ("2026-11-19", "请在三个工作日内补上"), ("2026-11-18", "超过三个工作日")],
)
def test_a_takedown_without_a_paper_is_reminded_of(decided_on, words):
    about = {**ABOUT, "document": ""}

    (line,) = told(ruling("takedowns", 2, decided_on, **about))

    assert words in line


def test_a_later_row_with_the_paper_settles_a_takedown():
    assert [] == told(ruling("takedowns", 2, None, **{**ABOUT, "document": ""}), ruling("takedowns", 3, **ABOUT))


def test_a_withdrawal_without_a_reason_is_reminded_of():
    (line,) = told(ruling("withdrawals", kind="撤销", **ABOUT))

    assert "没有写理由" in line


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

    assert lines == len(told(facts=Facts({0: part}, ()), on=on))


def test_what_never_stopped_does_not_go_on():
    stop = ruling("withdrawals", 2, kind="中止执行", **ABOUT)
    on = ruling("withdrawals", 3, kind="恢复执行", **ABOUT)

    assert ([], 1) == (told(stop, on), len(told(on)))


def test_a_mark_that_law_no_longer_lets_stand_is_reported():
    (line,) = told(ruling("repairs", 2, "2026-04-01", action="标注", **ABOUT))

    assert "已按终止公示处理" in line


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

    assert late == bool(told(line))


def test_a_reinstatement_of_the_same_day_brings_nothing_back_and_says_so():
    gone, back = ruling("repairs", 2, action="移出"), ruling("reinstatements", 3)
    hits = tuple(Ruled(one, np.array([0]), is_exact=True) for one in (gone, back))
    later = replace(hits[1], ruling=ruling("reinstatements", 3, "2026-11-02"))

    said = [
        told(facts=Facts({0: PartFacts(NOBODY, NOBODY, NOBODY, ruled=one)}, ())) for one in (hits, (hits[0], later))
    ]

    assert [1, 0] == [len(lines) for lines in said]


def test_a_year_without_published_holidays_is_said_aloud():
    (line,) = told(on="2027-01-04")

    assert "2027 年的节假日" in line
