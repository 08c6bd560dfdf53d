"""Mark what is public: keyed marks of every shown record, so that a later run can tell what has changed.

`state/marks.parquet` has a line for every record that was ever shown: its id, dataset and department, and keyed marks
of what was shown last (content, end of publication, annotations) and of its number and code. It holds no value of a
row; `plan` compares with it, and `history` finds record ids by number or code in it.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import numpy as np
import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.columns import NOTE, PUBLISHED_UNTIL, RECORD_ID
from generator.model.publication import Publication
from generator.policy.fold import fold, fold_code, fold_series

COLUMNS = (RECORD_ID, "dataset", "department", "content", "until", "note", "number", "code")
_FILE = "marks.parquet"


def mark(publication: Publication, key: bytes) -> pd.DataFrame:
    """Mark every record of a publication; returns COLUMNS."""
    frames = []
    for part in publication.parts:
        frame, dataset = pd.read_parquet(part.frame), publication.city.dataset(part.dataset)
        marks = _mark(frame, dataset, _secret(key))
        frames.append(marks.assign(dataset=part.dataset, department=part.department)[list(COLUMNS)])
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))


def keep_marks(state: Path, marks: pd.DataFrame) -> None:
    """Write the marks of tonight over those of before; what is no longer shown keeps its last."""
    before = kept_marks(state)
    older = before[~before[RECORD_ID].isin(marks[RECORD_ID])]
    draft = state / f"{_FILE}.draft"
    pd.concat([one for one in (older, marks) if len(one)] or [marks], ignore_index=True).to_parquet(draft, index=False)
    draft.chmod(0o600)
    draft.replace(state / _FILE)


def kept_marks(state: Path) -> pd.DataFrame:
    """Read the marks; empty where nothing was ever shown."""
    path = state / _FILE
    return pd.read_parquet(path) if path.exists() else pd.DataFrame(columns=list(COLUMNS))


def find_marked(state: Path, text: str, key: bytes) -> list[str]:
    """Find the ids of the records that a record id, a document number or a unified code names."""
    marks, secret = kept_marks(state), _secret(key)
    hit = marks[RECORD_ID] == text
    for column, words in (("number", fold(text)), ("code", fold_code(text))):
        hit |= marks[column] == _hash(pd.Series([words], dtype="str"), secret)[0]
    return marks.loc[hit, RECORD_ID].tolist()


def _mark(frame: pd.DataFrame, dataset: Dataset, secret: str) -> pd.DataFrame:
    own = {RECORD_ID, PUBLISHED_UNTIL, NOTE}
    content = frame[[name for name in frame.columns if name not in own and not name.startswith("@")]]
    number = dataset.named("record-number")
    numbers = fold_series(frame[number].fillna("").astype("str")) if number in frame else None
    return pd.DataFrame(
        {
            RECORD_ID: frame[RECORD_ID],
            "content": pd.util.hash_pandas_object(content.fillna("").astype("str"), index=False, hash_key=secret),
            "until": _hash(frame[PUBLISHED_UNTIL], secret),
            "note": _hash(frame[NOTE], secret),
            "number": np.zeros(len(frame), dtype=np.uint64) if numbers is None else _hash(numbers, secret),
            "code": _hash(frame["@code"], secret),
        }
    )


def _hash(texts: pd.Series, secret: str) -> np.ndarray:
    """Hash texts; an empty one is 0, which no text is found by."""
    cells = texts.fillna("").astype("str")
    hashed = pd.util.hash_pandas_object(cells, index=False, hash_key=secret).to_numpy()
    return np.where(cells == "", np.uint64(0), hashed)


def _secret(key: bytes) -> str:
    return hmac.new(key, b"marks|v1", hashlib.sha256).hexdigest()[:16]
