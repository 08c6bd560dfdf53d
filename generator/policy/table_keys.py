"""Keys of a Table Schema that only the whole can judge: what must be unique, and what must stand in another table.

Frictionless flags only the later of two rows that share a unique value; here both go, for nobody knows which is right.
Source: Table Schema, https://specs.frictionlessdata.io/table-schema/ (unique, uniqueKeys, foreignKeys).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.parts import NUMBER
from generator.model.verdict import Rows
from generator.policy.fold import fold_series

UNIQUE, FOREIGN = "schema/unique-error", "schema/foreign-key"
_BETWEEN = "\x1f"
Columns = tuple[str, ...]


def marks(dataset: Dataset, datasets: Iterable[Dataset], frame: pd.DataFrame) -> pd.DataFrame:
    """Join the cells that are compared with those of other rows, the dataset's own or another's: a column each.

    NA where a cell is missing, for a missing value equals none. Record numbers come folded, and so does what refers.
    """
    number = dataset.named("record-number")
    folded = {name: fold_series(frame[name]).where(frame[name].notna()) for name in _referring(dataset, datasets)}
    made = {
        _unique(columns): _joined(
            [frame[NUMBER].where(frame[one].notna()) if one == number else frame[one] for one in columns]
        )
        for columns in dataset.unique_sets
    }
    for columns in _ends(dataset, datasets):
        made[_end(columns)] = _joined([folded[one] for one in columns])
    return pd.DataFrame(made, index=frame.index)


def broken_keys(dataset: Dataset, rows: pd.DataFrame, whole: pd.DataFrame) -> list[tuple[str, str, Rows]]:
    """Find the rows of a dataset that share what is unique within their department, or refer to what is not there.

    `rows` are those that take part, `whole` those of every dataset; both have `dataset`, `@department` and the columns
    of marks. Returns code, first field and index values.
    """
    found: list[tuple[str, str, Rows]] = []
    for columns in dataset.unique_sets:
        held = rows[rows[_unique(columns)].notna()]
        found.append(
            (UNIQUE, columns[0], _places(held, held.duplicated(["@department", _unique(columns)], keep=False)))
        )
    for key in dataset.table.foreign_keys:
        held = rows[rows[_end(key.fields)].notna()]
        there = whole.loc[whole["dataset"] == (key.reference.resource or dataset.name)]
        referred = there.get(_end(key.reference.fields), pd.Series(dtype="str"))
        found.append((FOREIGN, key.fields[0], _places(held, ~held[_end(key.fields)].isin(referred.dropna()))))
    return [one for one in found if len(one[2])]


def _ends(dataset: Dataset, datasets: Iterable[Dataset]) -> list[Columns]:
    """List both ends of foreign keys that lie in a dataset."""
    own = [key.fields for key in dataset.table.foreign_keys]
    referred = [
        key.reference.fields
        for one in datasets
        for key in one.table.foreign_keys
        if (key.reference.resource or one.name) == dataset.name
    ]
    return list(dict.fromkeys([*own, *referred]))


def _referring(dataset: Dataset, datasets: Iterable[Dataset]) -> list[str]:
    return list(dict.fromkeys(name for columns in _ends(dataset, datasets) for name in columns))


def _unique(columns: Columns) -> str:
    return f"@unique:{_BETWEEN.join(columns)}"


def _end(columns: Columns) -> str:
    return f"@end:{_BETWEEN.join(columns)}"


def _joined(cells: list[pd.Series]) -> pd.Series:
    first, *others = cells
    for other in others:
        first = first.str.cat(other, sep=_BETWEEN)
    return first


def _places(rows: pd.DataFrame, mask: pd.Series) -> Rows:
    return np.asarray(rows.index[mask.to_numpy()], dtype=np.int64)
