"""Which 18 or 15 characters could be somebody's: every head, every day, every place, as text and in a column alike."""

from calendar import monthrange
from collections.abc import Callable
from itertools import product

import pandas as pd
import pytest

from generator.policy.identifiers import id_number

# Statements of GB/T 2260 by their own words: the six regions, and the provinces of each.
GIVEN = {
    f"{region}{place}"
    for region, last in zip("123456", (5, 3, 7, 6, 4, 5), strict=True)
    for place in range(1, last + 1)
}
GIVEN = (GIVEN - {"47"}) | {"50", "71", "81", "82", "83"}
YEARS = (1899, 1900, 1904, 1910, 1990, 2000, 2001, 2004, 2026, 2096, 2099, 2100, 2101)
DAYS = [(year, month, day) for year in YEARS for month, day in product(range(14), range(33))]


def checked(body: str) -> str:
    """Seventeen characters and their check by the standard's own words; X counts ten, another letter nothing."""
    values = ["0123456789X".find(sign) for sign in body]
    total = sum(max(value, 0) * 2 ** (17 - place) for place, value in enumerate(values))
    return body + "10X98765432"[total % 11]


def is_a_day(year: int, month: int, day: int) -> bool:
    return 1900 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def column(test: Callable[[pd.Series], pd.Series], numbers: list[str]) -> list[bool]:
    return list(test(pd.Series(numbers, dtype="str")))


def test_the_check_is_that_of_the_standards_example():
    """GB 11643-1999, 附录 B, with a division that was never given out in its place."""
    assert "420299199001010019" == checked("42029919900101001")


def test_every_day_of_a_century_of_today_and_no_other_is_a_birth_date():
    numbers = [checked(f"420299{year:04d}{month:02d}{day:02d}001") for year, month, day in DAYS]

    expected = [is_a_day(*day) for day in DAYS]
    assert expected == [id_number.is_valid18(number) for number in numbers]
    assert expected == column(id_number.valid18, numbers)


def test_every_day_from_1910_on_and_no_other_is_a_birth_date_of_the_short_form():
    days = [(year, month, day) for year in (*range(12), 88, 96, 99) for month, day in product(range(14), range(33))]
    numbers = [f"420299{year:02d}{month:02d}{day:02d}001" for year, month, day in days]

    expected = [year >= 10 and is_a_day(1900 + year, month, day) for year, month, day in days]
    assert expected == [id_number.is_valid15(number) for number in numbers]
    assert expected == column(id_number.valid15, numbers)


def test_the_heads_are_those_of_provinces_and_for_today_those_of_foreigners():
    heads = [f"{head:02d}" for head in range(100)]
    today = [checked(f"{head}029919900101001") for head in heads]
    old = [f"{head}0299900101001" for head in heads]

    assert [head in GIVEN or head[0] == "9" for head in heads] == [id_number.is_valid18(number) for number in today]
    assert [head in GIVEN or head[0] == "9" for head in heads] == column(id_number.valid18, today)
    assert [head in GIVEN for head in heads] == [id_number.is_valid15(number) for number in old]
    assert [head in GIVEN for head in heads] == column(id_number.valid15, old)


@pytest.mark.parametrize("stranger", ["X", "A", "-"])
def test_a_letter_anywhere_before_the_check_makes_it_nobodys_although_the_check_holds(stranger):
    body = "42029919900101001"
    numbers = [checked(body[:place] + stranger + body[place + 1 :]) for place in range(17)]

    assert [False] * 17 == [id_number.is_valid18(number) for number in numbers]
    assert [False] * 17 == column(id_number.valid18, numbers)


def test_a_letter_makes_the_short_form_nobodys():
    numbers = ["420299900101001"[:place] + "X" + "420299900101001"[place + 1 :] for place in range(15)]

    assert [False] * 15 == [id_number.is_valid15(number) for number in numbers]
    assert [False] * 15 == column(id_number.valid15, numbers)


def test_one_wrong_number_in_a_column_does_not_hide_a_right_one():
    numbers = ["420299199001010019", "42029919900101X019", "420299900101001", "", "420299199001010010"]

    assert [True, False, True, False, False] == column(id_number.valid, numbers)


@pytest.mark.parametrize(
    "text", ["４２０２９９９００１０１００１", "4202999001010010", "42029990010100", "420299900101001００１"]
)
def test_digits_that_are_not_plain_or_not_as_many_have_no_birth_date(text):
    assert id_number.birth_date(text) is None
    assert not id_number.is_valid15(text)
