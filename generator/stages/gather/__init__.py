"""Work out what only the whole knows: which rows say one record twice, and which records each ruling is about.

The keys of each part are set down on the engine; copies are found a bucket of keys at a time, and rulings, tombstones
and first days are looked up part by part. What is held of all rows together is a handful of those that are concerned.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Facts, Graves, PartFacts, Past, Ruled, Tombstone
from generator.model.parts import MAX_ROWS, PrivatePart
from generator.model.rulings import Ruling, Rulings
from generator.model.verdict import Rows
from generator.model.work import Engine
from generator.policy.absent import last_known, rows_by_number, settled
from generator.policy.duplicates import CONTENT, REPLACES
from generator.policy.known_as import known_as
from generator.policy.likeness import ID, REPLACED, find_graves, marks_of
from generator.policy.listings import LISTING_KINDS, overturned, without_lifted
from generator.policy.matching import DEPARTMENT, HOLDING_BACK, Match, match_all, wanted_of
from generator.stages.gather.copies import find_broken, find_gone
from generator.stages.gather.keying import COMPETES, DATASET, Asked, Desk, Keyed, known_path, set_down

__all__ = ["gather"]


def gather(
    city: City,
    made: Iterable[PrivatePart],
    known: tuple[Rulings, Past],
    day: tuple[date, bytes],
    places: tuple[Path, Engine],
) -> Facts:
    """Gather the facts of all parts.

    `known` are the rulings and what earlier nights left behind, `day` the day of the build and the key of record ids,
    `places` the work folder and the engine.
    """
    (rulings, past), (as_of, key), (work, engine), listed = known, day, places, list(made)
    in_force = tuple(one for one in rulings.lines if one.file != "acknowledgements" and one.takes_effect(as_of))
    asked = Asked(wanted_of(in_force), last_known(in_force, past), marks_of(past.tombstones))
    desk = Desk(city, key, work / "keys", asked, _buckets(listed))
    desk.folder.mkdir(parents=True, exist_ok=True)
    firsts = accumulate((part.rows for part in listed), initial=0)
    keyed = engine.map(set_down, desk, list(zip(listed, firsts, strict=False)))
    whole = _whole(desk, keyed, in_force, past, engine)
    facts = {one.part.number: _of_part(desk, one, whole, past.first_shown) for one in keyed}
    shutil.rmtree(desk.folder)
    unmatched = tuple(one.ruling for one in whole.matches if not len(one.rows))
    unclear = tuple(one.ruling for one in whole.matches if len(one.rows) and not one.exact)
    return Facts(facts, unmatched, unclear, settled(city, unmatched, past, key))


@dataclass(frozen=True)
class _Whole:
    """What was found among all rows, by their lines."""

    matches: list[Match]
    gone: dict[str, Rows]
    broken_keys: list[tuple[str, str, Rows]]
    graves: Graves


def _buckets(made: Iterable[PrivatePart]) -> dict[str, int]:
    """As many buckets of keys as there are parts' worth of rows, so that a bucket is about as large as a part."""
    rows: Counter[str] = Counter()
    for part in made:
        rows[part.dataset] += part.rows
    return {dataset: max(1, -(-count // MAX_ROWS)) for dataset, count in rows.items()}


def _whole(desk: Desk, keyed: Sequence[Keyed], in_force: tuple[Ruling, ...], past: Past, engine: Engine) -> _Whole:
    # Plain columns: those that only some parts have are missing in the others.
    concerned = pd.concat([_no_keys(), *(one.concerned for one in keyed if len(one.concerned))])
    shown = _shown_otherwise(desk.city, in_force, concerned)
    by_number = rows_by_number(desk.city, in_force, concerned, past, desk.key)
    matches = match_all(desk.city, in_force, _with_shown(concerned, shown), by_number)
    gone = find_gone(desk, keyed, (concerned.loc[shown.index.unique()], shown), engine)
    broken = find_broken(desk.city, desk, keyed, gone)
    graves = _graves(_stones_that_hold(desk, matches, concerned, past), keyed)
    return _Whole(matches, gone, broken, graves)


def _shown_otherwise(city: City, rulings: tuple[Ruling, ...], concerned: pd.DataFrame) -> pd.DataFrame:
    """The rows that are shown under another number, code or name than was delivered (policy/known_as.py).

    A correction may name its record as an earlier one left it, and so on.
    """
    objections = tuple(one for one in rulings if one.file == "objections")
    shown = known_as(city, match_all(city, objections, concerned), concerned)
    for _ in objections:
        before = len(shown)
        shown = known_as(city, match_all(city, objections, _with_shown(concerned, shown)), concerned)
        if len(shown) == before:
            break
    return shown


def _with_shown(concerned: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """What rulings are held against: a corrected row is there as delivered and as it was ever shown, by one index."""
    if shown.empty:
        return concerned
    names = [parts.NUMBER, parts.CODE, parts.NAME]
    return pd.concat([concerned, concerned.loc[shown.index].assign(**{name: shown[name].array for name in names})])


def _graves(stones: list[Tombstone], keyed: Sequence[Keyed]) -> Graves:
    """Find which lines lie under which tombstones, among the rows that bear a mark of one."""
    marked = pd.concat([pd.DataFrame(columns=[f"{ID}0"], dtype="str"), *(one.marked for one in keyed)])
    found = find_graves(stones, marked.reset_index(drop=True))
    return replace(found, rows=marked.index.to_numpy(dtype=np.int64)[found.rows])


def _stones_that_hold(desk: Desk, matches: list[Match], concerned: pd.DataFrame, past: Past) -> list[Tombstone]:
    """Leave out the red-list exits of listings that were overturned since."""
    ids = concerned[[name for name in concerned.columns if name.startswith(ID)]].fillna("")
    listing = {dataset.name for dataset in desk.city.datasets if dataset.credit.kind in LISTING_KINDS}
    ruled = [
        (one.ruling, [str(text) for text in ids.loc[one.rows].to_numpy().ravel() if text] if one.exact else [])
        for one in matches
        if one.ruling.dataset in listing
    ]
    return without_lifted(past.tombstones, overturned(desk.city, desk.key, ruled, past.tombstones))


def _of_part(desk: Desk, one: Keyed, whole: _Whole, first_days: pd.Series) -> PartFacts:
    def inside(lines: Rows) -> npt.NDArray[np.bool_]:
        return (lines >= one.first) & (lines < one.first + one.part.rows)

    def here(lines: Rows) -> Rows:
        return np.asarray(lines[inside(lines)] - one.first, dtype=np.int64)

    ruled = [
        Ruled(match.ruling, at, is_exact=match.exact)
        for match in whole.matches
        if (match.exact or match.ruling.file in HOLDING_BACK) and len(at := here(match.rows))
    ]
    broken = ((code, field, here(lines)) for code, field, lines in whole.broken_keys)
    under = inside(whole.graves.rows)
    return PartFacts(
        superseded=here(whole.gone["superseded"]),
        duplicate_identical=here(whole.gone["duplicate-identical"]),
        duplicate_conflict=here(whole.gone["duplicate-conflict"]),
        ruled=tuple(ruled),
        broken_keys=tuple(one for one in broken if len(one[2])),
        graves=Graves(here(whole.graves.rows), whole.graves.removed_on[under], whole.graves.codes[under]),
        first_shown=_first_shown(desk, one.part, first_days),
    )


def _first_shown(desk: Desk, part: PrivatePart, first_days: pd.Series) -> tuple[Rows, tuple[str, ...]]:
    """The first public day of each record, whatever id or number it had then.

    Only where somebody asks: a period that begins with it, or whether a decision was published in time.
    """
    dataset = desk.city.dataset(part.dataset)
    is_asked = desk.city.periods[dataset.credit.period].begins_when_shown or dataset.date_column is not None
    if first_days.empty or not is_asked:
        return np.empty(0, dtype=np.int64), ()
    known = pd.read_parquet(known_path(desk.folder, part))
    names = [name for name in known.columns if name.startswith((ID, REPLACED))]
    ids = pd.concat([known[name] for name in names])
    days = ids.map(first_days[first_days.index.isin(ids)].astype("str")).dropna()
    first = days.groupby(level=0).min()
    return first.index.to_numpy(dtype=np.int64), tuple(str(day) for day in first)


def _no_keys() -> pd.DataFrame:
    names = [*parts.PRIVATE_KEYS, parts.FILE, parts.SEQUENCE, REPLACES, CONTENT, COMPETES, DATASET, DEPARTMENT]
    return pd.DataFrame(columns=[*names, parts.RECORD_ID, f"{ID}0"], dtype="str")
