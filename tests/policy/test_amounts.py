"""Amounts are exact: a rounding error in a fine is a wrong record."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.policy.amounts import fits, parse_number, to_yuan, to_yuan_series

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("999999999999.999999"), places=6)


@given(st.decimals(min_value=0, max_value=Decimal("99999999.999999"), places=6))
def test_yuan_are_ten_thousand_times_the_delivered_amount(amount):
    assert amount * 10_000 == Decimal(to_yuan(str(f"{amount:f}")))


@given(AMOUNTS)
def test_yuan_that_are_told_fit_the_published_type(amount):
    yuan = to_yuan(f"{amount:f}")

    assert (amount < 100_000_000, True) == (yuan != "", not yuan or fits(Decimal(yuan)))


@given(AMOUNTS)
def test_what_fits_is_read_back_exactly(amount):
    assert (amount, True) == (parse_number(f"{amount:f}"), fits(amount))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1_000", "1e3", "1,000", "１", "", " 1", ".5", "5.", "--1", "一"])
def test_what_is_no_plain_number_is_refused(text):
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["1000000000000", "-1000000000000", "0.0000001", "1.2345678"])
def test_what_the_published_type_cannot_hold_does_not_fit(text):
    assert not fits(Decimal(text))


@pytest.mark.parametrize(
    ("wan", "yuan"), [("0.2", "2000"), ("2", "20000"), ("0.000001", "0.01"), ("0.00", "0"), ("-0", "0"), ("", "")]
)
def test_yuan_are_written_plainly(wan, yuan):
    assert yuan == to_yuan(wan)


def test_a_missing_amount_becomes_empty():
    assert ["2000", ""] == to_yuan_series(pd.Series(["0.2", None], dtype="str")).tolist()


@pytest.mark.parametrize(
    ("wan", "yuan"),
    [
        ("0.20", "2000"), ("4.86", "48600"), ("0.00001", "0.1"), ("0.000015", "0.15"), ("1.000000", "10000"),
        ("0", "0"), ("-0", "0"), ("0.000000", "0"), ("-0.2", "-2000"), ("99999999", "999999990000"), ("100000000", ""),
        ("10", "100000"), ("", ""),
    ],
)  # fmt: skip
def test_yuan_are_written_without_noughts_that_say_nothing(wan, yuan):
    assert yuan == to_yuan(wan)


# Mutants that no test can notice:
# + text = format(yuan, "F")
#   They differ for what is no number.
# + bare = text.rstrip("XX0XX").rstrip(".") if "." in text else text
# + bare = text.rstrip("0").rstrip("XX.XX") if "." in text else text
#   No X stands in an amount.
