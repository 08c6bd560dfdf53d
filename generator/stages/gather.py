"""Work out what only the whole knows: which rows say one record twice, and which records each ruling is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Facts, Graves, PartFacts, Past, Ruled, Tombstone
from generator.model.parts import PrivatePart
from generator.model.rulings import Ruling, Rulings
from generator.model.verdict import OF_VALIDATE, Rows
from generator.policy.absent import rows_by_number
from generator.policy.duplicates import CONTENT, REPLACES, find_duplicates
from generator.policy.fold import fold_series
from generator.policy.identity import record_ids
from generator.policy.known_as import known_as
from generator.policy.likeness import ID, REPLACED, find_graves, known_by
from generator.policy.listings import overturned, without_lifted
from generator.policy.matching import DEPARTMENT, HOLDING_BACK, Match, match_all
from generator.policy.table_keys import broken_keys, marks

PART, POSITION, JUDGED = "part", "position", "judged"
COMPARED = (parts.KEY, parts.FILE, parts.SEQUENCE, parts.SUBJECT, parts.NUMBER, DEPARTMENT, REPLACES, CONTENT)
"""What duplicates are told by: one dataset's at a time is copied out of the table of keys."""


def gather(city: City, made: Iterable[PrivatePart], rulings: Rulings, past: Past, day: tuple[date, bytes]) -> Facts:
    """Gather the facts of all parts. `day` is the day of the build and the key of record ids."""
    as_of, key = day
    tables = list(_tables(city, made, key))
    keys = pd.concat(tables, ignore_index=True) if tables else _no_keys()
    in_force = tuple(one for one in rulings.lines if one.file != "acknowledgements" and one.takes_effect(as_of))
    shown = _shown_otherwise(city, in_force, keys)
    by_number = rows_by_number(city, in_force, keys, past, key)
    matches = match_all(city, in_force, _with_shown(keys, shown), by_number)
    gone = _gone(city, keys, shown)
    whole = _Whole(
        matches,
        gone,
        _broken_keys(city, keys, gone),
        find_graves(_stones_that_hold(city, key, matches, keys, past), keys),
        _first_shown(city, keys, past),
    )
    facts = {int(str(number)): _of_part(rows, whole) for number, rows in keys.groupby(PART, sort=False)}
    unmatched = tuple(one.ruling for one in matches if not len(one.rows))
    unclear = tuple(one.ruling for one in matches if len(one.rows) and not one.exact)
    return Facts(facts, unmatched, unclear)


@dataclass(frozen=True)
class _Whole:
    """What was found in the table of all keys; rows are its lines."""

    matches: list[Match]
    gone: dict[str, Rows]
    broken_keys: list[tuple[str, str, Rows]]
    graves: Graves
    first_shown: tuple[Rows, tuple[str, ...]]


def _tables(city: City, made: Iterable[PrivatePart], key: bytes) -> Iterator[pd.DataFrame]:
    for part in made:
        yield _keys(city, part, key)
        # Arrow keeps what a part took for the next one, and other allocations never get it.
        pa.default_memory_pool().release_unused()


def _keys(city: City, part: PrivatePart, key: bytes) -> pd.DataFrame:
    dataset, department = city.dataset(part.dataset), city.department(part.department)
    names = [field.name for field in dataset.fields]
    frame = pd.read_parquet(part.frame)
    cells = frame[names].fillna("")
    if number := dataset.named("record-number"):
        cells[number] = frame[parts.NUMBER]
    table = frame[[*parts.PRIVATE_KEYS, parts.FILE, parts.SEQUENCE, parts.WAITING]].copy()
    replaces = dataset.named("replaces")
    table[REPLACES] = fold_series(frame[replaces]) if replaces else ""
    table[CONTENT] = pd.util.hash_pandas_object(cells, index=False)
    known = known_by(dataset, (part.department, *department.formerly), frame, key)
    table[known.columns] = known
    table[parts.RECORD_ID] = record_ids(key, frame[parts.KEY]) if department.formerly else known[f"{ID}0"]
    found = pd.read_parquet(part.verdicts)
    failed = found.loc[found["code"].str.split("/").str[0].isin(list(OF_VALIDATE)), "position"]
    table["dataset"] = dataset.name
    table[DEPARTMENT] = part.department
    table[PART] = part.number
    table[POSITION] = np.arange(len(frame))
    table[JUDGED] = ~np.isin(np.arange(len(frame)), failed.to_numpy())
    compared = marks(dataset, city.datasets, frame)
    table[compared.columns] = compared
    return table


def _shown_otherwise(city: City, rulings: tuple[Ruling, ...], keys: pd.DataFrame) -> pd.DataFrame:
    """The rows that are shown under another number, code or name than was delivered (policy/known_as.py)."""
    objections = tuple(one for one in rulings if one.file == "objections")
    return known_as(city, match_all(city, objections, keys), keys)


def _with_shown(keys: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """What rulings are held against: a corrected row is there twice, as delivered and as shown, under one index."""
    if shown.empty:
        return keys
    again = keys.loc[shown.index, ["dataset", DEPARTMENT, parts.RECORD_ID]].assign(
        **{name: shown[name] for name in (parts.NUMBER, parts.CODE, parts.NAME)}, **{parts.KEY: keys[parts.KEY]}
    )
    return pd.concat([keys[again.columns], again])


def _gone(city: City, keys: pd.DataFrame, shown: pd.DataFrame) -> dict[str, Rows]:
    found: dict[str, list[Rows]] = {"superseded": [], "duplicate-identical": [], "duplicate-conflict": []}
    takes_part = keys[JUDGED] & ~keys[parts.WAITING].astype(bool)
    for dataset in city.datasets:
        rows = keys.loc[takes_part & (keys["dataset"] == dataset.name), list(COMPARED)]
        if len(here := shown.index.intersection(rows.index)):
            rows[parts.KEY] = rows[parts.KEY].mask(rows.index.isin(here), shown[parts.KEY].reindex(rows.index))
        is_append = dataset.credit.deliver.mode == "append"
        for code, at in find_duplicates(rows, append=is_append).items():
            found[code].append(at)
    return {code: np.concatenate([*at, np.empty(0, dtype=np.int64)]) for code, at in found.items()}


def _broken_keys(city: City, keys: pd.DataFrame, gone: dict[str, Rows]) -> list[tuple[str, str, Rows]]:
    """Find what breaks a key of its table among the rows that are left: a spare copy is told as such."""
    if not any(one.unique_sets or one.table.foreign_keys for one in city.datasets):
        return []
    left = keys[keys[JUDGED] & ~keys[parts.WAITING].astype(bool)]
    left = left[~left.index.isin(np.concatenate(list(gone.values())))]
    return [
        one
        for name, rows in left.groupby("dataset", sort=False)
        for one in broken_keys(city.dataset(str(name)), rows, left)
    ]


def _stones_that_hold(city: City, key: bytes, matches: list[Match], keys: pd.DataFrame, past: Past) -> list[Tombstone]:
    """Leave out the red-list exits of listings that were overturned since."""
    names = [name for name in keys.columns if name.startswith(ID)]
    ids = keys[names]
    ruled = [
        (one.ruling, [str(text) for text in ids.iloc[one.rows].to_numpy().ravel() if text] if one.exact else [])
        for one in matches
    ]
    return without_lifted(past.tombstones, overturned(city, key, ruled, past.tombstones))


def _first_shown(city: City, keys: pd.DataFrame, past: Past) -> tuple[Rows, tuple[str, ...]]:
    """The first public day of each record, whatever id or number it had then.

    Only where somebody asks: a period that begins with it, or whether a decision was published in time.
    """
    asked = [
        one.name
        for one in city.datasets
        if city.periods[one.credit.period].begins_when_shown or one.date_column is not None
    ]
    rows = keys[keys["dataset"].isin(asked)]
    names = [name for name in keys.columns if name.startswith((ID, REPLACED))]
    days = pd.DataFrame({name: rows[name].map(past.first_shown) for name in names}, index=rows.index, dtype="object")
    first = days.fillna("9").min(axis=1)
    known = first[first != "9"].dropna()
    return known.index.to_numpy(dtype=np.int64), tuple(str(day) for day in known)


def _of_part(rows: pd.DataFrame, whole: _Whole) -> PartFacts:
    start, stop = int(rows.index[0]), int(rows.index[-1]) + 1  # the lines of one part follow one another

    def inside(at: Rows) -> npt.NDArray[np.bool_]:
        return (at >= start) & (at < stop)

    def here(at: Rows) -> Rows:
        return np.asarray(at[inside(at)] - start, dtype=np.int64)

    ruled = [
        Ruled(one.ruling, at, is_exact=one.exact)
        for one in whole.matches
        if (one.exact or one.ruling.file in HOLDING_BACK) and len(at := here(one.rows))
    ]
    broken = ((code, field, here(rows)) for code, field, rows in whole.broken_keys)
    under = inside(whole.graves.rows)
    shown, days = whole.first_shown
    return PartFacts(
        superseded=here(whole.gone["superseded"]),
        duplicate_identical=here(whole.gone["duplicate-identical"]),
        duplicate_conflict=here(whole.gone["duplicate-conflict"]),
        ruled=tuple(ruled),
        broken_keys=tuple(one for one in broken if len(one[2])),
        graves=Graves(here(whole.graves.rows), whole.graves.removed_on[under], whole.graves.codes[under]),
        first_shown=(here(shown), tuple(day for day, mine in zip(days, inside(shown), strict=True) if mine)),
    )


def _no_keys() -> pd.DataFrame:
    names = [*parts.PRIVATE_KEYS, parts.FILE, parts.SEQUENCE, parts.WAITING, REPLACES, CONTENT, parts.RECORD_ID]
    return pd.DataFrame(columns=[*names, f"{ID}0", "dataset", DEPARTMENT, PART, POSITION, JUDGED])
