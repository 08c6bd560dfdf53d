"""Contrast: tonight's records with those of the last earlier day, and keep what the next night compares with.

`state/night.parquet` holds one line for each record of tonight and of the last earlier day: with the latter a second
build of the same day counts the same changes. Contents are kept as keyed hashes alone. `state/changes.csv` holds the
counts of each night.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from generator.errors import StateError
from generator.model.changes import Addition, Change, Counts
from generator.model.columns import PUBLISHED_UNTIL, RECORD_ID
from generator.model.parts import PublicPart

NIGHT, COUNTS = "night.parquet", "changes.csv"
WAITING = "contrasted"
"""Where both files wait in the work folder until the gate has cleared the site."""
NIGHTS = 30
"""Nights that are told of."""
LINKED = 20
"""Additions of a night and dataset that are named."""
COLUMNS = ["day", "dataset", RECORD_ID, "person", "content", "since"]
_NUMBERS = ["added", "changed", "removed"]


@dataclass(frozen=True)
class Comparison:
    """What the last nights changed, and since when each of tonight's records has been shown without a break."""

    changes: tuple[Change, ...]
    since: pd.DataFrame
    """record_id, dataset, since (ISO day)."""


def contrast(public: Iterable[PublicPart], key: bytes, as_of: date, state: Path, work: Path) -> Comparison:
    """Count the changes of the last nights, tonight's first; raises StateError where what was kept cannot be read."""
    parts = list(public)
    kept = _kept(state)
    days = sorted({day for day in kept["day"].unique() if day < as_of.isoformat()})
    before = kept[kept["day"] == days[-1]] if days else kept.iloc[:0]
    tonight = _tonight(parts, key, as_of.isoformat()).merge(before, on=RECORD_ID, how="left", suffixes=("", "_before"))
    tonight["since"] = tonight["since_before"].fillna(as_of.isoformat())
    counted = pd.concat([_earlier(state, as_of), _count(tonight, before, as_of.isoformat())], ignore_index=True)
    folder = work / WAITING
    folder.mkdir(parents=True, exist_ok=True)
    pd.concat([before, tonight[COLUMNS]], ignore_index=True).to_parquet(folder / NIGHT, index=False)
    counted.to_csv(folder / COUNTS, index=False, lineterminator="\n")
    return Comparison(tuple(_changes(parts, tonight, counted, as_of)), tonight[[RECORD_ID, "dataset", "since"]])


def keep_night(work: Path, state: Path) -> None:
    """Put what `contrast` left in the work folder into the state; done again it changes nothing."""
    for name in (NIGHT, COUNTS):
        draft = state / f"{name}.draft"
        draft.write_bytes((work / WAITING / name).read_bytes())
        draft.replace(state / name)


def _kept(state: Path) -> pd.DataFrame:
    path = state / NIGHT
    if not path.exists():
        return _nothing()
    try:
        return pd.read_parquet(path, columns=COLUMNS)
    except (OSError, ValueError, pa.ArrowException) as error:
        message = f"state/{NIGHT} 读不出来：请从备份恢复，或者删去它，变动就从今晚重新记起"
        raise StateError(message) from error


def _nothing() -> pd.DataFrame:
    empty = {name: pd.Series(dtype="str") for name in COLUMNS}
    return pd.DataFrame(empty | {"person": pd.Series(dtype="bool"), "content": pd.Series(dtype="uint64")})


def _tonight(parts: Iterable[PublicPart], key: bytes, day: str) -> pd.DataFrame:
    """One line a record; `content` is a keyed hash of everything that a download shows of it."""
    salt = hashlib.blake2b(key, digest_size=8).hexdigest()
    tables = [_nothing()]
    for part in parts:
        rows = pd.read_parquet(part.frame)
        shown = rows[[name for name in rows.columns if not name.startswith("@")]].fillna("").astype("str")
        content = pd.util.hash_pandas_object(shown, index=False, hash_key=salt)
        columns = {"day": day, "dataset": part.dataset, RECORD_ID: shown[RECORD_ID], "content": content, "since": day}
        tables.append(pd.DataFrame(columns | {"person": rows["@kind"] == "person"}))
    return pd.concat(tables, ignore_index=True)[COLUMNS]


def _count(tonight: pd.DataFrame, before: pd.DataFrame, day: str) -> pd.DataFrame:
    """Counts by dataset and kind of subject; a dataset that is not there has no line."""
    is_new = tonight["since_before"].isna()
    gone = before[~before[RECORD_ID].isin(tonight[RECORD_ID])]
    marked = tonight.assign(
        added=is_new, changed=~is_new & (tonight["content"] != tonight["content_before"]), removed=False
    )
    lost = gone.assign(added=False, changed=False, removed=True)
    rows = pd.concat([marked[["dataset", "person", *_NUMBERS]], lost[["dataset", "person", *_NUMBERS]]])
    counted = rows.groupby(["dataset", "person"], as_index=False, sort=True)[_NUMBERS].sum()
    counted.insert(0, "day", day)
    known = set(before["dataset"])
    return counted.assign(first=~counted["dataset"].isin(known))[counted[_NUMBERS].sum(axis=1) > 0]


def _earlier(state: Path, as_of: date) -> pd.DataFrame:
    """The counts of the nights before, as many as are told of."""
    path = state / COUNTS
    if not path.exists():
        return pd.DataFrame(columns=["day", "dataset", "person", *_NUMBERS, "first"])
    counted = pd.read_csv(path, dtype={"day": "str", "dataset": "str"})
    first = (as_of - timedelta(days=NIGHTS - 1)).isoformat()
    return counted[counted["day"].between(first, as_of.isoformat(), inclusive="left")]


def _changes(parts: list[PublicPart], tonight: pd.DataFrame, counted: pd.DataFrame, as_of: date) -> Iterable[Change]:
    """Put counts and additions together, the newest night first, datasets by name; a first night names nobody."""
    told = counted.loc[~counted["first"].astype(bool), ["day", "dataset"]].drop_duplicates()
    newcomers = tonight.loc[~tonight["person"].astype(bool), [RECORD_ID, "dataset", "since"]]
    newcomers = newcomers.merge(told.rename(columns={"day": "since"}), on=["since", "dataset"])
    still = newcomers.value_counts(["since", "dataset"]).to_dict()
    named = _named(parts, newcomers)
    nights: dict[tuple[str, str], list[tuple[bool, bool, Counts]]] = {}
    for day, dataset, person, added, changed, removed, first in counted.itertuples(index=False, name=None):
        entry = (bool(person), bool(first), Counts(int(added), int(changed), int(removed)))
        nights.setdefault((day, dataset), []).append(entry)
    for day, dataset in sorted(nights, key=lambda place: (-date.fromisoformat(place[0]).toordinal(), place[1])):
        entries = nights[day, dataset]
        yield Change(
            day=date.fromisoformat(day),
            dataset=dataset,
            organisations=next((counts for person, _, counts in entries if not person), Counts()),
            persons=next((counts for person, _, counts in entries if person), Counts()),
            is_first=all(first for _, first, _ in entries),
            additions=named.get((day, dataset), ()),
            still_shown=int(still.get((day, dataset), 0)),
        )


def _named(parts: list[PublicPart], newcomers: pd.DataFrame) -> dict[tuple[str, str], tuple[Addition, ...]]:
    """The additions that are named, the newest decision first; read part by part."""
    since = newcomers.set_index(RECORD_ID)["since"]
    tables = []
    for part in parts:
        names = [RECORD_ID, "@name", PUBLISHED_UNTIL, "@date", "@kind"]
        rows = pq.read_table(part.frame, columns=names).to_pandas().astype("str")
        rows = rows[(rows["@kind"] != "person") & rows[RECORD_ID].isin(since.index)]
        rows = rows.assign(since=rows[RECORD_ID].map(since), dataset=part.dataset)
        tables.append(_newest(rows))
    if not tables:
        return {}
    chosen = _newest(pd.concat(tables, ignore_index=True))
    return {
        (str(day), str(dataset)): tuple(
            Addition(*cells) for cells in rows[[RECORD_ID, "@name", PUBLISHED_UNTIL]].itertuples(index=False, name=None)
        )
        for (day, dataset), rows in chosen.groupby(["since", "dataset"], sort=True)
    }


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    ordered = rows.sort_values(["@date", RECORD_ID], ascending=[False, True], kind="stable")
    return ordered.groupby(["since", "dataset"], sort=False).head(LINKED)
