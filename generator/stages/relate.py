"""Relate: what one row means for rows of other datasets. Names that look alike; commitments and repaired records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.facts import Facts, PartFacts
from generator.model.parts import PrivatePart
from generator.model.verdict import Rows
from generator.policy.confusables import confusable
from generator.policy.fold import fold, fold_code, fold_series
from generator.policy.repairs import marks_only
from generator.policy.rules.commitment import FOR_REPAIR, REPAIRED_WITH
from generator.policy.rules.confusable import CONFUSABLE

OF_SUBJECTS = (parts.NAME, parts.SUBJECT, parts.CODE, parts.KIND)


def relate(city: City, made: Iterable[PrivatePart], facts: Facts) -> Facts:
    """Add to the facts of each part what other parts say of its rows."""
    listed = list(made)
    subjects = {part.number: pd.read_parquet(part.frame, columns=list(OF_SUBJECTS)) for part in listed}
    numbers, codes = _repaired(city, listed, facts, subjects)
    alike = _alike(subjects)
    found = dict(facts.parts)
    for part in listed:
        related = {CONFUSABLE: alike.get(part.number, np.empty(0, dtype=np.int64))}
        if city.dataset(part.dataset).credit.kind == "commitment" and codes:
            related[REPAIRED_WITH] = _commitments(city.dataset(part.dataset), part, numbers, codes)
        found[part.number] = _with(found[part.number], related)
    return replace(facts, parts=found)


def _alike(subjects: dict[int, pd.DataFrame]) -> dict[int, Rows]:
    """Rows by part whose name looks like another organisation's; persons' names are left alone."""
    if not subjects:
        return {}
    whole = pd.concat(subjects, names=["part", "row"])
    whole = whole[whole[parts.KIND] != "person"]
    hit = whole.index[confusable(whole[parts.NAME], whole[parts.SUBJECT]).to_numpy()]
    found = pd.Series(hit.get_level_values("row").to_numpy(), index=hit.get_level_values("part"), dtype="int64")
    return {int(str(part)): np.sort(rows.to_numpy()) for part, rows in found.groupby(level=0)}


def _repaired(
    city: City, made: Iterable[PrivatePart], facts: Facts, subjects: dict[int, pd.DataFrame]
) -> tuple[set[tuple[str, str]], set[str]]:
    """The repaired records as (folded number, code), and the codes of those they are about."""
    numbers: set[tuple[str, str]] = set()
    for part in made:
        here = facts.parts[part.number]
        for one in here.ruled:
            if one.ruling.file != "repairs" or not one.is_exact or marks_only(city.dataset(part.dataset), one.ruling):
                continue
            rows = np.setdiff1d(one.rows, _reinstated(here))
            mine = subjects[part.number][parts.CODE].iloc[rows]
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
