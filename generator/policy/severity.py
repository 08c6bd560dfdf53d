"""Severity (失信程度): the class of a penalty, which says whether it is published and for how long.

Source: 《信用修复管理办法》（国家发展改革委令第36号）: the simple procedure makes a penalty slight, not its amount, and
so does a bare 警告 or 通报批评; 《中华人民共和国行政处罚法》第五十一条 for the amounts of the simple procedure.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

SEVERITIES = {"轻微": "slight", "一般": "general", "严重": "serious"}
UNKNOWN = "unknown"
MILD = frozenset({"警告", "通报批评"})
FINED = "罚款"
SIMPLE = "简易程序"
SIMPLE_FINE_WAN = {"person": 0.02, "organisation": 0.3, "sole-trader": 0.3}
"""Article 51, in 万元: not more than 200 yuan for a citizen, 3,000 for an organisation."""
_BETWEEN = re.compile(r"[;；、,，/\s]+")


def severities(frame: pd.DataFrame) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.bool_]]:
    """Tell the class of every row: slight, general, serious, or unknown; and whether general is an assumption.

    `frame` has the texts severity, penalty-procedure, category, fine (万元) and kind; empty where a row has none.
    Unknown is a fine within article 51 where neither 失信程度 nor 适用程序 is given: only the department can tell.
    """
    said = over(frame["severity"], lambda text: SEVERITIES.get(text, ""))
    procedure = over(frame["penalty-procedure"], str)
    kinds = over(frame["category"], _category)
    amount = pd.to_numeric(frame["fine"], errors="coerce").to_numpy()
    is_fined = (frame["fine"] != "").to_numpy() & ~(amount <= 0)
    limit = frame["kind"].map(SIMPLE_FINE_WAN).to_numpy()
    is_small = is_fined & (amount <= limit) & (kinds != "other") & (procedure == "")
    slight = (procedure == SIMPLE) | ((kinds == "mild") & ~is_fined)
    found = np.select([said != "", slight, is_small], [said, "slight", UNKNOWN], "general")
    return found, (said == "") & ~slight & ~is_small


def over(series: pd.Series, function: Callable[[str], str]) -> npt.NDArray[np.str_]:
    """Apply a text function to the distinct values of a column without missing values."""
    codes, values = pd.factorize(series)
    mapped = np.array([function(str(value)) for value in values], dtype=str)
    return mapped[codes]


def _category(text: str) -> str:
    """Tell mild (only 警告 or 通报批评), 罚款 (nothing worse beside them, or nothing named) or other."""
    kinds = {part for part in _BETWEEN.split(text) if part}
    if kinds and kinds <= MILD:
        return "mild"
    return FINED if kinds <= MILD | {FINED} else "other"
