"""Who a row is about: the columns that later stages compare records by, and the kind of subject (design §5, §8)."""

from __future__ import annotations

import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.verdict import Verdict, verdict
from generator.policy.fold import fold_series
from generator.policy.identifiers import CHECKS
from generator.policy.identity import record_keys
from generator.policy.persons import entity_mismatch, subject_kinds


def identify(city: City, department: str, dataset: Dataset, frame: pd.DataFrame) -> list[Verdict]:
    """Add the key columns and the kind of subject; return entity-mismatch."""
    role = {name: frame[field.name].fillna("") for name, field in dataset.by_role.items()}
    blank = pd.Series("", index=frame.index, dtype="str")
    raw_code = role.get("subject-code", blank)
    frame[parts.CODE] = raw_code.where(_passes(dataset, raw_code), "")
    frame[parts.NAME] = fold_series(role.get("subject-name", blank))
    frame[parts.SUBJECT] = frame[parts.CODE].where(frame[parts.CODE] != "", frame[parts.NAME])
    frame[parts.NUMBER] = fold_series(role.get("record-number", blank))
    frame[parts.KEY] = record_keys(dataset.name, department, _key_parts(dataset, frame, role))
    subject = pd.DataFrame(
        {
            "word": role.get("subject-kind", blank),
            "name": role.get("subject-name", blank),
            "raw_code": raw_code,
            "code": frame[parts.CODE],
        }
    )
    is_mixed = dataset.credit.subjects == "mixed"
    frame[parts.KIND] = subject_kinds(subject, mixed=is_mixed, surnames=city.surnames)
    field = dataset.named("subject-code") or ""
    return [verdict("entity-mismatch", entity_mismatch(subject).to_numpy(dtype=bool), field=field)]


def _passes(dataset: Dataset, codes: pd.Series) -> pd.Series:
    field = dataset.by_role.get("subject-code")
    passed = pd.Series(data=False, index=codes.index)
    for name in field.credit.check if field else ():
        passed |= CHECKS[name].valid(codes)
    return passed


def _key_parts(dataset: Dataset, frame: pd.DataFrame, role: dict[str, pd.Series]) -> list[pd.Series]:
    """The parts of the record key: number and subject; without a number every primary-key field (design §5)."""
    if "record-number" in role:
        found = [frame[parts.NUMBER], frame[parts.SUBJECT]]
        if "certificate-number" in role:
            found.append(fold_series(role["certificate-number"]))
        return found
    subject = {dataset.named("subject-code"), dataset.named("subject-name")}
    others = [fold_series(frame[name]) for name in dataset.table.primary_key if name not in subject]
    return [*others, frame[parts.SUBJECT]]
