"""A period as law writes it, and the day it leads to."""

from datetime import date

import pytest
from pydantic import ValidationError

from generator.model.span import Span
from generator.model.strict import Strict


class Example(Strict):
    span: Span


@pytest.mark.parametrize(
    ("span", "day", "expected"),
    [
        ("P1Y", date(2025, 11, 24), date(2026, 11, 24)),
        ("P3M", date(2025, 11, 30), date(2026, 2, 28)),
        ("P3M", date(2023, 11, 30), date(2024, 2, 29)),
        ("P1Y", date(2024, 2, 29), date(2025, 2, 28)),
        ("P12M", date(2025, 1, 31), date(2026, 1, 31)),
        ("P7D", date(2025, 12, 28), date(2026, 1, 4)),
        ("P1Y2M3D", date(2025, 12, 31), date(2027, 3, 3)),
        ("P0D", date(2026, 1, 1), date(2026, 1, 1)),
        ("P999Y", date(9000, 1, 1), date.max),
        ("P1Y", date(9998, 12, 31), date.max),
        ("P1Y", date(9997, 12, 31), date(9998, 12, 31)),
    ],
)
def test_a_period_ends_on_the_day_of_the_same_number_or_the_last_of_its_month(span, day, expected):
    assert expected == Span(span).after(day)


@pytest.mark.parametrize(
    ("span", "months", "days", "words"),
    [
        ("P3Y", 36, 0, "3年"), ("P1Y6M", 18, 0, "1年6个月"), ("P10D", 0, 10, "10天"), ("P0D", 0, 0, "0天"),
        ("P1Y1M1D", 13, 1, "1年1个月1天"), ("P0Y3M", 3, 0, "3个月"),
    ],
)  # fmt: skip
def test_a_period_is_counted_in_months_and_days_and_said_in_words(span, months, days, words):
    read = Span(span)

    assert (span, months, days, words) == (read, read.months, read.days, read.words)


@pytest.mark.parametrize("text", ["", "P", "1Y", "P1", "P1W", "P-1Y", "P1D1Y", "P1000Y", "PT1H", "P1Y ", "p1y", "一年"])
def test_what_is_no_period_is_refused_with_the_form_to_write(text):
    with pytest.raises(ValueError, match="P1Y、P3M、P7D"):
        Span(text)


def test_a_model_reads_a_period_from_text_and_refuses_a_number():
    made = Example.model_validate({"span": "P3M"}).span

    assert (Span, 3) == (type(made), made.months)
    for wrong in ("P3", 3):
        with pytest.raises(ValidationError):
            Example.model_validate({"span": wrong})
