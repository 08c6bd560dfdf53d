"""Number plate of a vehicle: province, issuing letter, five or, for new energy, six characters.

Source: GA 36-2018《中华人民共和国机动车号牌》. The letters I and O are not used; trailers, driving schools and
police cars end in a character.

>>> is_valid("鄂B12345"), is_valid("鄂BD12345"), is_valid("鄂B2-2020")
(True, True, False)
"""

from __future__ import annotations

import re

import pandas as pd

from generator.policy.fold import fold_code

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
FORM = f"[{PROVINCES}][A-HJ-NP-Z](?:[0-9A-HJ-NP-Z]{{4,5}}[0-9A-HJ-NP-Z]|[0-9A-HJ-NP-Z]{{4}}[挂学警港澳])"
_DOT = re.compile(r"[·•.\-]")


def compact(text: str) -> str:
    """Drop the dot after the issuing letter, and what `fold_code` drops."""
    return _DOT.sub("", fold_code(text))


def is_valid(text: str) -> bool:
    """Tell whether a text has the form of a plate, with three digits at least."""
    return bool(re.fullmatch(FORM, text)) and sum(map(str.isdigit, text)) >= 3


def valid(series: pd.Series) -> pd.Series:
    """Test a column; missing values fail."""
    return series.str.fullmatch(FORM) & (series.str.count("[0-9]") >= 3)
