"""Folding: when two spellings are one (design §5), and what is cleaned off a delivered cell (design §4.2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pandas as pd

_BRACKETS = str.maketrans("〔［【（[(〕］】）])", "(" * 6 + ")" * 6)
# White space, and the characters without width that spreadsheets and web pages leave between others.
UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without width of their own, for a class of a pattern."""
_BLANK = re.compile(f"[\\s\u0085{UNSEEN}]+")
_EDGES = re.compile(f"^[\\s\u0085{UNSEEN}]+|[\\s\u0085{UNSEEN}]+$")
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_APOSTROPHE = re.compile("['\u2018\u2019`]")


def fold(text: str) -> str:
    """Fold a name or a record number; folding twice changes nothing.

    >>> fold("第 黄市监处罚［2026］12 号"), fold("黄市监处罚〔2026〕12号")
    ('黄市监处罚(2026)12', '黄市监处罚(2026)12')
    """
    bare = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    # Taking blanks out can bring a letter and its accent together: normalised once more, it stays as it is.
    bare = unicodedata.normalize("NFKC", bare).translate(_BRACKETS)
    return bare.lstrip("第").rstrip("号")


def fold_series(series: pd.Series) -> pd.Series:
    """Fold a column; missing becomes empty."""
    return over_values(series, fold)


def fold_code(text: str) -> str:
    """Fold a code: half width, upper case, no blanks, no apostrophes, no guard of a spreadsheet.

    >>> fold_code('="91420200ma4k"'), fold_code("'4202 x")
    ('91420200MA4K', '4202X')
    """
    bare = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    if found := _FORMULA.fullmatch(bare):
        bare = found[1]
    return _APOSTROPHE.sub("", bare).upper()


def fold_code_series(series: pd.Series) -> pd.Series:
    """Fold a column of codes; missing becomes empty."""
    return over_values(series, fold_code)


def clean_cell(text: str) -> str:
    r"""Take blanks, tabs, a leading apostrophe and ="…" off a cell, and read a tab inside it as a blank.

    >>> clean_cell("\t'001 "), clean_cell('="001"')
    ('001', '001')
    """
    before, bare = None, text
    while bare != before:
        before, bare = bare, _EDGES.sub("", bare.replace("\t", " "))
        if found := _FORMULA.fullmatch(bare):
            bare = found[1]
        bare = bare.removeprefix("'")
    return bare


def clean_cells(series: pd.Series) -> pd.Series:
    """Clean a column of cells; missing becomes empty."""
    return over_values(series, clean_cell)


def over_values(series: pd.Series, function: Callable[[str], str]) -> pd.Series:
    """Apply a text function to the distinct values of a column; missing becomes empty."""
    codes, values = pd.factorize(series)
    mapped = [*map(function, values), ""]  # a missing value has the code -1: the last
    return pd.Series(pd.array(mapped, dtype="str").take(codes), index=series.index, name=series.name)
