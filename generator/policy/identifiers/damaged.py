"""Codes that a spreadsheet has damaged: what is lost cannot be guessed back (faults I18).

A spreadsheet keeps 15 digits of a number. What it writes instead of the rest is a power of ten or zeros.

>>> is_damaged("4.20202E+17"), is_damaged("420299198803081000"), is_damaged("91110000600037341L")
(True, True, False)
"""

from __future__ import annotations

import re

import pandas as pd

from generator.policy.identifiers import id_number, uscc

_EXPONENT = r"-?[0-9]\.[0-9]+[Ee][+-]?[0-9]{1,3}|-?[0-9](?:\.[0-9]+)?[Ee][+-][0-9]{1,3}"
_FRACTION = r"[0-9]{6,}\.0*"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.0*)?"
_TOO_NARROW = "#+"  # what a column too narrow for its number prints
_SHAPE = f"(?:{_EXPONENT}|{_FRACTION}|{_GROUPED}|{_TOO_NARROW})"
_ZEROED = "[0-9]{15}0{3,5}"


def is_damaged(text: str) -> bool:
    """Tell whether a code cell shows what a spreadsheet leaves of a long number."""
    zeroed = bool(re.fullmatch(_ZEROED, text)) and not (uscc.is_valid(text) or id_number.is_valid18(text))
    return zeroed or bool(re.fullmatch(_SHAPE, text))


def damaged(series: pd.Series) -> pd.Series:
    """Mark the damaged cells of a code column; missing values are not."""
    marks, zeroed = series.str.fullmatch(_SHAPE), series.str.fullmatch(_ZEROED)
    some = series[zeroed]  # the checks cost more than the pattern, and few cells match it
    marks[zeroed] = ~uscc.valid(some) & ~id_number.valid18(some)
    return marks
