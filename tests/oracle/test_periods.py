"""The law read twice: what the program works out for whole columns, against one record at a time.

A million (record, day) pairs: 1,500 days in a row across 2024–2028, with leap days, month ends, and the days on which
the rules change (2025-12-25, 2026-01-01, 2026-04-01).
"""

from collections import Counter
from datetime import date, timedelta

import pytest

from generator.model.periods import PeriodRule
from generator.policy.terms import Cells, read_cells, terms_of
from generator.stages.read.strict_yaml import load_yaml
from tests.conftest import CHECKOUT
from tests.oracle.law import Answer, Record, Rule, answer
from tests.oracle.records import FIRST, LAST, TURNS, drawn, table

DAYS = [FIRST + timedelta(number) for number in range((LAST - FIRST).days + 1)]
MADE: list[Rule] = [
    {
        "id": "sectors",
        "title": "行业各有规定",
        "start": "decided-on",
        "transition": "new",
        "unknown_class": "slight",
        "uncorrected": {"建筑": "stays", "消防": "ends"},
        "no_early_end": ["食品药品"],
        "sets": [
            {"from": "2020-01-01", "classes": {"general": {"longest": "P18M"}, "serious": {"publish": False}}},
            {
                "from": "2025-12-25",
                "start": "first-published",
                "classes": {"slight": {"longest": "P45D"}, "general": {"shortest": "P3M", "longest": "P1Y"}},
                "sectors": {"消防": {"shortest": "P6M"}, "安全生产": {"longest": "P3Y"}},
            },
        ],
    },
    {
        "id": "old",
        "title": "从旧",
        "start": "listed-on",
        "transition": "old",
        "unknown_class": "serious",
        "sets": [
            {"from": "2021-01-01", "until": "valid-until", "term": {"longest": "P3Y"}},
            {"from": "2026-01-01", "term": {"shortest": "P1M", "longest": "P1Y"}, "no_early_end": ["建筑"]},
            {"from": "2027-02-28", "classes": {"slight": {"publish": False, "longest": "P1M"}, "general": {}}},
        ],
    },
    {
        "id": "classes",
        "title": "不分套的类别",
        "unknown_class": "general",
        "classes": {"general": {"publish": True, "shortest": "P3M", "longest": "P1Y"}},
        "early": {"after": "P1M", "from": "corrected-on"},
    },
]


def rules() -> list[Rule]:
    configured: list[Rule] = load_yaml(CHECKOUT / "data/periods.yaml")
    return [*configured, *MADE]


def from_program(rule: PeriodRule, cells: Cells, day: date) -> list[tuple[str, str, str, bool]]:
    """Each row's verdict, last day, first day of an early end, and whether its class is assumed."""
    found = terms_of(rule, cells, day)
    today = day.isoformat()
    codes, since, until = (found[name].tolist() for name in ("code", "since", "until"))
    verdicts = []
    for code, first, last in zip(codes, since, until, strict=True):
        held = {code, "not-yet" if first > today else "", "expired" if last and last < today else ""} - {""}
        verdicts.append(next((one for one in ORDER if one in held), ""))
    known = [verdict in ("", "expired") for verdict in verdicts]
    assumed = (found["assumed"] == "1").tolist()
    return [
        (verdict, last if shown else "", early if shown else "", is_assumed)
        for verdict, last, early, is_assumed, shown in zip(
            verdicts, until, found["repairable"].tolist(), assumed, known, strict=True
        )
    ]


ORDER = ("class-unknown", "slight", "not-yet", "not-in-force", "no-end", "expired")


def from_oracle(one: Answer) -> tuple[str, str, str, bool]:
    return one.verdict or "", _text(one.last_day), _text(one.repairable_from), one.is_assumed


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def disagreements(rule: Rule, people: list[Record], days: list[date]) -> tuple[list[tuple[object, ...]], Counter[str]]:
    """Where the two readings differ, and how often each verdict was given."""
    ready, cells = PeriodRule.model_validate(rule), read_cells(table(people))
    seen, differ = Counter[str](), list[tuple[object, ...]]()
    for day in days:
        expected = [from_oracle(answer(rule, one, day)) for one in people]
        actual = from_program(ready, cells, day)
        seen.update(verdict for verdict, *_ in expected)
        if expected != actual:
            pairs = zip(people, expected, actual, strict=True)
            differ += [(rule["id"], day, *pair) for pair in pairs if pair[1] != pair[2]]
    return differ, seen


def test_both_readings_of_the_law_of_penalties_agree_on_a_million_records_and_days():
    (rule,) = [one for one in rules() if one["id"] == "penalty"]
    people = list(drawn(seed=20260401, count=700))

    differ, seen = disagreements(rule, people, DAYS)

    assert [] == differ[:3]
    assert 1_000_000 <= seen.total()
    assert {"", *ORDER} - {"not-in-force"} == set(seen)


@pytest.mark.parametrize("rule", [one for one in rules() if one["id"] != "penalty"], ids=lambda rule: str(rule["id"]))
def test_both_readings_of_every_other_rule_agree(rule: Rule):
    """On month ends, on the days around every change of the rules, and on a draw of others."""
    people = list(drawn(seed=20251225, count=150))
    around = {turn + timedelta(step) for turn in TURNS for step in (-1, 0, 1)}
    ends = {day for day in DAYS if (day + timedelta(1)).day == 1}

    differ, seen = disagreements(rule, people, sorted({*around, *ends, *DAYS[::29]} & set(DAYS)))

    assert [] == differ[:3]
    assert len(seen) > 1


def test_the_second_reading_knows_nothing_of_the_first():
    """A reading that borrowed a line of the program would share its faults."""
    lines = (CHECKOUT / "tests/oracle/law.py").read_text("utf-8").splitlines()
    imports = {line.split()[1] for line in lines if line.lstrip().startswith(("import ", "from "))}

    assert {"re", "calendar", "dataclasses", "datetime", "typing"} == imports
