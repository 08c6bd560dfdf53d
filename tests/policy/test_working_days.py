"""Working days: weekends, holidays, and weekends that are worked instead."""

from datetime import date

import pandas as pd
import pytest

from generator.policy.working_days import WorkingDays

# 2026: New Year's Day is a Thursday; the Sunday after it is worked.
CALENDAR = WorkingDays({date(2026, 1, 1): True, date(2026, 1, 2): True, date(2026, 1, 4): False})


@pytest.mark.parametrize(
    ("day", "is_working"),
    [(date(2026, 1, 1), False), (date(2026, 1, 3), False), (date(2026, 1, 4), True), (date(2026, 1, 5), True)],
)
def test_exceptions_go_before_the_week(day, is_working):
    assert is_working == CALENDAR.is_working(day)


@pytest.mark.parametrize(
    ("begins", "count", "last"),
    [
        (date(2025, 12, 31), 1, date(2026, 1, 4)),
        (date(2025, 12, 31), 2, date(2026, 1, 5)),
        (date(2026, 1, 9), 1, date(2026, 1, 12)),
        (date(2026, 1, 9), 0, date(2026, 1, 9)),
    ],
)
def test_a_period_begins_with_the_day_after(begins, count, last):
    assert last == CALENDAR.after(begins, count)
    assert count == CALENDAR.count(begins, last)


def test_a_column_has_its_deadlines_and_what_is_no_day_has_none():
    days = pd.Series(["2025-12-31", "", "去年", "9999-12-31"])

    assert ["2026-01-05", "", "", ""] == CALENDAR.deadlines(days, 2).tolist()


def test_a_year_without_published_holidays_is_known_as_such():
    assert [2027] == CALENDAR.unknown_years([date(2026, 5, 1), date(2027, 1, 1)])
