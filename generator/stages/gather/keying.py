"""The keys of one part: what its rows are compared by with all others, set down so that nothing need hold them all.

Of every part three tables lie in a work folder: what records were once known by, what copies are told by (a batch for
each bucket of record keys), and what breaks a key of its table, where it has any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from generator.model import parts
from generator.model.city import City
from generator.model.parts import PrivatePart
from generator.model.verdict import OF_VALIDATE
from generator.policy.absent import bear_number
from generator.policy.duplicates import CONTENT, REPLACES, claims_of
from generator.policy.fold import fold_series
from generator.policy.identity import record_ids
from generator.policy.likeness import ID, bear_mark, known_by
from generator.policy.matching import DEPARTMENT, could_be_meant
from generator.policy.table_keys import marks

LINE, DATASET, COMPETES = "line", "dataset", "competes"
COMPARED = (parts.KEY, parts.FILE, parts.SEQUENCE, parts.SUBJECT, parts.NUMBER, DEPARTMENT, REPLACES, CONTENT)
"""What duplicates are told by."""


@dataclass(frozen=True)
class Asked:
    """What rulings and tombstones ask for: few rows, however many there are."""

    wanted: Mapping[str, list[str]]
    """What rulings name (policy/matching.py)."""
    last: pd.DataFrame
    """Records that rulings name by id, as they were last shown (policy/absent.py)."""
    marks: list[str]
    """Of all tombstones (policy/likeness.py)."""


@dataclass(frozen=True)
class Desk:
    """What all jobs share: the folder of the tables, what is asked for, and in how many buckets keys are dealt."""

    city: City
    key: bytes
    folder: Path
    asked: Asked
    buckets: Mapping[str, int]
    """By dataset."""


@dataclass(frozen=True)
class Keyed:
    """A part whose keys were set down. A line is the place of a row among those of all parts."""

    part: PrivatePart
    first: int
    """The line of its first row."""
    concerned: pd.DataFrame
    """The table of keys of the rows that a ruling could be about, by line (policy/matching.py)."""
    marked: pd.DataFrame
    """Under which ids and marks each row was once known that bears one of a tombstone, by line."""
    claims: pd.DataFrame
    """What rows say they replace (policy/duplicates.py)."""


def known_path(folder: Path, part: PrivatePart) -> Path:
    """Where it stands under which ids and marks each row was once known (policy/likeness.py)."""
    return folder / f"{part.number:06d}.known.parquet"


def compared_path(folder: Path, part: PrivatePart) -> Path:
    """Where COMPARED stands by line, a batch a bucket."""
    return folder / f"{part.number:06d}.compared.arrow"


def marks_path(folder: Path, part: PrivatePart) -> Path:
    """Where the columns of policy/table_keys.py stand by line."""
    return folder / f"{part.number:06d}.marks.parquet"


def buckets_of(keys: pd.Series, buckets: int) -> npt.NDArray[np.uint64]:
    """Number the bucket of each record key."""
    hashed = np.asarray(pd.util.hash_pandas_object(keys, index=False), dtype=np.uint64)
    return hashed % np.uint64(buckets)


def set_down(desk: Desk, job: tuple[PrivatePart, int]) -> Keyed:
    """Set the keys of a part down; the number is the line of its first row."""
    part, first = job
    dataset = desk.city.dataset(part.dataset)
    frame = pd.read_parquet(part.frame)
    frame.index = pd.RangeIndex(first, first + len(frame))
    keys = _keys(desk.city, part, frame)
    known = known_by(dataset, (part.department, *desk.city.department(part.department).formerly), frame, desk.key)
    known.to_parquet(known_path(desk.folder, part), index=False)
    # An id of its own only where the first one is not that of the key: a department of several names.
    ids = known[f"{ID}0"] if _is_own(desk.city, part) else record_ids(desk.key, frame[parts.KEY])
    keys[parts.RECORD_ID] = ids
    keys[COMPETES] = _competing(part, frame)
    could_be = could_be_meant(desk.asked.wanted, keys) | bear_number(desk.asked.last, keys[parts.NUMBER], desk.key)
    concerned = pd.concat([keys[could_be], known.loc[could_be, _ids(known)]], axis=1)
    compared = keys.loc[keys[COMPETES], list(COMPARED)]
    _deal(compared, desk.buckets[part.dataset], compared_path(desk.folder, part))
    marked = marks(dataset, desk.city.datasets, frame)
    if len(marked.columns):
        marked = marked.assign(**{DATASET: part.dataset, DEPARTMENT: part.department})[keys[COMPETES]]
        marked.to_parquet(marks_path(desk.folder, part))
    return Keyed(part, first, concerned, known[bear_mark(desk.asked.marks, known)], claims_of(compared))


def _keys(city: City, part: PrivatePart, frame: pd.DataFrame) -> pd.DataFrame:
    dataset = city.dataset(part.dataset)
    cells = frame[[field.name for field in dataset.fields]].fillna("")
    if number := dataset.named("record-number"):
        cells[number] = frame[parts.NUMBER]
    table = frame[[*parts.PRIVATE_KEYS, parts.FILE, parts.SEQUENCE]].copy()
    replaces = dataset.named("replaces")
    table[REPLACES] = fold_series(frame[replaces]) if replaces else ""
    table[CONTENT] = pd.util.hash_pandas_object(cells, index=False)
    table[DATASET], table[DEPARTMENT] = part.dataset, part.department
    return table


def _is_own(city: City, part: PrivatePart) -> bool:
    return not city.department(part.department).formerly


def _ids(known: pd.DataFrame) -> list[str]:
    return [name for name in known.columns if name.startswith(ID)]


def _competing(part: PrivatePart, frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Rows that may be a copy of another: not those that are judged already, nor those that wait."""
    found = pd.read_parquet(part.verdicts)
    failed = found.loc[found["code"].str.split("/").str[0].isin(list(OF_VALIDATE)), "position"]
    judged = np.isin(np.arange(len(frame)), failed.to_numpy())
    return np.asarray(~judged & ~frame[parts.WAITING].to_numpy(dtype=bool))


def _deal(compared: pd.DataFrame, buckets: int, path: Path) -> None:
    """Write the rows of each bucket as a batch: those of one record key are in one bucket."""
    at = buckets_of(compared[parts.KEY], buckets)
    table = pa.Table.from_pandas(compared.rename_axis(LINE).reset_index(), preserve_index=False)
    table = table.combine_chunks()
    with pa.ipc.new_file(str(path), table.schema) as file:
        for bucket in range(buckets):
            mine = table.filter(pa.array(at == bucket)).combine_chunks()
            file.write_batch(pa.RecordBatch.from_pydict(_columns(mine), schema=table.schema))


def _columns(table: pa.Table) -> dict[str, pa.Array]:
    """Each column in one piece, also of a table without rows."""
    return {
        name: column.chunk(0) if column.num_chunks else pa.array([], column.type)
        for name, column in zip(table.column_names, table.columns, strict=True)
    }
