"""Clock: what of each item reached the public within its term, and what came late (九(一)).

Counted are organisations' records that were first shown within a year, whether they are shown tonight or not, but for
those of a dataset's first night: when they were first public, nobody knows. Superseded rows and copies are no records
of their own. Lateness itself is judged by the law (policy/rules/timeliness.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.facts import Facts
from generator.model.parts import PrivatePart
from generator.model.timeliness import Timeliness

YEAR = 365
LATE = "late-publication"
COPIES = ("superseded", "duplicate-identical", "duplicate-conflict")
Days = npt.NDArray[np.int64]


class _Measured(NamedTuple):
    """Of one part: days from decision to the first public day, and which of them were too many."""

    department: str
    days: Days
    is_late: npt.NDArray[np.bool_]


def clock(
    city: City, decided: Iterable[PrivatePart], facts: Facts, intervals: pd.DataFrame, as_of: date
) -> tuple[Timeliness, ...]:
    """Measure every unit that showed something new, in the order of catalogue and departments.

    `intervals` has dataset and first (ISO day) of everything that was ever shown before tonight, or up to it.
    """
    begun = {str(name): str(day) for name, day in intervals.groupby("dataset")["first"].min().items()}
    found: dict[str, list[_Measured]] = {}
    for part in decided:
        dataset = city.dataset(part.dataset)
        if dataset.date_column and dataset.credit.access == "public":
            one = _measure(dataset, part, facts, begun.get(part.dataset, as_of.isoformat()), as_of)
            found.setdefault(part.dataset, []).append(one)
    return tuple(line for dataset in city.datasets for line in _lines(city, dataset, found.get(dataset.name, [])))


def _measure(dataset: Dataset, part: PrivatePart, facts: Facts, begun: str, as_of: date) -> _Measured:
    names = [name for name in map(dataset.named, ("decided-on", "listed-on")) if name]
    rows = pd.read_parquet(part.frame, columns=[parts.REASON, parts.KIND, *names]).fillna("")
    decided_on = rows[names[0]].where(rows[names[0]] != "", rows[names[-1]])
    first = facts.parts[part.number].first_days(rows.index)
    first = first.mask((first == "") & (rows[parts.REASON] == ""), as_of.isoformat())
    taken = (_days(first) - _days(decided_on)).dt.days
    counts = (first > max(begun, (as_of - timedelta(days=YEAR)).isoformat())) & taken.notna()
    counts &= (rows[parts.KIND] != "person") & ~rows[parts.REASON].isin(COPIES)
    verdicts = pd.read_parquet(part.verdicts, columns=["position", "code"])
    is_late = np.zeros(len(rows), dtype=bool)
    is_late[verdicts.loc[verdicts["code"] == LATE, "position"].to_numpy(dtype=np.int64)] = True
    measured = counts.to_numpy(dtype=bool)
    days = np.asarray(taken[measured].clip(lower=0), dtype=np.int64)
    return _Measured(part.department, days, is_late[measured])


def _days(texts: pd.Series) -> pd.Series:
    """ISO texts as days; what is no day is NaT."""
    return pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce")


def _lines(city: City, dataset: Dataset, found: list[_Measured]) -> Iterator[Timeliness]:
    """A line a department that has something to tell, and where there are several one of all."""
    with_days = [one for one in found if len(one.days)]
    mine = [one.id for one in city.departments if any(part.department == one.id for part in with_days)]
    for department in mine:
        yield _line(dataset, department, [one for one in with_days if one.department == department])
    if len(mine) > 1:
        yield _line(dataset, "", with_days)


def _line(dataset: Dataset, department: str, found: list[_Measured]) -> Timeliness:
    days, late = np.concatenate([one.days for one in found]), sum(int(one.is_late.sum()) for one in found)
    term = dataset.credit.late_days
    return Timeliness(dataset.name, department, term, len(days) - late, late, float(np.median(days)))
