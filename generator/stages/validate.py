"""Judge every row: Table Schema through Frictionless, and our own checks. Cut what was accepted into parts.

Reads only the normalised files. Rows that are no rows come along, so that none is lost on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from generator.checks.judge import judge_rows
from generator.checks.screens import judge_cells, proven
from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.delivery import AcceptedUnit, NormalisedFile
from generator.model.parts import MAX_ROWS, PrivatePart
from generator.model.verdict import Verdict, verdict
from generator.policy.fold import fold_series
from generator.policy.identifiers import CHECKS
from generator.policy.identity import record_keys
from generator.policy.persons import entity_mismatch, subject_kinds
from generator.policy.verdict_table import to_table


@dataclass(frozen=True)
class _Piece:
    unit: AcceptedUnit
    file: NormalisedFile
    frame: pd.DataFrame


def validate(city: City, units: Iterable[AcceptedUnit], work: Path) -> list[PrivatePart]:
    """Judge the accepted inputs of every unit; returns parts in order of delivery."""
    folder = work / "validated"
    folder.mkdir(parents=True, exist_ok=True)
    made: list[PrivatePart] = []
    for unit in units:
        sequence = 0
        for file in unit.files:
            for piece in _pieces(city.dataset(unit.dataset), unit, file):
                made.append(_judge(city, piece, sequence, folder, len(made)))
                sequence += len(piece.frame)
    return made


def _pieces(dataset: Dataset, unit: AcceptedUnit, file: NormalisedFile) -> Iterator[_Piece]:
    rows, omitted = np.load(file.row_numbers), np.zeros(file.rows, dtype=bool)
    omitted[[row for path, row in unit.omitted if path == str(file.path)]] = True
    start = 0
    reader = pd.read_csv(
        file.path, dtype="str", keep_default_na=False, na_filter=False, skip_blank_lines=False, chunksize=MAX_ROWS
    )
    for chunk in reader if file.rows else ():
        frame = chunk.reset_index(drop=True)
        frame[parts.ROW] = rows[start : start + len(frame)]
        frame[parts.OMITTED] = omitted[start : start + len(frame)]
        start += len(frame)
        yield _Piece(unit, file, _described(frame, unit, file))
    if file.not_rows:
        empty = pd.DataFrame("", index=range(len(file.not_rows)), columns=[f.name for f in dataset.fields], dtype="str")
        empty[parts.ROW] = np.array(file.not_rows, dtype=np.int64)
        empty[parts.OMITTED] = False
        yield _Piece(unit, file, _described(empty.assign(**{"@not": True}), unit, file))


def _described(frame: pd.DataFrame, unit: AcceptedUnit, file: NormalisedFile) -> pd.DataFrame:
    frame[parts.FILE] = file.delivered
    frame[parts.WAITING] = file.waiting
    frame[parts.TOO_OLD] = unit.too_old
    return frame


def _judge(city: City, piece: _Piece, sequence: int, folder: Path, number: int) -> PrivatePart:
    dataset, frame = city.dataset(piece.unit.dataset), piece.frame
    is_no_row = "@not" in frame
    names = [field.name for field in dataset.fields]
    texts = frame[names]
    cells = texts.mask(texts.isin(dataset.table.missing_values))
    if is_no_row:
        verdicts = [verdict("not-a-row", np.ones(len(frame), dtype=bool))]
        frame = frame.drop(columns="@not")
    else:
        verdicts = _verdicts(piece.file, dataset, texts, cells)
    frame[parts.SEQUENCE] = np.arange(sequence, sequence + len(frame))
    frame[names] = cells
    verdicts += _identify(city, piece.unit, dataset, frame)
    path, table = folder / f"{number:06d}.parquet", folder / f"{number:06d}.verdicts.parquet"
    frame.to_parquet(path, index=False)
    to_table(verdicts).to_parquet(table, index=False)
    return PrivatePart(dataset.name, piece.unit.department, number, len(frame), path, table)


def _verdicts(file: NormalisedFile, dataset: Dataset, texts: pd.DataFrame, cells: pd.DataFrame) -> list[Verdict]:
    descriptor = json.loads(file.schema.read_text("utf-8"))
    doubtful = np.flatnonzero(~proven(dataset, cells))
    found = judge_rows(descriptor, texts, doubtful)
    # Ours first: NaN is a number of the wrong form before it is one out of range.
    return [*judge_cells(dataset, cells), *found, *_contradictions(dataset, cells)]


def _contradictions(dataset: Dataset, cells: pd.DataFrame) -> Iterator[Verdict]:
    for first, last in (("valid-from", "valid-until"), ("decided-on", "public-until")):
        one, other = dataset.named(first), dataset.named(last)
        if one and other:
            wrong = (cells[other] < cells[one]).fillna(value=False).to_numpy(dtype=bool)
            yield verdict("dates-contradict", wrong, field=other)


def _identify(city: City, unit: AcceptedUnit, dataset: Dataset, frame: pd.DataFrame) -> list[Verdict]:
    """Add the key columns and the kind of subject; return entity-mismatch."""
    role = {name: frame[field.name].fillna("") for name, field in dataset.by_role.items()}
    blank = pd.Series("", index=frame.index, dtype="str")
    raw_code = role.get("subject-code", blank)
    frame[parts.CODE] = raw_code.where(_passes(dataset, raw_code), "")
    frame[parts.NAME] = fold_series(role.get("subject-name", blank))
    frame[parts.SUBJECT] = frame[parts.CODE].where(frame[parts.CODE] != "", frame[parts.NAME])
    frame[parts.NUMBER] = fold_series(role.get("record-number", blank))
    frame[parts.KEY] = record_keys(dataset.name, unit.department, _key_parts(dataset, frame, role))
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
