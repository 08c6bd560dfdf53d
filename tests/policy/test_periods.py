"""Which sets speak and what spans they give; whole periods are worked out a second time in tests/oracle."""

import numpy as np
import pytest

from generator.model.periods import ClassPeriod, PeriodBody, PeriodRule, SectorPeriod, Severity, Term
from generator.model.span import Span
from generator.policy.periods import FOREVER, days_in_year, later, sets_consulted, span_after, spans
from tests.policy.rules.desk import example

PENALTY: PeriodRule = example().periods["penalty"]


def days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]")


def lengths(
    body: PeriodBody, severity: str, sector: str = "", *, opted: bool = False
) -> tuple[bool, list[int], list[int]]:
    found = spans(body, np.array([severity]), np.array([sector]), np.array([opted]))
    return bool(found.is_published[0]), [int(one[0]) for one in found.longest], [int(one[0]) for one in found.shortest]


def test_a_record_is_judged_by_the_set_of_its_day_and_the_newest_and_before_every_set_by_the_newest_alone():
    made = days("2019-06-30", "2019-07-01", "2023-04-30", "2023-05-01", "2026-04-01", "NaT")

    then, newest = sets_consulted(PENALTY, made, np.datetime64("2026-03-31"))

    assert ([-1, 0, 0, 1, 2, -1], 1) == (then.tolist(), newest)


def test_before_the_first_set_the_first_is_the_newest():
    assert 0 == sets_consulted(PENALTY, days("2019-01-01"), np.datetime64("2019-01-01"))[1]


def test_without_a_term_there_is_no_length():
    assert (True, [-1, -1], [-1, -1]) == lengths(PeriodBody(), "general")


def test_a_term_of_days_has_no_months():
    assert (True, [0, 90], [1, 0]) == lengths(
        PeriodBody(term=Term(longest=Span("P90D"), shortest=Span("P1M"))), "general"
    )


def test_a_class_that_no_set_names_is_general_and_without_a_general_one_is_not_published():
    some: dict[Severity, ClassPeriod] = {
        "serious": ClassPeriod(longest=Span("P3Y")),
        "general": ClassPeriod(longest=Span("P1Y")),
    }
    only: dict[Severity, ClassPeriod] = {"serious": ClassPeriod(longest=Span("P3Y"))}

    assert (True, [12, 0], [-1, -1]) == lengths(PeriodBody(classes=some), "slight")
    assert (False, [-1, -1], [-1, -1]) == lengths(PeriodBody(classes=only), "general")
    assert (True, [36, 0], [-1, -1]) == lengths(PeriodBody(classes=only), "serious")


def test_a_slight_penalty_is_shown_only_where_asked_for_and_only_where_its_set_has_a_term():
    with_term = PeriodBody(classes={"slight": ClassPeriod(publish=False, longest=Span("P3M"))})
    without = PeriodBody(classes={"slight": ClassPeriod(publish=False)})

    assert [True, False, False] == [
        lengths(with_term, "slight", opted=True)[0],
        lengths(with_term, "slight")[0],
        lengths(without, "slight", opted=True)[0],
    ]


def test_a_sector_changes_what_it_names_and_leaves_the_rest():
    body = PeriodBody(
        classes={"general": ClassPeriod(shortest=Span("P3M"), longest=Span("P1Y"))},
        sectors={"消防": SectorPeriod(shortest=Span("P1Y"))},
    )

    assert (True, [12, 0], [12, 0]) == lengths(body, "general", "消防")
    assert (True, [12, 0], [3, 0]) == lengths(body, "general", "别的")


def test_a_month_ends_on_the_day_of_the_same_number_else_on_its_last():
    begin = days("2026-01-31", "2024-01-31", "2026-09-14", "NaT", "2026-01-01", "9999-12-01")
    months, more = np.array([1, 1, 12, 1, -1, 12]), np.array([0, 0, 0, 0, -1, 0])

    found = later(begin, (months, more))

    assert ["2026-02-28", "2024-02-29", "2027-09-14", "NaT", "NaT", str(FOREVER)] == [str(day) for day in found]


def test_a_span_may_be_of_days():
    assert ["2026-03-01"] == [str(day) for day in span_after(days("2026-02-22"), Span("P7D"))]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("{year}-04-01", ["2025-04-01", "0000-04-01", "NaT"]),
        ("{year+1}-04-01", ["2026-04-01", "0001-04-01", "NaT"]),
        ("{year+2}-12-31", ["2027-12-31", "0002-12-31", "NaT"]),
    ],
)
def test_a_day_of_a_year_is_filled_in(pattern: str, found: list[str]):
    assert found == [str(day) for day in days_in_year(pattern, np.array([2025, 0, -1]))]


def test_a_day_of_a_year_that_is_written_otherwise_is_refused():
    with pytest.raises(ValueError, match=r"^a day of the year is written \{year\+1\}-04-01$"):
        days_in_year("04-01", np.array([2025]))
