"""Mark what is public: keyed marks of every shown record, so that a later run can tell what has changed.

They hold no value of a row; `plan` compares with them, `history` finds record ids by number or code in them, and a
ruling about a record that is no longer delivered is followed by them.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.columns import NOTE, PUBLISHED_UNTIL, RECORD_ID
from generator.model.parts import PrivatePart
from generator.model.publication import Publication
from generator.policy.fold import fold, fold_code, fold_series
from generator.policy.likeness import mark_rows
from generator.policy.marks import COLUMNS, DELIVERED, LIKENESS, bear, mark_texts, marks_secret, no_marks


def mark(publication: Publication, decided: Iterable[PrivatePart], key: bytes) -> pd.DataFrame:
    """Mark every record of a publication; returns COLUMNS of policy/marks.py.

    `decided` are the parts that it was made from: they know what was delivered where a ruling corrected it.
    """
    delivered, frames = _delivered(decided), []
    for part in publication.parts:
        frame, dataset = pd.read_parquet(part.frame), publication.city.dataset(part.dataset)
        marks = _mark(frame, dataset, marks_secret(key)).assign(dataset=part.dataset, department=part.department)
        corrected = np.flatnonzero(marks[RECORD_ID].isin(delivered.index))
        for shown, column in DELIVERED.items():
            mine, found = marks[shown].to_numpy(), np.zeros(len(marks), dtype=np.uint64)
            texts = delivered[column].reindex(marks[RECORD_ID].iloc[corrected])
            found[corrected] = mark_texts(texts, marks_secret(key))
            # What the public cannot see of a record, as a person's number, finds nothing here either.
            marks[column] = np.where((mine == 0) | (found == mine), np.uint64(0), found)
        marks[LIKENESS] = _likenesses(dataset, part.department, frame, key)
        frames.append(marks[list(COLUMNS)])
    return pd.concat(frames, ignore_index=True) if frames else no_marks()


def find_marked(marks: pd.DataFrame, text: str, key: bytes) -> list[str]:
    """Find the ids of the records that a record id, a document number or a unified code names, shown or delivered."""
    secret = marks_secret(key)
    hit = marks[RECORD_ID] == text
    for column, words in (("number", fold(text)), ("code", fold_code(text))):
        hit |= bear(marks, column, mark_texts(pd.Series([words], dtype="str"), secret)[0])
    return marks.loc[hit, RECORD_ID].tolist()


def _delivered(decided: Iterable[PrivatePart]) -> pd.DataFrame:
    """Number and code as delivered of every record that a ruling corrected; its index are their ids."""
    names = {parts.NUMBER: DELIVERED["number"], parts.CODE: DELIVERED["code"]}
    frames = [pd.DataFrame(columns=[parts.RECORD_ID, *names])]
    for part in decided:
        frame = pd.read_parquet(part.frame, columns=[parts.RECORD_ID, *names, parts.CORRECTED])
        frames.append(frame.loc[frame[parts.CORRECTED] != "", [parts.RECORD_ID, *names]])
    found = pd.concat(frames, ignore_index=True).astype("str").drop_duplicates(parts.RECORD_ID)
    return found.set_index(parts.RECORD_ID).rename(columns=names)


def _likenesses(dataset: Dataset, department: str, frame: pd.DataFrame, key: bytes) -> pd.Series:
    """What each record would be known by under another number; nothing where the site does not show what it needs."""
    needed = [dataset.named(role) for role in ("decided-on", "category")]
    if not all(name in frame for name in needed):
        return pd.Series("", index=frame.index, dtype="str")
    return mark_rows(dataset, department, frame, key)


def _mark(frame: pd.DataFrame, dataset: Dataset, secret: str) -> pd.DataFrame:
    own = {RECORD_ID, PUBLISHED_UNTIL, NOTE}
    content = frame[[name for name in frame.columns if name not in own and not name.startswith("@")]]
    number = dataset.named("record-number")
    numbers = fold_series(frame[number].fillna("").astype("str")) if number in frame else None
    return pd.DataFrame(
        {
            RECORD_ID: frame[RECORD_ID],
            "content": pd.util.hash_pandas_object(content.fillna("").astype("str"), index=False, hash_key=secret),
            "until": mark_texts(frame[PUBLISHED_UNTIL], secret),
            "note": mark_texts(frame[NOTE], secret),
            "number": np.zeros(len(frame), dtype=np.uint64) if numbers is None else mark_texts(numbers, secret),
            "code": mark_texts(frame["@code"], secret),
        }
    )
