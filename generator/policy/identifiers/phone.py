"""Telephone number: a mobile number of 11 digits, or a landline with its area code.

Source: 工业和信息化部《电信网编号计划（2017年版）》. Mobile numbers begin with 13 to 19, area codes with 0.

>>> is_valid("19900000001"), is_valid("0714-6350000"), is_valid("12345")
(True, True, False)
"""

from __future__ import annotations

import re

import pandas as pd

from generator.policy.fold import fold_code

MOBILE = "1[3-9][0-9]{9}"
LANDLINE = "0(?:10|2[0-9]|[3-9][0-9]{2})-?[2-9][0-9]{6,7}"
FORM = f"(?:{MOBILE}|{LANDLINE})"
_NOT_DIALLED = re.compile(r"[().]|^\+?86-?(?=1)")


def compact(text: str) -> str:
    """Drop brackets, dots and the country's prefix, and what `fold_code` drops."""
    return _NOT_DIALLED.sub("", fold_code(text))


def is_valid(text: str) -> bool:
    """Tell whether a text is a mobile number or a landline with its area code."""
    return bool(re.fullmatch(FORM, text))


def valid(series: pd.Series) -> pd.Series:
    """Test a column; missing values fail."""
    return series.str.fullmatch(FORM)
