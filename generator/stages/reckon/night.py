"""The night as it is kept for the next one: a line a record of tonight and of the last earlier day.

Written and read a batch at a time: what is held of all records are the ids, hashes and first days of the earlier day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generator.errors import StateError
from generator.model.columns import RECORD_ID
from generator.model.parts import PublicPart

NIGHT = "night.parquet"
NUMBERS = ["added", "changed", "removed"]
BATCH_ROWS = 25_000
"""Rows that are in memory whole at one time."""
_SCHEMA = pa.schema(
    {
        "day": pa.string(),
        "dataset": pa.string(),
        RECORD_ID: pa.string(),
        "person": pa.bool_(),
        "content": pa.uint64(),
        "since": pa.string(),
    }
)


def kept(state: Path, day: str) -> pa.Table:
    """What was shown on the last day before this one."""
    path = state / NIGHT
    if not path.exists():
        return _SCHEMA.empty_table()
    try:
        kept = pq.read_table(path, columns=_SCHEMA.names, read_dictionary=["day", "dataset", "since"])
    except (OSError, ValueError, pa.ArrowException) as error:
        message = f"state/{NIGHT} 读不出来：请从备份恢复，或者删去它，变动就从今晚重新记起"
        raise StateError(message) from error
    days = [one for one in pc.unique(kept["day"].cast(pa.string())).to_pylist() if one < day]
    return kept.filter(pc.equal(kept["day"].cast(pa.string()), max(days, default="")))


class Before:
    """The records of the last earlier day, and which of them are met again."""

    def __init__(self, kept: pa.Table) -> None:
        self.kept = kept
        ids = np.concatenate([np.empty(0, "S1"), *(_ids(chunk) for chunk in kept[RECORD_ID].chunks)])
        self._order = np.argsort(ids)
        self._ids = ids[self._order]
        self.is_met = np.zeros(len(ids), dtype=bool)

    def places(self, records: pa.Array) -> npt.NDArray[np.int64]:
        """Where each record stands, -1 where it does not; those that do are met from now on."""
        if not len(self._ids):
            return np.full(len(records), -1, dtype=np.int64)
        ids = _ids(records)
        at = np.minimum(np.searchsorted(self._ids, ids), len(self._ids) - 1)
        places = np.where(self._ids[at] == ids, self._order[at], -1)
        self.is_met[places[places >= 0]] = True
        return places

    def lost(self) -> pd.DataFrame:
        """Dataset and person of those that were not met."""
        left = self.kept.filter(pa.array(~self.is_met))
        columns = {"dataset": left["dataset"].to_pylist(), "person": left["person"].to_pylist()}
        return pd.DataFrame(columns).astype({"dataset": "str", "person": "bool"})

    @property
    def datasets(self) -> list[str]:
        """The datasets that had rows."""
        found: list[str] = pc.unique(self.kept["dataset"].cast(pa.string())).to_pylist()
        return found


def _ids(records: pa.Array) -> npt.NDArray[np.bytes_]:
    """Record ids, plain letters and digits, as bytes of one width."""
    return np.array(records.to_pylist(), dtype=np.bytes_)


def set_down(parts: Iterable[PublicPart], key: bytes, day: str, before: Before, path: Path) -> pd.DataFrame:
    """Write the night with the one before it; counts tonight's rows by dataset and person.

    `content` is a keyed hash of everything that a download shows of a record.
    """
    salt = hashlib.blake2b(key, digest_size=8).hexdigest()
    earlier = {name: before.kept[name].combine_chunks() for name in ("content", "since")}
    nothing = {"dataset": pd.Series(dtype="str"), "person": pd.Series(dtype="bool")}
    counts = [pd.DataFrame(nothing | {name: pd.Series(dtype="int64") for name in NUMBERS})]
    with pq.ParquetWriter(path, _SCHEMA) as night:
        night.write_table(before.kept.cast(_SCHEMA))
        for part in parts:
            with pq.ParquetFile(part.frame) as file:
                for batch in file.iter_batches(BATCH_ROWS):
                    rows = _tonight(batch.to_pandas(), part.dataset, day, salt)
                    places = before.places(rows[RECORD_ID])
                    is_new, at = places < 0, pa.array(places, mask=places < 0)
                    since = pc.fill_null(earlier["since"].take(at).cast(pa.string()), day)
                    night.write_table(rows.append_column("since", since).select(_SCHEMA.names).cast(_SCHEMA))
                    is_same = pc.fill_null(
                        pc.equal(earlier["content"].take(at), rows["content"].combine_chunks()), fill_value=False
                    )
                    changed = ~is_new & ~is_same.to_numpy(zero_copy_only=False)
                    marked = {"dataset": part.dataset, "person": rows["person"].to_numpy(), "added": is_new}
                    counts.append(sum_counts(pd.DataFrame(marked | {"changed": changed, "removed": False})))
    return pd.concat(counts, ignore_index=True)


def _tonight(rows: pd.DataFrame, dataset: str, day: str, salt: str) -> pa.Table:
    shown = rows[[name for name in rows.columns if not name.startswith("@")]].fillna("").astype("str")
    content = pd.util.hash_pandas_object(shown, index=False, hash_key=salt)
    columns = {"day": day, "dataset": dataset, RECORD_ID: shown[RECORD_ID], "content": content}
    return pa.Table.from_pandas(pd.DataFrame(columns | {"person": rows["@kind"] == "person"}), preserve_index=False)


def since_told(path: Path, day: str, told: pd.DataFrame) -> pd.DataFrame:
    """Tonight's records that came on one of the nights that are told of: record_id, dataset, since, person."""
    found = [
        pd.DataFrame({name: pd.Series(dtype="str") for name in (RECORD_ID, "dataset", "since")} | {"person": False})
    ]
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH_ROWS, columns=["day", RECORD_ID, "dataset", "since", "person"]):
            rows = batch.filter(
                pc.and_(pc.equal(batch["day"], day), pc.is_in(batch["since"], pa.array(told["since"], pa.string())))
            )
            found.append(rows.to_pandas().drop(columns="day").merge(told, on=["since", "dataset"]))
    return pd.concat(found, ignore_index=True)


def sum_counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Sum NUMBERS by dataset and person."""
    return rows.groupby(["dataset", "person"], as_index=False, sort=True)[NUMBERS].sum()
