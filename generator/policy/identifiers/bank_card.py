"""Bank card number: 13 to 19 digits that begin as a card does and pass Luhn's check.

Source: GB/T 15694.1-2017《识别卡 发卡者标识 第1部分：编号体系》(ISO/IEC 7812-1). China UnionPay begins with 62.

>>> is_valid("6222020000000000000"), is_valid("6222020000000000005")
(True, False)
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.policy.fold import fold_code
from generator.policy.identifiers.arithmetic import DIGITS, Texts, Truths, known, over_column, over_text, places

LENGTHS = range(13, 20)
_UNIONPAY = "62"
_HEADS = (_UNIONPAY, "4", "5", "3", "60", "65", "9558", "9559", "95599", "103")
_DOUBLED = np.array([0, 2, 4, 6, 8, 1, 3, 5, 7, 9])


def compact(text: str) -> str:
    """Drop hyphens, and what `fold_code` drops."""
    return fold_code(text).replace("-", "")


def is_valid(text: str) -> bool:
    """Tell whether a text begins as a card number does and passes the check."""
    return over_text(text, _test)


def is_unionpay(text: str) -> bool:
    """Tell whether a text is a card number of China UnionPay, the one head that no other kind of number here has."""
    return text.startswith(_UNIONPAY) and is_valid(text)


def valid(series: pd.Series) -> pd.Series:
    """Test a column; missing values fail."""
    return over_column(series, _test)


def _test(texts: Texts) -> Truths:
    begins = np.logical_or.reduce([np.strings.startswith(texts, head) for head in _HEADS])
    return np.asarray(begins & np.logical_or.reduce([_luhn(texts, length) for length in LENGTHS]))


def _luhn(texts: Texts, length: int) -> Truths:
    digits = places(texts, length, DIGITS)
    total = digits[:, ::-2].sum(axis=1) + _DOUBLED[digits[:, -2::-2]].sum(axis=1)
    return np.asarray(known(digits) & (total % 10 == 0))
