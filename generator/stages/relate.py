"""Relate: what one row means for rows of other datasets. Names that look alike; commitments and repaired records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.facts import Facts, PartFacts
from generator.model.parts import PrivatePart
from generator.model.verdict import Rows
from generator.model.work import Engine
from generator.policy.confusables import confusable, looks_of
from generator.policy.fold import fold, fold_code, fold_series
from generator.policy.repairs import marks_only
from generator.policy.rules.commitment import FOR_REPAIR, REPAIRED_WITH
from generator.policy.rules.confusable import CONFUSABLE


def relate(city: City, made: Iterable[PrivatePart], facts: Facts, engine: Engine) -> Facts:
    """Add to the facts of each part what other parts say of its rows."""
    listed = list(made)
    numbers, codes = _repaired(city, listed, facts)
    alike = _alike(engine.map(_look, None, listed))
    found = dict(facts.parts)
    for part, rows in zip(listed, alike, strict=True):
        related = {CONFUSABLE: rows}
        if city.dataset(part.dataset).credit.kind == "commitment" and codes:
            related[REPAIRED_WITH] = _commitments(city.dataset(part.dataset), part, numbers, codes)
        found[part.number] = _with(found[part.number], related)
    return replace(facts, parts=found)


class _Looks(NamedTuple):
    """How the names of one part look."""

    skeletons: npt.NDArray[np.uint64]
    """Of every row; 0 for a person, whose name is left alone."""
    distinct: pd.DataFrame
    """Skeleton, name and subject (policy/confusables.py)."""


def _look(_: None, part: PrivatePart) -> _Looks:
    rows = pd.read_parquet(part.frame, columns=[parts.NAME, parts.SUBJECT, parts.KIND])
    skeletons = np.zeros(len(rows), dtype=np.uint64)
    places = np.flatnonzero((rows[parts.KIND] != "person").to_numpy())
    looks = looks_of(rows[parts.NAME].iloc[places], rows[parts.SUBJECT].iloc[places])
    skeletons[places] = looks["skeleton"]
    return _Looks(skeletons, looks[looks["skeleton"] != 0].drop_duplicates(ignore_index=True))


def _alike(looks: list[_Looks]) -> list[Rows]:
    """The rows of each part whose name looks like another organisation's."""
    if not looks:
        return []
    shared = confusable(pd.concat([one.distinct for one in looks], ignore_index=True))
    return [np.flatnonzero(np.isin(one.skeletons, shared)) for one in looks]


def _repaired(city: City, made: Iterable[PrivatePart], facts: Facts) -> tuple[set[tuple[str, str]], set[str]]:
    """The repaired records as (folded number, code), and the codes of those they are about."""
    numbers: set[tuple[str, str]] = set()
    for part in made:
        here, dataset = facts.parts[part.number], city.dataset(part.dataset)
        repairs = [one for one in here.ruled if one.ruling.file == "repairs" and one.is_exact]
        ending = [one for one in repairs if not marks_only(dataset, one.ruling)]
        if not ending:
            continue
        subjects = pd.read_parquet(part.frame, columns=[parts.CODE])[parts.CODE]
        for one in ending:
            mine = subjects.iloc[np.setdiff1d(one.rows, _reinstated(here))]
            numbers |= {(fold(one.ruling.record_number), code) for code in mine if code}
    for ruling in facts.unmatched:
        if ruling.file == "repairs" and not marks_only(city.dataset(ruling.dataset), ruling):
            numbers.add((fold(ruling.record_number), fold_code(ruling.subject_code)))
    return numbers, {code for _, code in numbers if code}


def _reinstated(facts: PartFacts) -> Rows:
    back = [one.rows for one in facts.ruled if one.ruling.file == "reinstatements" and one.is_exact]
    return np.concatenate(back) if back else np.empty(0, dtype=np.int64)


def _commitments(dataset: Dataset, part: PrivatePart, numbers: set[tuple[str, str]], codes: set[str]) -> Rows:
    category, concerns = dataset.named("category"), dataset.named("concerns")
    columns = [parts.CODE, *filter(None, (category, concerns))]
    frame = pd.read_parquet(part.frame, columns=columns)
    code = frame[parts.CODE]
    for_repair = frame[category].fillna("") == FOR_REPAIR if category else pd.Series(data=False, index=frame.index)
    record = fold_series(frame[concerns]) if concerns else pd.Series("", index=frame.index, dtype="str")
    named = pd.Series([one in numbers for one in zip(record, code, strict=True)], index=frame.index, dtype=bool)
    leaves = for_repair & ((record != "") & named | (record == "") & code.isin(list(codes)))
    return np.flatnonzero(leaves.to_numpy())


def _with(facts: PartFacts, related: dict[str, Rows]) -> PartFacts:
    return replace(facts, related={**facts.related, **related})
