"""Check characters over a whole column at once: texts become a matrix of places in an alphabet.

Codes are compared as intake leaves them: half width, upper case, no blanks. Anything else fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

Texts = npt.NDArray[np.str_]
Truths = npt.NDArray[np.bool_]
Matrix = npt.NDArray[np.int64]
Test = Callable[[Texts], Truths]

DIGITS = "0123456789"
# No identifier is longer. A stray long cell would otherwise widen the whole array, and numpy drops a NUL at the end.
_PLAIN = re.compile(r"[0-9A-Z-]{1,20}")
_ASCII = 128


def over_column(series: pd.Series, test: Test) -> pd.Series:
    """Apply a test to the distinct values of a column; missing values fail.

    Returns a boolean series with the index of `series`.
    """
    codes, values = pd.factorize(series)
    texts = pd.Series(values)
    plain = texts.str.fullmatch(_PLAIN.pattern).to_numpy()
    passed = np.append(plain, False)  # the last stands for missing values, whose place is -1
    if plain.any():
        passed[passed] = test(texts[plain].to_numpy().astype("<U20"))
    return pd.Series(passed[codes], index=series.index)


def over_text(text: str, test: Test) -> bool:
    """Apply the same test to one text."""
    return bool(_PLAIN.fullmatch(text)) and bool(test(np.array([text]))[0])


def places(texts: Texts, length: int, alphabet: str) -> Matrix:
    """Look up every character of texts of one length in an alphabet.

    Returns a row for each text and a column for each character, -1 for strangers; texts of another length are all -1.
    """
    values = np.full(_ASCII, -1)
    values[[ord(character) for character in alphabet]] = np.arange(len(alphabet))
    right = np.strings.str_len(texts) == length
    points = np.where(right, texts, "").astype(f"<U{length}").view(np.uint32).reshape(len(texts), length)
    return values[points]  # `_PLAIN` has let ASCII through alone


def known(matrix: Matrix) -> Truths:
    """Tell which rows hold no stranger."""
    return np.asarray((matrix >= 0).all(axis=1))


def weighted(matrix: Matrix, weights: tuple[int, ...]) -> Matrix:
    """Sum each row by weights; strangers count as nothing and must be refused by `known`."""
    return np.asarray(np.maximum(matrix, 0) @ np.array(weights))
