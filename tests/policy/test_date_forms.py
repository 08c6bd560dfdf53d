"""Dates are read by the declared forms alone, and only days of the calendar are days (fault I40)."""

import pytest

from generator.model.field import DateForm
from generator.policy.date_forms import to_iso

ALL: tuple[DateForm, ...] = ("iso", "slash", "dot", "compact", "cn", "excel-serial", "long-term")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2026-03-04", "iso"), ("2026/3/4", "slash"), ("2026/03/04", "slash"), ("2026.3.4", "dot"),
        ("20260304", "compact"), ("2026年3月4日", "cn"), ("2026年03月04日", "cn"), ("46085", "excel-serial"),
    ],
)  # fmt: skip
def test_i40_a_day_is_read_in_its_declared_form_and_in_no_other(text, form):
    others = tuple(one for one in ALL if one != form)

    assert ("2026-03-04", "2026-03-04") == (to_iso(text, (form,)), to_iso(text, ALL))
    assert text == to_iso(text, others)


@pytest.mark.parametrize("text", ["长期", "永久", "2099-12-31"])
def test_without_an_end_is_one_day_where_the_form_is_declared(text):
    assert "9999-12-31" == to_iso(text, ("long-term",))
    assert text == to_iso(text, ("iso", "excel-serial"))


@pytest.mark.parametrize("text", ["2099-12-31", "2099/12/31", "2099年12月31日", "20991231", "2099.12.31"])
def test_the_agreed_last_day_is_no_end_in_every_form(text):
    assert "9999-12-31" == to_iso(text, ALL)
    assert "2099-12-31" == to_iso(text, ALL[:-1])


@pytest.mark.parametrize("text", ["2099-12-30", "2026-11-24", "2098-12-31"])
def test_any_other_day_stays_itself_where_no_end_is_declared(text):
    assert text == to_iso(text, ALL)


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025/2/30",
        "2025-13-01",
        "03/04/2025",
        "2025-3-4",
        "0",
        "045720",
        "4572",
        "457200",
        "长期有效",
        "",
        "2025年3月",
        " 2026-03-04",
    ],
)
def test_i40_what_is_no_day_stays_as_it_was_delivered(text):
    assert text == to_iso(text, ALL)


@pytest.mark.parametrize(("serial", "day"), [("10000", "1927-05-18"), ("45720", "2025-03-04"), ("99999", "2173-10-13")])
def test_a_spreadsheets_serial_counts_days_from_the_end_of_1899(serial, day):
    assert day == to_iso(serial, ("excel-serial",))
