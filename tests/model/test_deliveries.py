"""A unit's verdict, a ruling's day, a reminder's place."""

from datetime import date

from generator.model.delivery import AcceptedUnit, SourceFinding
from generator.model.reminder import OFFICE, Reminder, about, report_of
from generator.model.rulings import Rulings
from tests.policy.rules.desk import example, ruling

DAY = date(2026, 11, 1)


def test_a_units_verdict_is_the_first_that_was_found():
    findings = (SourceFinding("source-header", "缺少列"), SourceFinding("source-stale", "没有变化"))

    assert "source-header" == AcceptedUnit("tax", "penalties", (), 0, findings).verdict
    assert AcceptedUnit("tax", "penalties", (), 0).verdict is None


def test_rulings_of_a_file_hold_from_their_day_on_and_without_one_at_once():
    earlier, today, later = (ruling("repairs", 2, day) for day in ("2026-10-31", "2026-11-01", "2026-11-02"))
    undated, other = ruling("repairs", 5, None), ruling("removals", 2, "2026-10-31")
    lines = (later, earlier, other, undated, today)

    assert (earlier, undated, today) == Rulings(lines, {}).of("repairs", DAY)
    assert (other,) == Rulings(lines, {}).of("removals", DAY)


def test_a_reminder_names_file_and_line_where_there_is_one():
    made = about(ruling("objections", 7, dataset="penalties", department="tax"), "还没有结果。")

    assert Reminder("tax", "penalties", "rulings/objections.csv", 7, "还没有结果。") == made
    assert "rulings/objections.csv 第 7 行还没有结果。" == made.text
    assert "还没有节假日表。" == Reminder("", "", "holidays.csv", None, "还没有节假日表。").text


def test_a_reminder_lies_in_its_departments_report_or_the_offices():
    city = example()
    merged = next(one for one in city.departments if one.formerly)

    assert [merged.id, OFFICE] == [report_of(city, merged.formerly[0]), report_of(city, "")]
