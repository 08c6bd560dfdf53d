"""Rulings about records that were shown and are not delivered any more: what they are known by when they come back.

A department may take a record out of its file on the night on which the ruling arrives, and hand it in later under
another number; or correct the code, and so the id, of a record that a takedown names by its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model.city import City
from generator.model.columns import RECORD_ID
from generator.model.facts import Past, Tombstone
from generator.model.parts import NUMBER
from generator.model.parts import RECORD_ID as ID_TONIGHT
from generator.model.rulings import Ruling
from generator.model.verdict import Rows
from generator.policy.endings import ending, newest_stones
from generator.policy.fold import fold, fold_code
from generator.policy.listings import ids_said
from generator.policy.marks import DELIVERED, LIKENESS, bear, mark_texts, marks_secret
from generator.policy.matching import DEPARTMENT, NOBODY, named_id

_LAST = (RECORD_ID, "dataset", "department", "number")


def absent_stones(city: City, unmatched: Iterable[Ruling], past: Past, day: tuple[date, bytes]) -> list[Tombstone]:
    """Make a stone for every record that was once shown and that a final ruling names which met no record tonight.

    It is removed on the ruling's own day, or on that of the build; `day` has the key of record ids beside it. A stone
    of the same code that is as new as the ruling is enough.
    """
    if past.marks.empty:
        return []
    as_of, key = day
    final = _final(city, unmatched)
    newest, marks = newest_stones(past.tombstones), _concerned(city, final, past.marks, key)
    lines = marks.set_index(RECORD_ID)
    found: dict[tuple[str, str], Tombstone] = {}
    for ruling, code in final:
        for one in _ids(city, ruling, marks, key):
            if not _is_followed(newest.get((one, code, "")), ruling):
                removed_on, line = ruling.decided_on or as_of, lines.loc[one]
                found[one, code] = Tombstone(str(line["dataset"]), one, str(line[LIKENESS]), removed_on, code)
    return list(found.values())


def settled(city: City, unmatched: Iterable[Ruling], past: Past, key: bytes) -> tuple[Ruling, ...]:
    """List the final rulings that were followed on an earlier night and whose record is delivered no more.

    They met no record and never will again: there is nothing for anybody to do.
    """
    final = _final(city, unmatched)
    newest = newest_stones(past.tombstones)
    marks = _concerned(city, final, past.marks, key) if len(past.marks) else None
    found = []
    for ruling, code in final:
        ids = {*_said(city, ruling, key), *(_ids(city, ruling, marks, key) if marks is not None else ())}
        if any(_is_followed(newest.get((one, code, "")), ruling) for one in ids):
            found.append(ruling)
    return tuple(found)


def _final(city: City, rulings: Iterable[Ruling]) -> list[tuple[Ruling, str]]:
    """The rulings that end a record, each with its reason."""
    return [(one, code) for one in rulings if (code := ending(city, one))]


def _is_followed(stone: date | None, ruling: Ruling) -> bool:
    return stone is not None and (ruling.decided_on is None or ruling.decided_on <= stone)


def _said(city: City, ruling: Ruling, key: bytes) -> list[str]:
    """The ids that a ruling gives or says by number and subject, whether anybody ever had them or not."""
    if named := named_id(ruling):
        return [named]
    return ids_said(city, city.dataset(ruling.dataset), ruling, key)


def _concerned(city: City, final: list[tuple[Ruling, str]], marks: pd.DataFrame, key: bytes) -> pd.DataFrame:
    """The marks of every record that one of these rulings may name: few, however many were ever shown."""
    said = [number for one, _ in final if (number := fold(one.record_number))]
    numbers = set(mark_texts(pd.Series(said), marks_secret(key)))
    ids = {one for ruling, _ in final for one in _said(city, ruling, key)}
    bears = [marks[column].isin(numbers) for column in ("number", DELIVERED["number"])]
    return marks[bears[0] | bears[1] | marks[RECORD_ID].isin(ids)]


def rows_by_number(
    city: City, rulings: Iterable[Ruling], keys: pd.DataFrame, past: Past, key: bytes
) -> Mapping[str, Rows]:
    """Find for each record id that a ruling names and nobody has tonight the rows under its last known number.

    `keys` is the table of keys (policy/matching.py).
    """
    last = last_known(rulings, past)
    secret, found = marks_secret(key), dict[str, Rows]()
    for record, dataset, department, number in last[~last[RECORD_ID].isin(keys[ID_TONIGHT])].to_numpy():
        theirs = keys[(keys["dataset"] == dataset) & (keys[DEPARTMENT] == city.heir(department))]
        hit = mark_texts(theirs[NUMBER], secret) == number
        found[str(record)] = np.union1d(found.get(str(record), NOBODY), theirs.index[hit].to_numpy())
    return {record: rows for record, rows in found.items() if len(rows)}


def last_known(rulings: Iterable[Ruling], past: Past) -> pd.DataFrame:
    """List record_id, dataset, department and marked number of what rulings name by its id, as last shown.

    A record whose number a ruling corrected is there twice: with the number that was delivered as well.
    """
    wanted = {named for one in rulings if (named := named_id(one))}
    if not wanted or past.marks.empty:
        return pd.DataFrame({name: [] for name in _LAST})
    meant = past.marks[past.marks[RECORD_ID].isin(sorted(wanted))]
    columns = ("number", DELIVERED["number"])
    both = pd.concat(meant.assign(number=meant[name].astype(np.uint64))[list(_LAST)] for name in columns)
    return both[both["number"] != 0]


def bear_number(last: pd.DataFrame, numbers: pd.Series, key: bytes) -> npt.NDArray[np.bool_]:
    """Mark the numbers under which a record of `last_known` may stand."""
    if last.empty:
        return np.zeros(len(numbers), dtype=bool)
    return np.isin(mark_texts(numbers, marks_secret(key)), last["number"].to_numpy())


def _ids(city: City, ruling: Ruling, marks: pd.DataFrame, key: bytes) -> list[str]:
    """The ids of records once shown that a ruling names: by id, by number and subject, or by a number of one record."""
    known = marks[RECORD_ID]
    if named := named_id(ruling):
        return [named] if known.eq(named).any() else []
    dataset, secret = city.dataset(ruling.dataset), marks_secret(key)
    number, code = (_mark(text, secret) for text in (fold(ruling.record_number), fold_code(ruling.subject_code)))
    mine = marks[(marks["dataset"] == dataset.name) & bear(marks, "number", number)]
    if ruling.department:
        here = city.heir(ruling.department)
        mine = mine[[city.heir(str(one)) == here for one in mine["department"]]]
    if ruling.subject_code or ruling.subject_name:
        # A corrected record was shown under another number or code than that of which its id is made.
        as_shown = mine.loc[bear(mine, "code", code), RECORD_ID]
        return sorted((set(ids_said(city, dataset, ruling, key)) & set(known)) | set(as_shown))
    return mine[RECORD_ID].tolist() if len(mine) == 1 else []


def _mark(text: str, secret: str) -> np.uint64:
    return np.uint64(mark_texts(pd.Series([text]), secret)[0])
