"""Unified social credit code (统一社会信用代码): 18 characters, an organisation code inside, a check at the end.

Source: GB 32100-2015《法人和其他组织统一社会信用代码编码规则》. Any registering authority's letter is accepted.

>>> is_valid("91110000600037341L"), is_valid("91110000600037341M")
(True, False)
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from generator.policy.fold import fold_code
from generator.policy.identifiers import organisation_code
from generator.policy.identifiers.arithmetic import (
    DIGITS,
    Texts,
    Truths,
    known,
    over_column,
    places,
    weighted,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_VALUES = {one: value for value, one in enumerate(ALPHABET)}
_FORM = re.compile(f"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


def compact(text: str) -> str:
    """Bring a delivered spelling to the one that is tested."""
    return fold_code(text)


def is_valid(text: str) -> bool:
    """Tell whether the check characters of the code and of the organisation code inside it hold."""
    return bool(_FORM.fullmatch(text)) and text[17] == check_character(text) and organisation_code.is_valid(text[8:17])


def check_character(text: str) -> str:
    """Compute the check character from the first 17."""
    return ALPHABET[-sum(_VALUES[one] * weight for one, weight in zip(text, WEIGHTS, strict=False)) % 31]


def valid(series: pd.Series) -> pd.Series:
    """Test a column for the same; missing values fail."""
    return over_column(series, _test)


def _test(texts: Texts) -> Truths:
    values = places(texts, 18, ALPHABET)
    expected = (31 - weighted(values[:, :17], WEIGHTS) % 31) % 31
    division = known(places(texts, 18, DIGITS)[:, 2:8])
    inside = organisation_code.holds(texts, start=8, length=18)
    return np.asarray(known(values) & (values[:, 17] == expected) & division & inside)
