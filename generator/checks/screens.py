"""Screens: vectorised proofs that a row is good. A row that is not proven goes to Frictionless, which alone decides."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.checks.cells import NUMBER_FORM, TEXT_DAMAGE, is_coded
from generator.model.catalogue import Dataset
from generator.model.field import FieldSpec
from generator.model.verdict import Verdict, verdict
from generator.policy.identifiers import CHECKS, id_number
from generator.policy.identifiers.damaged import damaged

Mask = npt.NDArray[np.bool_]
_NUMERIC = ("number", "integer", "year")
_SHAPES = {"number": NUMBER_FORM, "integer": "-?[0-9]{1,15}", "year": "[0-9]{4}"}


def proven(dataset: Dataset, frame: pd.DataFrame) -> Mask:
    """Mark the rows for which every cell is proven to satisfy type and constraints. `frame` has NA for missing."""
    good = np.ones(len(frame), dtype=bool)
    for field in dataset.fields:
        good &= _proven(field, frame[field.name])
    return good


def judge_cells(dataset: Dataset, frame: pd.DataFrame) -> Iterator[Verdict]:
    """Give the verdicts of our own checks, the same as checks/gongshi.py gives row by row."""
    for field in dataset.fields:
        cells = frame[field.name]
        hurt = _truth(cells.str.contains(TEXT_DAMAGE, regex=True))
        yield verdict("text-damaged", hurt, field=field.name)
        if field.type == "number":
            odd = np.array(cells.notna()) & ~_truth(cells.str.fullmatch(NUMBER_FORM)) & ~hurt
            yield verdict("schema/type-error", odd, field=field.name)
        if field.constraints.required:
            blank = _truth(cells.str.strip() == "")
            yield verdict("schema/constraint-error", blank, field=field.name)
        credit = field.credit.model_dump()
        if is_coded(credit):
            yield from _codes(field, cells, hurt)


def _codes(field: FieldSpec, cells: pd.Series, hurt: Mask) -> Iterator[Verdict]:
    broken = np.array(damaged(cells), dtype=bool) & ~hurt
    yield verdict("id-damaged", broken, field=field.name)
    if field.credit.check:
        passed = np.zeros(len(cells), dtype=bool)
        for name in field.credit.check:
            passed |= np.array(CHECKS[name].valid(cells), dtype=bool)
        failed = np.array(cells.notna()) & ~passed & ~broken & ~hurt
        if field.role == "subject-code":
            failed &= ~np.array(id_number.valid(cells), dtype=bool)
        yield verdict("code-check", failed, field=field.name)


def _proven(field: FieldSpec, cells: pd.Series) -> Mask:
    limits = field.constraints
    missing = np.array(cells.isna())
    good = _typed(field, cells)
    if limits.min_length is not None:
        good &= _truth(cells.str.len() >= limits.min_length)
    if limits.max_length is not None:
        good &= _truth(cells.str.len() <= limits.max_length)
    if limits.pattern is not None:
        good &= _truth(cells.str.fullmatch(limits.pattern))
    if limits.enum is not None:
        good &= np.array(cells.isin([str(one) for one in limits.enum])) & (field.type == "string")
    if limits.minimum is not None or limits.maximum is not None:
        good &= _within(field, cells)
    result: Mask = good & ~missing if limits.required else good | missing
    return result


def _typed(field: FieldSpec, cells: pd.Series) -> Mask:
    plain = field.format in (None, "default")
    if field.type in ("string", "any"):
        return np.full(len(cells), plain)
    if field.type == "date" and plain:
        # pandas knows a year 0, which no calendar of Python's has.
        shaped = cells.where(cells.str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}") & ~cells.str.startswith("0000"))
        return np.array(pd.to_datetime(shaped, format="%Y-%m-%d", errors="coerce").notna(), dtype=bool)
    options = (field.decimal_char, field.group_char, field.bare_number)
    if field.type in _NUMERIC and plain and options == (None, None, None):
        return _truth(cells.str.fullmatch(_SHAPES[field.type]))
    return np.zeros(len(cells), dtype=bool)


def _within(field: FieldSpec, cells: pd.Series) -> Mask:
    if field.type not in _NUMERIC:
        return np.zeros(len(cells), dtype=bool)
    values = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    low, high = field.constraints.minimum, field.constraints.maximum
    inside = np.ones(len(cells), dtype=bool)
    if low is not None:
        inside &= values >= float(low)
    if high is not None:
        inside &= values <= float(high)
    return inside


def _truth(answers: pd.Series) -> Mask:
    return np.array(answers.fillna(value=False), dtype=bool)
