"""Skeletons of names: two names that look alike have the same (Unicode Technical Standard 39).

Only what is met in company names is folded: width and compatibility forms, letters of other scripts, traditional
characters, dashes and noughts, and the few Han characters that differ by a stroke.
"""

from __future__ import annotations

import unicodedata

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


def confusable(names: pd.Series, subjects: pd.Series) -> pd.Series:
    """Mark rows whose name differs from another subject's and has the same skeleton; both columns of one index."""
    distinct = pd.DataFrame({"name": names, "subject": subjects}).drop_duplicates()
    distinct = distinct[distinct["name"] != ""]
    groups = distinct.assign(skeleton=skeletons(distinct["name"])).groupby("skeleton", sort=False)
    alike = (groups["name"].transform("nunique") > 1) & (groups["subject"].transform("nunique") > 1)
    return names.isin(distinct.loc[alike, "name"])
