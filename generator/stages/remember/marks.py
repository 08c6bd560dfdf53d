"""The marks of everything that was ever shown (policy/marks.py), kept from night to night."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from generator.errors import StateError
from generator.model.columns import RECORD_ID
from generator.policy.marks import COLUMNS, DELIVERED, LIKENESS, WHAT_IS_SHOWN, no_marks
from generator.stages.remember.ledger import LinesHash

_FILE = "marks.parquet"
BATCH_ROWS = 50_000
"""Lines that are taken together while they are written."""
_TEXTS = frozenset({RECORD_ID, "dataset", "department", LIKENESS})
_GUARDED = (RECORD_ID, "dataset")
"""What never changes of a line."""
_NEEDED = frozenset(COLUMNS) - {LIKENESS, *DELIVERED.values()}
"""What even an older program wrote."""
_SCHEMA = pa.schema([(name, pa.string() if name in _TEXTS else pa.uint64()) for name in COLUMNS])


def keep_marks(state: Path, marks: pd.DataFrame) -> dict[str, object]:
    """Write the marks of tonight over those of before; what is no longer shown keeps its last.

    Lines keep their place and new ones follow, so that the ledger can tell when some are lost. Returns what it is to
    keep of them. Written before the ledger: a build that is killed between the two leaves more lines, never fewer.
    """
    draft, lines = state / f"{_FILE}.draft", LinesHash()
    with pq.ParquetWriter(draft, _SCHEMA) as file:
        for some in _merged(state / _FILE, marks[list(COLUMNS)]):
            file.write_table(pa.Table.from_pandas(some, schema=_SCHEMA, preserve_index=False))
            lines.add(some[list(_GUARDED)])
    draft.chmod(0o600)
    draft.replace(state / _FILE)
    return {"marks": lines.count, "marks_sha256": lines.hex}


def kept_marks(state: Path) -> pd.DataFrame:
    """Read the marks; empty where nothing was ever shown. Marks of an older program lack what it did not know."""
    path = state / _FILE
    return _completed(pd.read_parquet(path) if path.exists() else no_marks())


def names_kept(state: Path) -> pd.DataFrame:
    """Read of the marks what a ruling can name a record by: they stay in memory all night, a line a record."""
    path = state / _FILE
    if not path.exists():
        return no_marks().drop(columns=list(WHAT_IS_SHOWN))
    kept = [name for name in pq.read_schema(path).names if name not in WHAT_IS_SHOWN]
    return _completed(pq.read_table(path, columns=kept, read_dictionary=["dataset", "department"]).to_pandas())


def _completed(marks: pd.DataFrame) -> pd.DataFrame:
    marks = marks if LIKENESS in marks else marks.assign(**{LIKENESS: ""})
    return marks.assign(**{name: np.uint64(0) for name in DELIVERED.values() if name not in marks})


def _merged(path: Path, tonight: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the lines of before, those of tonight's records as they are now, and then what is new; some at a time."""
    places, is_new = pd.Index(tonight[RECORD_ID]), np.ones(len(tonight), dtype=bool)
    for batch in pq.ParquetFile(path).iter_batches(BATCH_ROWS) if path.exists() else ():
        before = _completed(batch.to_pandas())[list(COLUMNS)]
        at = places.get_indexer(pd.Index(before[RECORD_ID]))
        is_shown = at >= 0
        is_new[at[is_shown]] = False
        order = np.arange(len(before))
        order[is_shown] = len(before) + np.arange(is_shown.sum())
        yield pd.concat([before, tonight.iloc[at[is_shown]]], ignore_index=True).iloc[order]
    left = np.flatnonzero(is_new)
    yield from (tonight.iloc[left[first : first + BATCH_ROWS]] for first in range(0, len(left), BATCH_ROWS))


def refuse_lost_marks(state: Path, nights: Sequence[Mapping[str, Any]]) -> None:
    """Raise StateError where lines that the ledger knows of are missing or others; later lines may follow.

    A ledger from before marks were guarded knows of none: its next build writes down what is there.
    """
    if not nights or "marks" not in nights[-1]:
        return
    count, expected = int(nights[-1]["marks"]), nights[-1]["marks_sha256"]
    try:
        is_whole = _hash(state / _FILE, count) == expected and _NEEDED.issubset(pq.read_schema(state / _FILE).names)
    except (OSError, ValueError, KeyError):
        is_whole = False
    if not is_whole:
        message = (
            "state/marks.parquet 缺失、变短或被换过：请从备份恢复（与 ledger.jsonl 同一次备份），"
            "否则部门不再报送的记录，撤下的决定会落空，换个文号又会出现"
        )
        raise StateError(message)


def _hash(path: Path, count: int) -> str:
    """Hash what never changes of the first lines, some at a time; where there are fewer, of those."""
    lines = LinesHash()
    for batch in pq.ParquetFile(path).iter_batches(BATCH_ROWS, columns=list(_GUARDED)):
        lines.add(batch.slice(0, count - lines.count).to_pandas())
    return lines.hex
