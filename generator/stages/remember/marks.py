"""The marks of everything that was ever shown (policy/marks.py), kept from night to night."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from generator.errors import StateError
from generator.model.columns import RECORD_ID
from generator.policy.marks import COLUMNS, DELIVERED, LIKENESS, no_marks

_FILE = "marks.parquet"


def keep_marks(state: Path, marks: pd.DataFrame) -> dict[str, object]:
    """Write the marks of tonight over those of before; what is no longer shown keeps its last.

    Lines keep their place and new ones follow, so that the ledger can tell when some are lost. Returns what it is to
    keep of them. Written before the ledger: a build that is killed between the two leaves more lines, never fewer.
    """
    before = kept_marks(state)
    older = before[~before[RECORD_ID].isin(marks[RECORD_ID])]
    whole = pd.concat([one for one in (older, marks) if len(one)] or [marks], ignore_index=True)
    places = pd.Series(np.arange(len(before)), index=before[RECORD_ID])
    order = whole[RECORD_ID].map(places).fillna(len(before)).to_numpy()
    whole = whole.iloc[np.argsort(order, kind="stable")]
    draft = state / f"{_FILE}.draft"
    whole.to_parquet(draft, index=False)
    draft.chmod(0o600)
    draft.replace(state / _FILE)
    return {"marks": len(whole), "marks_sha256": _hash(whole)}


def kept_marks(state: Path) -> pd.DataFrame:
    """Read the marks; empty where nothing was ever shown. Marks of an older program lack what it did not know."""
    path = state / _FILE
    marks = pd.read_parquet(path) if path.exists() else no_marks()
    marks = marks if LIKENESS in marks else marks.assign(**{LIKENESS: ""})
    return marks.assign(**{name: np.uint64(0) for name in DELIVERED.values() if name not in marks})


def refuse_lost_marks(state: Path, nights: Sequence[Mapping[str, Any]]) -> None:
    """Raise StateError where lines that the ledger knows of are missing or others; later lines may follow.

    A ledger from before marks were guarded knows of none: its next build writes down what is there.
    """
    if not nights or "marks" not in nights[-1]:
        return
    count, expected = int(nights[-1]["marks"]), nights[-1]["marks_sha256"]
    try:
        marks = kept_marks(state)
        is_whole = len(marks) >= count and _hash(marks.iloc[:count]) == expected and set(COLUMNS) <= set(marks)
    except (OSError, ValueError, KeyError):
        is_whole = False
    if not is_whole:
        message = (
            "state/marks.parquet 缺失、变短或被换过：请从备份恢复（与 ledger.jsonl 同一次备份），"
            "否则部门不再报送的记录，撤下的决定会落空，换个文号又会出现"
        )
        raise StateError(message)


def _hash(marks: pd.DataFrame) -> str:
    """Hash what never changes of each line: the record and its dataset, in order."""
    return hashlib.sha256("\n".join(marks[RECORD_ID] + "," + marks["dataset"]).encode()).hexdigest()
