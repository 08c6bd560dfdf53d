"""The small pieces of pages: words for every code, counts that hide, periods in words, charts, rows of pages."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.catalogue import Kind
from generator.model.city import Level, SmallCounts
from generator.model.field import Disclosure
from generator.model.periods import PeriodRule
from generator.model.verdict import ANNOTATIONS, SOURCE_VERDICTS, WITHHOLDING
from generator.stages.render import words
from generator.stages.render.charts import chart_of
from generator.stages.render.counts import count_of, persons_in, total_of
from generator.stages.render.pager import pager_of
from generator.stages.render.periods import body_on

RULE = SmallCounts()


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (WITHHOLDING, words.REASONS),
        (SOURCE_VERDICTS, words.SOURCES),
        (ANNOTATIONS, words.ANNOTATIONS),
        (get_args(Kind), words.KINDS),
        (get_args(Level), words.LEVELS),
        (get_args(Disclosure), words.DISCLOSURES),
    ],
)
def test_every_code_has_words(codes: tuple[str, ...], said: dict[str, object]):
    assert set(said) == set(codes)


def test_both_reasons_about_persons_are_one_to_readers():
    """Two figures could be subtracted from each other."""
    assert words.reason_words("minor-person") == words.reason_words("person-withheld")


def test_a_frictionless_type_is_told_as_one_reason():
    assert words.reason_words("schema/type-error") == words.reason_words("schema/constraint-error")


@given(exact=st.integers(0, 10_000), persons=st.integers(1, 9), others=st.integers(1, 9))
def test_small_counts_about_persons_look_alike(exact: int, persons: int, others: int):
    assert count_of(exact, persons, RULE) == count_of(exact, others, RULE)


@given(exact=st.integers(0, 10_000), persons=st.integers(10, 10_000))
def test_other_counts_about_persons_are_rounded(exact: int, persons: int):
    shown = count_of(exact, persons, RULE)

    assert (shown.value - exact) % RULE.round_to == 0
    assert abs(shown.value - exact - persons) < RULE.round_to


def test_a_total_is_made_of_what_is_shown():
    shown = [count_of(100, 3, RULE), count_of(50, 0, RULE)]

    assert total_of(shown).words == "约155"


def test_persons_are_counted_over_both_reasons():
    assert persons_in({"minor-person": 2, "person-withheld": 5, "expired": 9}) == 7


def test_the_set_in_force_on_the_day_is_told():
    sets = [
        {"from": day, "basis": None, "classes": {"general": {"longest": longest}}}
        for day, longest in (("2023-05-01", "P3Y"), ("2026-04-01", "P1Y"))
    ]
    rule = PeriodRule.model_validate({"id": "penalty", "title": "", "sets": sets})

    longest = [body_on(rule, day).classes["general"].longest for day in (date(2026, 3, 31), date(2026, 4, 1))]

    assert longest == ["P3Y", "P1Y"]


def test_a_chart_hatches_the_month_that_is_not_over():
    chart = chart_of("c", "标题", {"2026-11": 20, "2026-10": 40}, date(2026, 11, 24))

    assert chart
    assert [bar.height for bar in chart.bars[-2:]] == [190, 95]
    assert [bar.is_partial for bar in chart.bars[-2:]] == [False, True]
    assert "截至11月24日" in chart.caption


def test_a_chart_of_nothing_is_not_drawn():
    assert chart_of("c", "标题", {"2019-01": 5}, date(2026, 11, 24)) is None


def test_ten_thousand_pages_have_a_short_row_of_pages():
    pager = pager_of(5000, 10_000, lambda page: f"/{page}/")

    assert [number for number, href in pager.entries if href] == [1, 4998, 4999, 5000, 5001, 5002, 10_000]
    assert (pager.before, pager.after) == ("/4999/", "/5001/")


@given(number=st.integers(1, 300), more=st.integers(0, 300))
def test_a_row_of_pages_names_the_first_the_last_and_itself(number: int, more: int):
    pager = pager_of(number, number + more, str)

    assert {1, number, number + more} <= {one for one, href in pager.entries if href}
