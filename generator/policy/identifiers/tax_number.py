"""Taxpayer number (纳税人识别号): a unified code, or the legacy 15 characters of division and organisation code.

Source: 国家税务总局《税务登记管理办法》(总局令第7号); the last nine of the fifteen are an organisation code (GB 11714).

>>> is_valid("110000600037341"), is_valid("110000600037342"), is_valid("91110000600037341L")
(True, False, True)
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from generator.policy.fold import fold_code
from generator.policy.identifiers import organisation_code, uscc
from generator.policy.identifiers.arithmetic import DIGITS, Texts, Truths, known, over_column, over_text, places


def compact(text: str) -> str:
    """Bring a delivered spelling to the one that is tested."""
    return fold_code(text)


def is_valid(text: str) -> bool:
    """Tell whether either form holds."""
    return uscc.is_valid(text) or over_text(text, _legacy)


def valid(series: pd.Series) -> pd.Series:
    """Test a column; missing values fail."""
    return uscc.valid(series) | over_column(series, _legacy)


def _legacy(texts: Texts) -> Truths:
    division = known(places(texts, 15, DIGITS)[:, :6])
    return np.asarray(division & organisation_code.holds(texts, start=6, length=15))
