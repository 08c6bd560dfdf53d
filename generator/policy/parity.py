"""Hold our records of one department and dataset against what the department itself publishes (三(四)).

Source: 黄信用办〔2021〕3号 三(四): 内容、期限保持一致.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.model.parts import CODE, NAME, NUMBER
from generator.model.verdict import Rows
from generator.policy.amounts import parse_number
from generator.policy.fold import fold, over_values

UNTIL, FILE, ROW = "@until", "@file", "@row"


@dataclass(frozen=True)
class Parity:
    """Positions of ours that they do not show, and that they show otherwise; their ends; positions of theirs alone."""

    extra: Rows
    different: Rows
    until: dict[int, str]
    """Position of ours to their last day, where they say one."""
    missing: Rows


def compare(ours: pd.DataFrame, theirs: pd.DataFrame, fields: Sequence[str]) -> Parity:
    """Match rows on number and code, on number and name where they give no code, or on the number alone.

    Both frames have @number, @code, @name (folded, or empty) and `fields` as cells; `theirs` also @until (ISO or
    empty). Without a number the subject tells. Of several rows of theirs for one record the last counts.
    """
    at = np.full(len(ours), -1)
    used = np.zeros(len(theirs), dtype=bool)
    for keys in ((NUMBER, CODE), (NUMBER, NAME), (NUMBER,), (CODE,), (NAME,)):
        asks = _asks(theirs, keys, by_subject=NUMBER not in keys)
        known = dict(zip(_joined(theirs[asks], keys), np.flatnonzero(asks), strict=True))
        mine = _joined(ours, keys)
        hit = mine.map(known).fillna(-1).to_numpy(dtype=np.int64)
        at = np.where((at < 0) & (hit >= 0), hit, at)
        used |= asks & _joined(theirs, keys).isin(set(mine)).to_numpy()
    found = np.flatnonzero(at >= 0)
    matched = theirs.iloc[at[found]]
    ends = {int(place): day for place, day in zip(found, matched[UNTIL], strict=True) if day}
    differs = np.zeros(len(found), dtype=bool)
    for name in fields:
        said, have = (over_values(cells, _plain).to_numpy() for cells in (matched[name], ours[name].iloc[found]))
        differs |= (said != "") & (said != have)
    return Parity(np.flatnonzero(at < 0), found[differs], ends, np.flatnonzero(~used))


def _asks(theirs: pd.DataFrame, keys: tuple[str, ...], *, by_subject: bool) -> np.ndarray:
    """Rows of theirs that are matched on these keys: the fullest that they give."""
    has = {name: (theirs[name] != "").to_numpy() for name in (NUMBER, CODE, NAME)}
    if by_subject:
        return ~has[NUMBER] & (has[CODE] if keys == (CODE,) else ~has[CODE] & has[NAME])
    if keys == (NUMBER, CODE):
        return has[NUMBER] & has[CODE]
    return has[NUMBER] & ~has[CODE] & (has[NAME] if keys == (NUMBER, NAME) else ~has[NAME])


def _plain(text: str) -> str:
    """One form of what is the same: folded, and a number without noughts at its end."""
    number = parse_number(text)
    return fold(text) if number is None else str(number.normalize())


def _joined(frame: pd.DataFrame, keys: tuple[str, ...]) -> pd.Series:
    joined = frame[keys[0]].astype("str")
    for name in keys[1:]:
        joined = joined + "|" + frame[name].astype("str")
    return joined
