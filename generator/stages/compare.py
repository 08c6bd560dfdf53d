"""Compare: hold the night's records against what the departments themselves publish (三(四), 内容、期限保持一致)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Facts, PartFacts
from generator.model.parts import PrivatePart
from generator.model.publication import Issue
from generator.model.published import OwnPublications, Published
from generator.policy import parity
from generator.policy.rules.parity import DIFFERENT, EXTRA

PART, POSITION = "@part", "@position"
MISSING = "parity-missing"


def compare(city: City, made: Iterable[PrivatePart], facts: Facts, own: OwnPublications) -> Facts:
    """Add to the facts what departments show less long, otherwise, or not at all, and what they show alone."""
    listed = list(made)
    found, absent = dict(facts.parts), [*facts.absent, *own.faults]
    for one in own.published:
        of_unit = [part for part in listed if (part.department, part.dataset) == (one.department, one.dataset)]
        ours = _ours(of_unit, one.fields)
        told = parity.compare(ours, one.frame, one.fields)
        for part in of_unit:
            found[part.number] = _with(found[part.number], ours, part.number, told)
        absent += _absent(one, told.missing)
    followed = (one for one in own.published if city.dataset(one.dataset).credit.parity == "enforce")
    units = tuple(f"{one.department}/{one.dataset}" for one in followed)
    return replace(facts, parts=found, absent=tuple(absent), followed=units)


def _ours(of_unit: list[PrivatePart], fields: Iterable[str]) -> pd.DataFrame:
    keys = [parts.NUMBER, parts.CODE, parts.NAME, *fields]
    tables = []
    for part in of_unit:
        frame = pd.read_parquet(part.frame, columns=keys)
        frame[PART], frame[POSITION] = part.number, np.arange(len(frame))
        tables.append(frame)
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in (*keys, PART, POSITION)})
    return pd.concat(tables, ignore_index=True) if tables else empty


def _with(facts: PartFacts, ours: pd.DataFrame, number: int, told: parity.Parity) -> PartFacts:
    at, place = ours[PART].to_numpy(), ours[POSITION].to_numpy()

    def here(rows: np.ndarray) -> np.ndarray:
        return np.array(place[rows[at[rows] == number]], dtype=np.int64)

    ends = {int(place[row]): day for row, day in told.until.items() if at[row] == number}
    related = {**facts.related, EXTRA: here(told.extra), DIFFERENT: here(told.different)}
    return replace(facts, related=related, theirs={**facts.theirs, **ends})


def _absent(one: Published, missing: np.ndarray) -> list[Issue]:
    places = one.frame.iloc[missing][[parity.FILE, parity.ROW]]
    return [
        Issue(one.department, one.dataset, file, int(row), "", MISSING) for file, row in places.itertuples(index=False)
    ]
