"""An adverse list that shrank without an acknowledgement (design §6).

What the readable delivery omits comes down tonight: nobody stays on a list because a file looks odd. What it
adds waits.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.delivery import NormalisedFile
from generator.policy.fold import fold_series
from generator.policy.identifiers import CHECKS
from generator.policy.identity import record_keys
from generator.stages.intake.normal_rows import write_rows


def omitted_rows(
    dataset: Dataset, used: Sequence[NormalisedFile], tonight: Sequence[NormalisedFile]
) -> frozenset[tuple[str, int]]:
    """Find the rows of the inputs in use whose record tonight's files do not hold, as (path, row) pairs."""
    kept = {key for file in tonight for key in _keys(dataset, file)}
    return frozenset(
        (str(file.path), row)
        for file in used
        for row, key in enumerate(_keys(dataset, file))
        if key not in kept
    )  # fmt: skip


def waiting_rows(
    dataset: Dataset, used: Sequence[NormalisedFile], tonight: Sequence[NormalisedFile]
) -> tuple[NormalisedFile, ...]:
    """Cut tonight's files down to the records that are not in use: the rest would be counted twice."""
    known = {key for file in used for key in _keys(dataset, file)}
    return tuple(_keep(file, [key not in known for key in _keys(dataset, file)]) for file in tonight)


def _keep(file: NormalisedFile, new: list[bool]) -> NormalisedFile:
    path, numbers = (
        one.with_name(f"{one.name.removesuffix(one.suffix)}.new{one.suffix}") for one in (file.path, file.row_numbers)
    )
    with file.path.open(encoding="utf-8", newline="") as whole:
        reader = csv.reader(whole, strict=True)
        names = next(reader)
        cuts = write_rows(path, names, (row for row, is_new in zip(reader, new, strict=True) if is_new))
    np.save(numbers, np.load(file.row_numbers)[np.array(new, dtype=bool)])
    return replace(file, path=path, cuts=cuts, row_numbers=numbers, rows=sum(new), not_rows=(), waiting=True)


def _keys(dataset: Dataset, file: NormalisedFile) -> list[str]:
    """Make the record key of every row (design §5), as far as one unit needs it."""
    frame = _read(file.path)
    if not (number := dataset.named("record-number")):
        subject = {dataset.named("subject-code"), dataset.named("subject-name")}
        names = dataset.table.primary_key or tuple(frame.columns)
        parts = [frame[name] for name in names if name not in subject]
    else:
        certificate = dataset.named("certificate-number")
        parts = [frame[name] for name in (number, certificate) if name]
    return record_keys("", "", [*map(fold_series, parts), _subject(dataset, frame)]).tolist()


def _subject(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """Take the code where it passes its field's check, else the folded name."""
    blank = pd.Series("", index=frame.index, dtype="str")
    name, code = dataset.named("subject-name"), dataset.by_role.get("subject-code")
    subject = fold_series(frame[name]) if name else blank
    if code:
        passed = pd.Series(data=False, index=frame.index)
        for check in code.credit.check:
            passed |= CHECKS[check].valid(frame[code.name])
        subject = frame[code.name].where(passed, subject)
    return subject


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype="str", keep_default_na=False, na_filter=False, skip_blank_lines=False)
