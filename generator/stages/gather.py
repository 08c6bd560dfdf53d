"""Work out what only the whole knows: which rows say one record twice, and which records each ruling is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.facts import Facts, Grave, PartFacts, Ruled, Tombstone
from generator.model.parts import PrivatePart
from generator.model.rulings import Rulings
from generator.model.verdict import OF_VALIDATE, Rows
from generator.policy.duplicates import CONTENT, REPLACES, find_duplicates
from generator.policy.fold import fold_series
from generator.policy.identity import record_ids
from generator.policy.likeness import mark_rows
from generator.policy.matching import DEPARTMENT, HOLDING_BACK, Match, match_all

PART, POSITION, JUDGED, LIKENESS = "part", "position", "judged", "@likeness"


def gather(
    city: City, made: Iterable[PrivatePart], rulings: Rulings, tombstones: Iterable[Tombstone], day: tuple[date, bytes]
) -> Facts:
    """Gather the facts of all parts. `day` is the day of the build and the key of record ids."""
    as_of, key = day
    tables = [_keys(city.dataset(part.dataset), part, key) for part in made]
    keys = pd.concat(tables, ignore_index=True) if tables else _no_keys()
    in_force = tuple(one for one in rulings.lines if one.file != "acknowledgements" and one.takes_effect(as_of))
    matches = match_all(city, in_force, keys)
    gone = _gone(city, keys)
    graves = [(stone, _under(stone, keys)) for stone in tombstones]
    facts = {int(str(number)): _of_part(rows, matches, gone, graves) for number, rows in keys.groupby(PART, sort=False)}
    unmatched = tuple(one.ruling for one in matches if not len(one.rows))
    unclear = tuple(one.ruling for one in matches if len(one.rows) and not one.exact)
    return Facts(facts, unmatched, unclear)


def _keys(dataset: Dataset, part: PrivatePart, key: bytes) -> pd.DataFrame:
    names = [field.name for field in dataset.fields]
    frame = pd.read_parquet(part.frame)
    cells = frame[names].fillna("")
    if number := dataset.named("record-number"):
        cells[number] = frame[parts.NUMBER]
    table = frame[[*parts.PRIVATE_KEYS, parts.FILE, parts.SEQUENCE, parts.WAITING]].copy()
    replaces = dataset.named("replaces")
    table[REPLACES] = fold_series(frame[replaces]) if replaces else ""
    table[CONTENT] = pd.util.hash_pandas_object(cells, index=False)
    table[parts.RECORD_ID] = record_ids(key, frame[parts.KEY])
    table[LIKENESS] = mark_rows(dataset, part.department, frame, key)
    found = pd.read_parquet(part.verdicts)
    failed = found.loc[found["code"].str.split("/").str[0].isin(list(OF_VALIDATE)), "position"]
    table["dataset"] = dataset.name
    table[DEPARTMENT] = part.department
    table[PART] = part.number
    table[POSITION] = np.arange(len(frame))
    table[JUDGED] = ~np.isin(np.arange(len(frame)), failed.to_numpy())
    return table


def _gone(city: City, keys: pd.DataFrame) -> dict[str, Rows]:
    found: dict[str, list[Rows]] = {"superseded": [], "duplicate-identical": [], "duplicate-conflict": []}
    takes_part = keys[keys[JUDGED] & ~keys[parts.WAITING].astype(bool)]
    for name, rows in takes_part.groupby("dataset", sort=False):
        is_append = city.dataset(str(name)).credit.deliver.mode == "append"
        for code, at in find_duplicates(rows, append=is_append).items():
            found[code].append(at)
    return {code: np.concatenate([*at, np.empty(0, dtype=np.int64)]) for code, at in found.items()}


def _under(stone: Tombstone, keys: pd.DataFrame) -> Rows:
    same = keys[parts.RECORD_ID] == stone.record_id
    if stone.likeness:
        same |= keys[LIKENESS] == stone.likeness
    return np.flatnonzero(same.to_numpy())


def _of_part(
    rows: pd.DataFrame, matches: list[Match], gone: dict[str, Rows], graves: list[tuple[Tombstone, Rows]]
) -> PartFacts:
    def here(at: Rows) -> Rows:
        return np.array(rows.loc[rows.index.intersection(pd.Index(at)), POSITION], dtype=np.int64)

    ruled = [
        Ruled(one.ruling, at, is_exact=one.exact)
        for one in matches
        if (one.exact or one.ruling.file in HOLDING_BACK) and len(at := here(one.rows))
    ]
    return PartFacts(
        superseded=here(gone["superseded"]),
        duplicate_identical=here(gone["duplicate-identical"]),
        duplicate_conflict=here(gone["duplicate-conflict"]),
        ruled=tuple(ruled),
        graves=tuple(Grave(stone.removed_on, stone.code, at) for stone, found in graves if len(at := here(found))),
    )


def _no_keys() -> pd.DataFrame:
    names = [*parts.PRIVATE_KEYS, parts.FILE, parts.SEQUENCE, parts.WAITING, REPLACES, CONTENT, parts.RECORD_ID]
    return pd.DataFrame(columns=[*names, LIKENESS, "dataset", DEPARTMENT, PART, POSITION, JUDGED])
