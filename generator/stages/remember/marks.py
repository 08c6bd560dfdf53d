"""The marks of everything that was ever shown (policy/marks.py), kept from night to night."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generator.model.columns import RECORD_ID
from generator.policy.marks import LIKENESS, no_marks

_FILE = "marks.parquet"


def keep_marks(state: Path, marks: pd.DataFrame) -> None:
    """Write the marks of tonight over those of before; what is no longer shown keeps its last."""
    before = kept_marks(state)
    older = before[~before[RECORD_ID].isin(marks[RECORD_ID])]
    draft = state / f"{_FILE}.draft"
    pd.concat([one for one in (older, marks) if len(one)] or [marks], ignore_index=True).to_parquet(draft, index=False)
    draft.chmod(0o600)
    draft.replace(state / _FILE)


def kept_marks(state: Path) -> pd.DataFrame:
    """Read the marks; empty where nothing was ever shown. Marks made before there were likenesses have none."""
    path = state / _FILE
    marks = pd.read_parquet(path) if path.exists() else no_marks()
    return marks if LIKENESS in marks else marks.assign(**{LIKENESS: ""})
