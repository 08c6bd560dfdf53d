"""Contrast: tonight's records with those of the last earlier day, and keep what the next night compares with.

`state/night.parquet` holds one line for each record of tonight and of the last earlier day: with the latter a second
build of the same day counts the same changes. Contents are kept as keyed hashes alone. `state/changes.csv` holds the
counts of each night.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from generator.model.changes import Addition, Change, Counts
from generator.model.columns import PUBLISHED_UNTIL, RECORD_ID
from generator.model.parts import PublicPart
from generator.stages.reckon.night import NIGHT, NUMBERS, Before, kept, set_down, since_told, sum_counts

COUNTS = "changes.csv"
WAITING = "contrasted"
"""Where both files wait in the work folder until the gate has cleared the site."""
NIGHTS = 30
"""Nights that are told of."""
LINKED = 20
"""Additions of a night and dataset that are named."""


@dataclass(frozen=True)
class Comparison:
    """What the last nights changed, and since when each of tonight's records has been shown without a break."""

    changes: tuple[Change, ...]
    since: pd.DataFrame
    """record_id, dataset, since (ISO day), of those that came on a night of `changes` that was no first one."""


def contrast(public: Iterable[PublicPart], key: bytes, as_of: date, state: Path, work: Path) -> Comparison:
    """Count the changes of the last nights, tonight's first; raises StateError where what was kept cannot be read."""
    parts, day, folder = list(public), as_of.isoformat(), work / WAITING
    folder.mkdir(parents=True, exist_ok=True)
    before = Before(kept(state, day))
    tonight = set_down(parts, key, day, before, folder / NIGHT)
    counted = pd.concat([_earlier(state, as_of), _count(tonight, before, day)], ignore_index=True)
    counted.to_csv(folder / COUNTS, index=False, lineterminator="\n")
    told = counted.loc[~counted["first"].astype(bool), ["day", "dataset"]].drop_duplicates()
    since = since_told(folder / NIGHT, day, told.rename(columns={"day": "since"}))
    organisations = since.loc[~since["person"].astype(bool), [RECORD_ID, "dataset", "since"]]
    return Comparison(tuple(_changes(parts, organisations, counted)), since[[RECORD_ID, "dataset", "since"]])


def keep_night(work: Path, state: Path) -> None:
    """Put what `contrast` left in the work folder into the state; done again it changes nothing."""
    for name in (NIGHT, COUNTS):
        draft = state / f"{name}.draft"
        draft.write_bytes((work / WAITING / name).read_bytes())
        draft.replace(state / name)


def _count(tonight: pd.DataFrame, before: Before, day: str) -> pd.DataFrame:
    """Counts by dataset and kind of subject; a dataset that is not there has no line."""
    lost = before.lost().assign(added=0, changed=0, removed=1)
    counted = sum_counts(pd.concat([tonight, lost], ignore_index=True))
    counted.insert(0, "day", day)
    return counted.assign(first=~counted["dataset"].isin(before.datasets))[counted[NUMBERS].sum(axis=1) > 0]


def _earlier(state: Path, as_of: date) -> pd.DataFrame:
    """The counts of the nights before, as many as are told of."""
    path = state / COUNTS
    if not path.exists():
        return pd.DataFrame(columns=["day", "dataset", "person", *NUMBERS, "first"])
    counted = pd.read_csv(path, dtype={"day": "str", "dataset": "str"})
    first = (as_of - timedelta(days=NIGHTS - 1)).isoformat()
    return counted[counted["day"].between(first, as_of.isoformat(), inclusive="left")]


def _changes(parts: list[PublicPart], newcomers: pd.DataFrame, counted: pd.DataFrame) -> Iterable[Change]:
    """Put counts and additions together, the newest night first, datasets by name; a first night names nobody."""
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
