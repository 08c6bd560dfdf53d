"""Shown intervals: on which days each record was public.

`state/shown.parquet` has a line a record and unbroken run of builds. Lines are added at the end and only their `last`
grows. A period that counts from the first public day (自公示之日起) begins here, so a lost line would lengthen it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generator.errors import StateError
from generator.stages.remember.ledger import LinesHash

SHOWN = ("record_id", "dataset", "first", "last")
_BEGUN = ("record_id", "dataset", "first")
"""What never changes of a line."""
_SOME = 50_000
"""Lines that are put into words together: of a million, texts take hundreds of megabytes."""


def shown_intervals(folder: Path) -> pd.DataFrame:
    """When each record was public: record_id, dataset, first, last (ISO days of builds, both inclusive)."""
    path = folder / "shown.parquet"
    return pd.read_parquet(path) if path.exists() else pd.DataFrame({name: pd.Series(dtype="str") for name in SHOWN})


def first_days(folder: Path) -> pd.Series:
    """The first public day (ISO) of every record that was ever public, by record id; each day is held once."""
    begun = _begun(folder)
    days = begun["first"].cat.set_categories(sorted(begun["first"].cat.categories), ordered=True)
    oldest_first = begun.assign(first=days)[["record_id", "first"]].sort_values("first", kind="stable")
    return oldest_first.drop_duplicates("record_id").set_index("record_id")["first"]


def _begun(folder: Path) -> pd.DataFrame:
    """What never changes of each line; of datasets and days each text is held once."""
    path = folder / "shown.parquet"
    if not path.exists():
        return shown_intervals(folder)[list(_BEGUN)].astype({"dataset": "category", "first": "category"})
    table = pq.read_table(path, columns=list(_BEGUN), read_dictionary=["dataset", "first"])
    return pd.DataFrame(table.to_pandas())


def extend_intervals(folder: Path, nights: Sequence[str], today: str, shown: pd.DataFrame) -> pd.DataFrame:
    """Write that `shown` (record_id, dataset) is public today, after builds on `nights`; returns all intervals.

    What was public at the build before goes on; a night on which no build ran left the site as it was.
    """
    before = shown_intervals(folder)
    since = max((night for night in nights if night < today), default=today)
    running = (before["last"] >= since) & _among(before["record_id"], shown["record_id"])
    before.loc[running, "last"] = before.loc[running, "last"].where(before.loc[running, "last"] > today, today)
    fresh = shown[~_among(shown["record_id"], before.loc[running, "record_id"])]
    new = fresh[["record_id", "dataset"]].assign(first=today, last=today)
    intervals = pd.concat([before, new], ignore_index=True).astype("str")
    draft = folder / "shown.parquet.draft"
    intervals.to_parquet(draft, index=False)
    draft.replace(folder / "shown.parquet")
    return intervals


def _among(ids: pd.Series, others: pd.Series) -> npt.NDArray[np.bool_]:
    """Tell which ids are among others: pandas makes Python texts of a million for it and takes 15 times as long."""
    theirs = pa.array(others.astype("str"), pa.string())
    return np.asarray(pc.is_in(pa.array(ids.astype("str"), pa.string()), value_set=theirs), dtype=bool)


def beginnings(intervals: pd.DataFrame) -> str:
    """Hash what never changes of each line: record, dataset and first day, in order."""
    lines = LinesHash()
    for start in range(0, len(intervals), _SOME):
        lines.add(intervals.iloc[start : start + _SOME][list(_BEGUN)])
    return lines.hex


def refuse_lost_intervals(folder: Path, count: int, expected: str) -> None:
    """Raise StateError where lines that the ledger knows of are missing or were changed; later lines may follow."""
    try:
        intervals = _begun(folder)
        is_whole = len(intervals) >= count and beginnings(intervals.iloc[:count]) == expected
    except (OSError, ValueError, KeyError):
        is_whole = False
    if not is_whole:
        message = "state/shown.parquet 缺失、变短或被改动：请从备份恢复，否则公示期限会重新起算"
        raise StateError(message)
