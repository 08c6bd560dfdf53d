"""Gauge: how promptly each department's records reach the public and, once repaired, leave it; and what is contested.

Medians are over organisations, from the nights on which the site itself showed a record or no longer did.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from generator.model import parts
from generator.model.changes import Change, Promptness
from generator.model.columns import RECORD_ID
from generator.model.facts import Facts
from generator.model.parts import PrivatePart, PublicPart

_PAGES = [RECORD_ID, "@kind", "@department", "@date", "@pending"]


class Repair(NamedTuple):
    """A record that a repair took down: days from the decision to the first night without it."""

    department: str
    days: int


def repairs_of(
    decided: Iterable[PrivatePart], facts: Facts, intervals: pd.DataFrame, nights: Sequence[str]
) -> list[Repair]:
    """List the repairs that took an organisation's record off the site.

    `intervals` has record_id and last (ISO day) of everything that was ever shown, `nights` the days of all builds,
    tonight's the last. A record that had come down before its repair was decided is left out.
    """
    last = intervals.groupby("record_id")["last"].max()
    ordered = sorted(set(nights))
    return [
        Repair(part.department, days)
        for part in decided
        for record, decided_on in _repaired(part, facts)
        if record in last.index and (days := _days(decided_on, last[record], ordered)) is not None
    ]


def gauge(
    public: Iterable[PublicPart], changes: Iterable[Change], since: pd.DataFrame, repairs: Iterable[Repair]
) -> tuple[Promptness, ...]:
    """Measure every department that shows a record or had one repaired, by id.

    `since` has record_id, dataset and since (ISO day). Delays to publication are those of the nights of `changes`
    that are no dataset's first.
    """
    told = pd.DataFrame(
        [(one.day.isoformat(), one.dataset) for one in changes if not one.is_first], columns=["since", "dataset"]
    ).astype("str")
    added = since.merge(told, on=["since", "dataset"])
    rows, departments = _rows(public, added)
    fresh = rows[rows["@kind"] != "person"].merge(added, on=RECORD_ID)
    fresh = fresh[fresh["@date"] != ""]
    delays = (pd.to_datetime(fresh["since"]) - pd.to_datetime(fresh["@date"])).dt.days.clip(lower=0)
    published = delays.groupby(fresh["@department"]).median()
    removed = pd.DataFrame(list(repairs), columns=["department", "days"]).groupby("department")["days"].median()
    contested = rows[rows["@pending"] != ""]
    people = contested["@kind"] == "person"
    objections, personal = (contested.loc[mask, "@department"].value_counts() for mask in (~people, people))
    return tuple(
        Promptness(
            department=department,
            objections=int(objections.get(department, 0)),
            person_objections=int(personal.get(department, 0)),
            days_to_publish=float(published[department]) if department in published.index else None,
            days_to_remove=float(removed[department]) if department in removed.index else None,
        )
        for department in sorted(departments | set(removed.index))
    )


def _rows(public: Iterable[PublicPart], added: pd.DataFrame) -> tuple[pd.DataFrame, set[str]]:
    """The rows that were added or are contested, and the departments of all rows."""
    tables, departments = [pd.DataFrame(columns=_PAGES, dtype="str")], set[str]()
    for part in public:
        rows = pd.read_parquet(part.frame, columns=_PAGES).fillna("").astype("str")
        departments.update(rows["@department"].unique())
        tables.append(rows[rows[RECORD_ID].isin(added[RECORD_ID]) | (rows["@pending"] != "")])
    return pd.concat(tables, ignore_index=True), departments


def _repaired(part: PrivatePart, facts: Facts) -> Iterator[tuple[str, date]]:
    """Record id and day of decision of every organisation's row that a repair holds back."""
    ruled = [one for one in facts.parts[part.number].ruled if one.ruling.file == "repairs" and one.ruling.decided_on]
    if not ruled:
        return
    rows = pd.read_parquet(part.frame, columns=[parts.RECORD_ID, parts.REASON, parts.KIND])
    counts = (rows[parts.REASON] == "repaired") & rows[parts.KIND].isin(["organisation", "sole-trader"])
    for one in ruled:
        mine = rows.iloc[one.rows]
        for record in mine.loc[counts.iloc[one.rows], parts.RECORD_ID]:
            yield str(record), one.ruling.decided_on or date.min


def _days(decided_on: date, last: str, nights: Sequence[str]) -> int | None:
    """Days from a decision to the first night after `last`; None where that night was before the decision."""
    place = bisect_right(nights, last)
    if place == len(nights):
        return None
    days = (date.fromisoformat(nights[place]) - decided_on).days
    return days if days >= 0 else None
