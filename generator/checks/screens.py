"""Screens: vectorised proofs that a row is good. A row that is not proven goes to Frictionless, which alone decides."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import re2

from generator.checks.cells import NUMBER_FORM, TEXT_DAMAGE, is_coded, is_text_damaged
from generator.checks.shapes import ANYTHING, DATED, IN_ORDER, LITERAL, SHAPES
from generator.model.catalogue import Dataset
from generator.model.field import FieldSpec
from generator.model.verdict import Verdict, verdict
from generator.policy.identifiers import CHECKS, id_number
from generator.policy.identifiers.damaged import damaged

Bound = float | int | str | None
Mask = npt.NDArray[np.bool_]
_NUMERIC = ("number", "integer", "year")
_TRUE, _FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")
_DAMAGE = re2.compile(TEXT_DAMAGE)


def proven(dataset: Dataset, frame: pd.DataFrame) -> Mask:
    """Mark the rows for which every cell is proven to satisfy type and constraints. `frame` has NA for missing."""
    good = np.ones(len(frame), dtype=bool)
    for field in dataset.fields:
        good &= proven_cells(field, frame[field.name])
    return good


def proven_cells(field: FieldSpec, cells: pd.Series) -> Mask:
    """Mark the cells that are proven to satisfy type and constraints of their field; missing ones are NA."""
    limits = field.constraints
    missing = np.array(cells.isna())
    good = _typed(field, cells)
    if limits.min_length is not None or limits.max_length is not None:
        good &= _is_long_enough(field, cells)
    if limits.pattern is not None:
        good &= _truth(cells.str.fullmatch(limits.pattern))
    if limits.enum is not None:
        good &= np.array(cells.isin([str(one) for one in limits.enum])) & (field.type in LITERAL)
    if limits.minimum is not None or limits.maximum is not None:
        good &= _within(field, cells)
    result: Mask = good & ~missing if limits.required else good | missing
    return result


def judge_cells(dataset: Dataset, frame: pd.DataFrame) -> Iterator[Verdict]:
    """Give the verdicts of our own checks, the same as checks/gongshi.py gives row by row."""
    for field in dataset.fields:
        yield from judge_column(field, frame[field.name])


def judge_column(field: FieldSpec, cells: pd.Series) -> Iterator[Verdict]:
    """Give the verdicts of our own checks on the cells of one field; missing ones are NA."""
    hurt = _damaged_text(cells)
    yield verdict("text-damaged", hurt, field=field.name)
    if field.type == "number":
        odd = np.array(cells.notna()) & ~_truth(cells.str.fullmatch(NUMBER_FORM)) & ~hurt
        yield verdict("schema/type-error", odd, field=field.name)
    elif field.constraints.required:
        blank = _truth(cells.str.strip() == "") & ~hurt
        yield verdict("schema/constraint-error", blank, field=field.name)
    if is_coded(field.credit.model_dump()):
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


def _damaged_text(cells: pd.Series) -> Mask:
    """Mark damaged texts: one search over all their bytes finds what few cells hold."""
    texts = pa.array(cells, pa.large_string())
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]  # several where files share a part
    return np.concatenate([np.empty(0, dtype=bool), *map(_damaged_chunk, chunks)])


def _damaged_chunk(texts: pa.Array) -> Mask:
    bounds, joined = _bytes(texts)
    hits = [hit.start() for hit in _DAMAGE.finditer(joined)]
    marks = np.zeros(len(texts), dtype=bool)
    for row in np.unique(np.searchsorted(bounds, hits, side="right") - 1):
        cell = texts[row].as_py()
        marks[row] = cell is not None and is_text_damaged(cell)  # a hit may lie over the border of two cells
    return marks


def _bytes(texts: pa.Array) -> tuple[npt.NDArray[np.int64], bytes]:
    """Give where each text begins, and all of them one behind the other."""
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    if data is None or not len(texts):
        return np.zeros(1, dtype=np.int64), b""
    return bounds[:-1] - bounds[0], data.slice(bounds[0], bounds[-1] - bounds[0]).to_pybytes()


def _typed(field: FieldSpec, cells: pd.Series) -> Mask:
    options = (field.decimal_char, field.group_char, field.bare_number)
    if field.format not in (None, "default") or options != (None, None, None):
        return np.zeros(len(cells), dtype=bool)
    if field.type in ANYTHING:
        return np.ones(len(cells), dtype=bool)
    if field.type == "boolean":
        words = (*(field.true_values or _TRUE), *(field.false_values or _FALSE))
        return np.array(cells.isin(words), dtype=bool)
    shaped = _truth(cells.str.fullmatch(SHAPES[field.type]))
    return shaped & _is_day(cells.where(shaped).str.slice(0, 10)) if field.type in DATED else shaped


def _is_day(texts: pd.Series) -> Mask:
    # pandas knows a year 0, which no calendar of Python's has.
    known = texts.mask(texts.str.startswith("0000", na=False))
    return np.array(pd.to_datetime(known, format="%Y-%m-%d", errors="coerce").notna(), dtype=bool)


def _is_long_enough(field: FieldSpec, cells: pd.Series) -> Mask:
    if field.type != "string":  # of a list the items count
        return np.zeros(len(cells), dtype=bool)
    lengths = cells.str.len()
    good = np.ones(len(cells), dtype=bool)
    if field.constraints.min_length is not None:
        good &= _truth(lengths >= field.constraints.min_length)
    if field.constraints.max_length is not None:
        good &= _truth(lengths <= field.constraints.max_length)
    return good


def _within(field: FieldSpec, cells: pd.Series) -> Mask:
    low, high = field.constraints.minimum, field.constraints.maximum
    if field.type in IN_ORDER:
        return _between(cells, field, low, high)
    if field.type not in _NUMERIC:
        return np.zeros(len(cells), dtype=bool)
    values = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    inside = np.ones(len(cells), dtype=bool)
    if low is not None:
        inside &= values >= float(low)
    if high is not None:
        inside &= values <= float(high)
    return inside


def _between(cells: pd.Series, field: FieldSpec, low: Bound, high: Bound) -> Mask:
    """Compare texts of a shape that stands in order; a limit of another shape proves nothing."""
    inside = np.ones(len(cells), dtype=bool)
    for limit in (low, high):
        inside &= limit is None or re2.fullmatch(SHAPES[field.type], str(limit)) is not None
    if low is not None:
        inside &= _truth(cells >= str(low))
    if high is not None:
        inside &= _truth(cells <= str(high))
    return inside


def _truth(answers: pd.Series) -> Mask:
    return np.array(answers.fillna(value=False), dtype=bool)
