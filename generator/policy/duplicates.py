"""Rows that say the same record twice, or differently (design §7). Compares record keys, not row order alone."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from generator.model.parts import FILE, KEY, SEQUENCE, SUBJECT

REPLACES = "@replaces"
NUMBER_IN_KEY = "@number"
CONTENT = "@content"


def find_duplicates(keys: pd.DataFrame, *, append: bool, claims: pd.DataFrame | None = None) -> dict[str, np.ndarray]:
    """Find the rows that go, among rows without a verdict of validate.

    `keys` has @key, @file, @sequence, @subject, @number, @replaces (folded, or empty) and @content (equal where every
    cell is); its index names the rows. In append mode a later batch supersedes; within one delivery identical copies
    go but for the first, and rows that contradict each other all go. Returns index values by code.

    Where `keys` are some of a dataset's rows, all those of their record keys, `claims` are `claims_of` all its rows.
    """
    gone = {"superseded": _replaced(keys, claims_of(keys) if claims is None else claims)}
    left = _numbered(keys)[~keys.index.isin(gone["superseded"])]
    if append:
        newest = left.loc[left.groupby(KEY, sort=False)[SEQUENCE].idxmax(), [KEY, FILE]].set_index(KEY)[FILE]
        older = left.index[(left[FILE] != left[KEY].map(newest)).to_numpy()].to_numpy()
        gone["superseded"] = np.concatenate([gone["superseded"], older])
        left = left[~left.index.isin(older)]
    copies = left.sort_values(SEQUENCE).duplicated([KEY, CONTENT]).reindex(left.index).to_numpy()
    gone["duplicate-identical"] = left.index[copies].to_numpy()
    left = left[~copies]
    gone["duplicate-conflict"] = left.index[left.duplicated(KEY, keep=False).to_numpy()].to_numpy()
    return gone


def claims_of(keys: pd.DataFrame) -> pd.DataFrame:
    """List department, subject and number of what rows say they replace."""
    return keys.loc[keys[REPLACES] != "", ["@department", SUBJECT, REPLACES]]


def claims_as_delivered(claims: pd.DataFrame, delivered: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Add to claims what those mean that name a corrected record as it is shown: the record as it was delivered.

    `delivered` and `shown` are tables of keys of the records that a ruling corrected, by line; one that was shown
    otherwise more than once has several lines in `shown`.
    """
    named = set(claims.itertuples(index=False, name=None))
    more = []
    for line, (department, subject, number) in delivered[["@department", SUBJECT, NUMBER_IN_KEY]].iterrows():
        mine = shown.loc[[line]]
        either = product([department], {subject, *mine[SUBJECT]}, {number, *mine[NUMBER_IN_KEY]})
        more += [(department, subject, number)] if named.intersection(either) else []
    return pd.concat([claims, pd.DataFrame(more, columns=claims.columns, dtype="str")], ignore_index=True)


def _numbered(keys: pd.DataFrame) -> pd.DataFrame:
    """Keys and files as numbers that are equal where the texts are: a million texts would be copied at every step."""
    return pd.DataFrame(
        {
            KEY: pd.factorize(keys[KEY])[0],
            FILE: pd.factorize(keys[FILE])[0],
            SEQUENCE: keys[SEQUENCE].to_numpy(),
            CONTENT: keys[CONTENT].to_numpy(),
        },
        index=keys.index,
    )


def _replaced(keys: pd.DataFrame, claims: pd.DataFrame) -> np.ndarray:
    """Rows whose number a row of the same department and subject says it replaces."""
    named = set(claims.itertuples(index=False, name=None))
    could_be = keys.loc[keys[NUMBER_IN_KEY].isin(claims[REPLACES]), ["@department", SUBJECT, NUMBER_IN_KEY]]
    mine = zip(could_be["@department"], could_be[SUBJECT], could_be[NUMBER_IN_KEY], strict=True)
    return could_be.index[np.array([one in named for one in mine], dtype=bool)].to_numpy()
