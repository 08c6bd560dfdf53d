"""Citizen's identity number (公民身份号码): division, birth date, sequence, check.

Source: GB 11643-1999《公民身份号码》, ISO 7064 MOD 11-2. The 15 digits of before 1999 have no check and no century.
They were given from 1984 on; nobody born before 1910 is alive, and most registration numbers of businesses would
read as born in 1900, for their serial begins with zeros. Holders of residence permits from Hong Kong, Macao and Taiwan
and, beginning with 9, foreigners have the same form.

>>> is_valid("420299199001010019"), is_valid("420299900101001"), birth_date("420299900101001")
(True, True, datetime.date(1990, 1, 1))
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from generator.policy.fold import fold_code
from generator.policy.identifiers.arithmetic import DIGITS, Matrix, Texts, Truths, known, over_column, places, weighted

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
FIRST_YEAR_OF_15 = 1910
# fmt: off
PROVINCES = (
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
    50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
)
# fmt: on
_HEADS = frozenset(map(str, PROVINCES))
_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_PLACES = DIGITS + "X"


def compact(text: str) -> str:
    """Bring a delivered spelling to the one that is tested."""
    return fold_code(text)


def is_valid(text: str) -> bool:
    """Tell whether a text is an identity number of today or of before 1999."""
    return is_valid18(text) or is_valid15(text)


def is_valid18(text: str) -> bool:
    """Tell whether 18 characters have a province, a real birth date and the right check."""
    return len(text) == 18 and birth_date(text) is not None and text[17] == check_character(text)


def is_valid15(text: str) -> bool:
    """Tell whether 15 digits could be an old number: a province and a real date of 1910 or later are all it has."""
    born = birth_date(text) if len(text) == 15 else None
    return born is not None and born.year >= FIRST_YEAR_OF_15


def birth_date(text: str) -> date | None:
    """Read the birth date out of 18 or 15 characters, or None where there is none. The check is not tested."""
    if len(text) not in (15, 18) or not text.isascii() or not text[:17].isdigit():
        return None
    is_foreigner = len(text) == 18 and text[0] == "9"
    if text[:2] not in _HEADS and not is_foreigner:
        return None
    digits = text[6:14] if len(text) == 18 else "19" + text[6:12]
    if digits[:2] not in ("19", "20"):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def check_character(text: str) -> str:
    """Compute the check character from the first 17 digits."""
    return CHECK[sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False)) % 11]


def to18(text: str) -> str:
    """Write an old number in today's form: the century and the check are added.

    >>> to18("420299900101001")
    '420299199001010019'
    """
    body = text[:6] + "19" + text[6:]
    return body + check_character(body)


def valid(series: pd.Series) -> pd.Series:
    """Test a column for either form; missing values fail."""
    return over_column(series, lambda texts: _test18(texts) | _test15(texts))


def valid18(series: pd.Series) -> pd.Series:
    """Test a column for today's form alone; missing values fail."""
    return over_column(series, _test18)


def valid15(series: pd.Series) -> pd.Series:
    """Test a column for the form of before 1999 alone; missing values fail."""
    return over_column(series, _test15)


def _test18(texts: Texts) -> Truths:
    values = places(texts, 18, _PLACES)
    body = values[:, :17]
    expected = places(np.array(list(CHECK)), 1, _PLACES)[weighted(body, WEIGHTS) % 11, 0]
    province = np.isin(body[:, 0] * 10 + body[:, 1], PROVINCES) | (body[:, 0] == 9)
    digits = known(body) & (body < 10).all(axis=1)
    year = _number(body[:, 6:10])
    dated = (year >= 1900) & (year < 2100) & _is_day(year, _number(body[:, 10:12]), _number(body[:, 12:14]))
    return np.asarray(digits & province & dated & (values[:, 17] == expected))


def _test15(texts: Texts) -> Truths:
    body = places(texts, 15, DIGITS)
    province = np.isin(body[:, 0] * 10 + body[:, 1], PROVINCES)
    year = 1900 + _number(body[:, 6:8])
    dated = (year >= FIRST_YEAR_OF_15) & _is_day(year, _number(body[:, 8:10]), _number(body[:, 10:12]))
    return np.asarray(known(body) & province & dated)


def _number(digits: Matrix) -> Matrix:
    return np.asarray(digits @ (10 ** np.arange(digits.shape[1])[::-1]))


def _is_day(year: Matrix, month: Matrix, day: Matrix) -> Truths:
    leap = (month == 2) & (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = _DAYS[np.where((month >= 1) & (month <= 12), month, 0)] + leap
    return np.asarray((day >= 1) & (day <= last))
