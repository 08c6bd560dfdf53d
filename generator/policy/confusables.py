"""Skeletons of names: two names that look alike have the same (Unicode Technical Standard 39).

Only what is met in company names is folded: width and compatibility forms, letters of other scripts, traditional
characters, dashes and noughts, and the few Han characters that differ by a stroke.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import numpy.typing as npt
import pandas as pd
from opencc import OpenCC

_ALIKE = {
    "АΑ": "A", "ВΒ": "B", "СϹ": "C", "ЕΕ": "E", "НΗ": "H", "ІΙ": "I", "КΚ": "K", "МΜ": "M", "Ν": "N", "ОΟ": "O",
    "РΡ": "P", "ТΤ": "T", "ХΧ": "X", "УΥ": "Y", "Ζ": "Z", "〇○零O": "0", "LI丨": "1",
    "ー—–": "一", "·•・‧": "·", "已巳": "己", "未": "末", "士": "土", "曰": "日", "入": "人", "戌戍": "戊",
    "千于": "干", "囗": "口", "夭": "天", "洽": "冶", "治": "冶", "祟": "崇", "菜": "莱", "徽": "微", "沐": "沭",
}  # fmt: skip
# Capitals throughout: a small l is one before it is looked up.
_TABLE = {ord(one): skeleton for alike, skeleton in _ALIKE.items() for one in alike}


def skeletons(names: pd.Series) -> pd.Series:
    """Reduce folded names to their skeletons; what is no letter and no digit falls out.

    >>> skeletons(pd.Series(["黄石已巳建材", "黃石己巳建材"])).nunique()
    1
    """
    letters = sorted(set("".join(pd.unique(names))))
    return names.str.translate({ord(letter): _skeleton(letter) for letter in letters})


_SIMPLE = OpenCC("t2s")


def _skeleton(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter).upper()
    return "".join(
        piece.translate(_TABLE) for piece in _SIMPLE.convert(plain) if piece.isalnum() or ord(piece) in _TABLE
    )


def looks_of(names: pd.Series, subjects: pd.Series) -> pd.DataFrame:
    """Reduce folded names and their subjects to three numbers: skeleton, name, subject; equal where the texts are.

    Numbers, because a million texts are more than one process should hold. A name that is empty has the skeleton 0.
    """
    columns = {"skeleton": skeletons(names), "name": names, "subject": subjects}
    looks = pd.DataFrame({name: pd.util.hash_pandas_object(texts, index=False) for name, texts in columns.items()})
    looks.loc[names == "", "skeleton"] = np.uint64(0)
    return looks


def confusable(looks: pd.DataFrame) -> npt.NDArray[np.uint64]:
    """Find the skeletons that two names of two subjects share, in a table of `looks_of`."""
    ordered = looks[looks["skeleton"] != 0].sort_values("skeleton")
    skeleton, name, subject = (ordered[column].to_numpy() for column in ("skeleton", "name", "subject"))
    starts = np.flatnonzero(np.diff(skeleton, prepend=np.uint64(0)))
    return skeleton[starts[_differ(name, starts) & _differ(subject, starts)]]


def _differ(numbers: npt.NDArray[np.uint64], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell of each run that begins at one of `starts` whether two of its numbers differ."""
    if not len(starts):
        return np.zeros(0, dtype=bool)
    return np.asarray(np.minimum.reduceat(numbers, starts) != np.maximum.reduceat(numbers, starts))
