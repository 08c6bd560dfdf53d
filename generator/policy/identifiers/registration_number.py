"""Registration number of a business (工商注册号): 15 digits with a check digit, or an older number of 13.

Source: GS 15-2006《工商行政管理市场主体注册号编制规则》, ISO 7064 MOD 11,10. The 13 digits of before carry no check.

>>> is_valid("340000000056535"), is_valid("340000000056536"), is_valid("4202002100123")
(True, False, True)
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.policy.fold import fold_code
from generator.policy.identifiers.arithmetic import DIGITS, Texts, Truths, known, over_column, over_text, places


def compact(text: str) -> str:
    """Bring a delivered spelling to the one that is tested."""
    return fold_code(text)


def is_valid(text: str) -> bool:
    """Tell whether the check digit holds, or whether it is of the older form."""
    return over_text(text, _test)


def valid(series: pd.Series) -> pd.Series:
    """Test a column; missing values fail."""
    return over_column(series, _test)


def _test(texts: Texts) -> Truths:
    digits = places(texts, 15, DIGITS)
    product = np.full(len(texts), 10)
    for place in range(14):
        total = (product + digits[:, place]) % 10
        product = np.where(total == 0, 10, total) * 2 % 11
    checked = known(digits) & ((11 - product) % 10 == digits[:, 14])
    return np.asarray(checked | known(places(texts, 13, DIGITS)))
