"""Organisation code (组织机构代码): eight characters and a check character.

Source: GB 11714-1997《全国组织机构代码编制规则》.

>>> is_valid("60003734-1"), is_valid("600037341"), is_valid("600037342")
(True, True, False)
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from generator.policy.fold import fold_code
from generator.policy.identifiers.arithmetic import Texts, Truths, known, over_column, places, weighted

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHECK = "0123456789X"
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_FORM = re.compile("[0-9A-Z]{8}-?[0-9X]")
_HYPHEN = re.compile(r"(?<=^[0-9A-Z]{8})-(?=[0-9A-Z]$)")


def compact(text: str) -> str:
    """Drop the hyphen before the check character, and what `fold_code` drops."""
    return _HYPHEN.sub("", fold_code(text))


def is_valid(text: str) -> bool:
    """Tell whether the check character holds, with or without a hyphen before it."""
    return bool(_FORM.fullmatch(text)) and text[-1] == check_character(text)


def check_character(text: str) -> str:
    """Compute the check character from the first eight."""
    return CHECK[-sum(int(one, 36) * weight for one, weight in zip(text, WEIGHTS, strict=False)) % 11]


def valid(series: pd.Series) -> pd.Series:
    """Test a column for the same; missing values fail."""
    return over_column(series, _test)


def holds(texts: Texts, *, start: int, length: int) -> Truths:
    """Test the nine characters from `start` in texts of one length."""
    body = places(texts, length, ALPHABET)[:, start : start + 8]
    check = places(texts, length, CHECK)[:, start + 8]
    expected = (11 - weighted(body, WEIGHTS) % 11) % 11
    return np.asarray(known(body) & (check == expected))


def _test(texts: Texts) -> Truths:
    hyphened = (np.strings.str_len(texts) == 10) & (np.strings.find(texts, "-") == 8)
    bare = np.where(hyphened, np.strings.replace(texts, "-", ""), texts)
    return holds(bare, start=0, length=9)
