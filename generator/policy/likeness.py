"""What a removed record is known by when it comes back: its id, or code, day and category (design §5).

The id holds under every name its department has had. The second mark finds a record under a new number; it never
covers a row whose `replaces` names the removed number: that is how a changed decision returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.facts import Graves, Tombstone
from generator.policy.fold import fold_series
from generator.policy.identity import SEPARATOR, key_rest, likenesses, record_ids

ID, MARK, REPLACED = "@id-", "@mark-", "@replaced-"
"""Beginnings of the columns that `known_by` makes, one for each id of the department."""


def mark_rows(dataset: Dataset, department: str, frame: pd.DataFrame, key: bytes) -> pd.Series:
    """Mark each row of a part by department, code, day and category; empty where one of them is missing."""
    day, category = dataset.named("decided-on"), dataset.named("category")
    if not day or not category:
        return pd.Series("", index=frame.index)
    four = [frame[parts.CODE], frame[day].fillna(""), fold_series(frame[category])]
    return likenesses(key, dataset.name, department, four)


def known_by(dataset: Dataset, departments: Sequence[str], frame: pd.DataFrame, key: bytes) -> pd.DataFrame:
    """List under which ids and marks each row may have been removed, one column of each for every department id."""
    rest = SEPARATOR + key_rest(frame[parts.KEY])
    column = dataset.named("replaces")
    replaced = fold_series(frame[column]) if column and dataset.named("record-number") else None
    found = {}
    for number, department in enumerate(departments):
        head = f"{dataset.name}{SEPARATOR}{department}"
        found[f"{ID}{number}"] = record_ids(key, head + rest)
        found[f"{MARK}{number}"] = mark_rows(dataset, department, frame, key)
        if replaced is not None:
            found[f"{REPLACED}{number}"] = _replaced_ids(head, frame, rest, replaced, key)
    return pd.DataFrame(found, index=frame.index)


def _replaced_ids(head: str, frame: pd.DataFrame, rest: pd.Series, replaced: pd.Series, key: bytes) -> pd.Series:
    """The ids that replaced records had, where there is one: the same subject and certificate, another number."""
    names = replaced != ""
    keys = [
        head + SEPARATOR + other + text[len(SEPARATOR) + len(number) :]
        for text, number, other in zip(rest[names], frame.loc[names, parts.NUMBER], replaced[names], strict=True)
    ]
    return record_ids(key, pd.Series(keys, index=replaced.index[names]))


def find_graves(stones: Sequence[Tombstone], keys: pd.DataFrame) -> Graves:
    """Find which rows of a table with the columns of `known_by` lie under which tombstones.

    The index of `keys` is 0…n and names the rows. Two joins, however many stones and rows there are.
    """
    table = _table(stones)
    named = [_joined(keys, name, table["id"]) for name in keys.columns if name.startswith(ID)]
    return _graves(stones, [*named, *_alike(table, keys)])


def marks_of(stones: Iterable[Tombstone]) -> list[str]:
    """List the ids and marks of tombstones."""
    return sorted({text for one in stones for text in (one.record_id, one.likeness) if text})


def bear_mark(marks: list[str], keys: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Mark the rows that a tombstone of `marks_of` could cover; all others may be left out of the table."""
    names = [name for name in keys.columns if name.startswith((ID, MARK))]
    return np.asarray(np.any([keys[name].isin(marks) for name in names], axis=0))


def find_twins(stones: Sequence[Tombstone], keys: pd.DataFrame, ids: pd.Series) -> Graves:
    """Find the rows that bear the mark of a tombstone and are another record by their id.

    `keys` is as for `find_graves`; `ids` are the record ids of its rows.
    """
    table = _table(stones)
    both = pd.concat(_alike(table, keys))
    same = ids.to_numpy()[both["row"]] == table["id"].to_numpy()[both["stone"]]
    return _graves(stones, [both[~same]])


def _table(stones: Sequence[Tombstone]) -> pd.DataFrame:
    return pd.DataFrame(
        {"id": [one.record_id for one in stones], "mark": [one.likeness for one in stones]}, dtype="str"
    )


def _alike(table: pd.DataFrame, keys: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Pairs of rows and stones of one mark, but for rows that say they replace what the stone was made for."""
    for name in keys.columns[keys.columns.str.startswith(MARK)]:
        alike = _joined(keys, name, table["mark"])
        if f"{REPLACED}0" in keys:
            named = keys.columns[keys.columns.str.startswith(REPLACED)]
            ids = table["id"].to_numpy()[alike["stone"]]
            excused = [keys[column].to_numpy()[alike["row"]] == ids for column in named]
            alike = alike[~np.any(excused, axis=0)]
        yield alike


def _graves(stones: Sequence[Tombstone], pairs: list[pd.DataFrame]) -> Graves:
    both = pd.concat(pairs).drop_duplicates().sort_values(["row", "stone"])
    days = np.array([one.removed_on for one in stones], dtype="datetime64[D]")
    codes = np.array([one.code for one in stones], dtype=str)
    rows, at = both["row"].to_numpy(), both["stone"].to_numpy()
    return Graves(rows, days[at], codes[at], at)


def _joined(keys: pd.DataFrame, name: str, marks: pd.Series) -> pd.DataFrame:
    """Pair the rows whose column has a mark with the stones that bear it."""
    marks = marks[marks != ""]
    hit = keys.loc[keys[name].isin(marks), name]
    left = pd.DataFrame({"mark": hit.astype("str"), "row": hit.index})
    right = pd.DataFrame({"mark": marks, "stone": marks.index})
    return left.merge(right, on="mark")[["row", "stone"]].astype("int64")
