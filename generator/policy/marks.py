"""Keyed marks of what was shown: equal texts have equal marks, and no text can be found from its mark.

`state/marks.parquet` has a line for every record that was ever shown: its id, dataset and department, and keyed marks
of what was shown last (content, end of publication, annotations), of its number and code, of those delivered where a
ruling corrected them, and the mark by which a removed record is known under another number.
"""

from __future__ import annotations

import hashlib
import hmac

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model.columns import RECORD_ID

LIKENESS = "likeness"
DELIVERED = {"number": "delivered_number", "code": "delivered_code"}
"""The marks of number and code as they are shown, and those of what was delivered; 0 where both are the same."""
WHAT_IS_SHOWN = ("content", "until", "note")
"""The marks by which `plan` tells that a record has changed; the others say which record it is."""
COLUMNS = (
    RECORD_ID, "dataset", "department", *WHAT_IS_SHOWN, "number", "code", *DELIVERED.values(), LIKENESS
)  # fmt: skip


def marks_secret(key: bytes) -> str:
    """The key of the marks, made from that of record ids."""
    return hmac.new(key, b"marks|v1", hashlib.sha256).hexdigest()[:16]


def mark_texts(texts: pd.Series, secret: str) -> npt.NDArray[np.uint64]:
    """Mark texts; an empty one is 0, which no text is found by."""
    cells = texts.fillna("").astype("str")
    hashed = pd.util.hash_pandas_object(cells, index=False, hash_key=secret).to_numpy()
    return np.where(cells == "", np.uint64(0), hashed)


def bear(marks: pd.DataFrame, column: str, mark: np.uint64) -> pd.Series:
    """Tell which records were shown or delivered under the number or the code of a mark; none under that of nothing."""
    return ((marks[column] == mark) | (marks[DELIVERED[column]] == mark)) & bool(mark)


def no_marks() -> pd.DataFrame:
    """The marks of a city that has shown nothing yet."""
    return pd.DataFrame(columns=list(COLUMNS))
