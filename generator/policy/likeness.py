"""The second mark of a removed record: finds it again when it comes back under a new number (design §5)."""

from __future__ import annotations

import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.parts import CODE
from generator.policy.fold import fold_series
from generator.policy.identity import likenesses


def mark_rows(dataset: Dataset, department: str, frame: pd.DataFrame, key: bytes) -> pd.Series:
    """Mark each row of a part by department, code, day and category; empty where one of them is missing."""
    day, category = dataset.named("decided-on"), dataset.named("category")
    if not day or not category:
        return pd.Series("", index=frame.index, dtype="str")
    four = [frame[CODE], frame[day].fillna(""), fold_series(frame[category])]
    return likenesses(key, dataset.name, department, four)
