"""Judge every row: Table Schema through Frictionless, and our own checks. Cut what was accepted into parts.

Reads only the normalised files. Rows that are no rows come along, so that none is lost on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.checks.judge import judge_rows
from generator.checks.screens import judge_cells, proven
from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.delivery import AcceptedUnit, NormalisedFile
from generator.model.parts import MAX_ROWS, PrivatePart
from generator.model.verdict import Rows, Verdict, verdict
from generator.model.work import Engine
from generator.policy.verdict_table import to_table
from generator.stages.validate.identify import identify
from generator.stages.validate.reading import read_rows


@dataclass(frozen=True)
class _Bench:
    """What all jobs share."""

    city: City
    folder: Path


@dataclass(frozen=True)
class _Job:
    """Some files of one unit, and the numbers of their first part and first row."""

    unit: AcceptedUnit
    files: tuple[NormalisedFile, ...]
    number: int
    sequence: int


def validate(city: City, units: Iterable[AcceptedUnit], work: Path, engine: Engine) -> list[PrivatePart]:
    """Judge the accepted inputs of every unit; returns parts in order of delivery.

    Small files of a unit share a part: ten thousand files of ten rows are one, and a file of millions is many.
    """
    folder = work / "validated"
    folder.mkdir(parents=True, exist_ok=True)
    jobs: list[_Job] = []
    number = 0
    for unit in units:
        sequence = 0
        for files in _together(unit.files):
            jobs.append(_Job(replace(unit, files=()), files, number, sequence))
            sequence += sum(_rows(file) for file in files)
            number += _parts(files)
    return [part for made in engine.map(_judge_files, _Bench(city, folder), jobs) for part in made]


def _rows(file: NormalisedFile) -> int:
    return file.rows + len(file.not_rows)


def _parts(files: Sequence[NormalisedFile]) -> int:
    """How many parts a job makes: rows and what is no row lie in parts of their own."""
    rows, others = sum(file.rows for file in files), sum(len(file.not_rows) for file in files)
    return -(-rows // MAX_ROWS) + -(-others // MAX_ROWS)


def _together(files: Sequence[NormalisedFile]) -> Iterator[tuple[NormalisedFile, ...]]:
    """Group neighbouring files as long as they fit into one part."""
    group: list[NormalisedFile] = []
    for file in files:
        if group and sum(map(_rows, group)) + _rows(file) > MAX_ROWS:
            yield tuple(group)
            group = []
        group.append(file)
    if group:
        yield tuple(group)


def _judge_files(bench: _Bench, job: _Job) -> list[PrivatePart]:
    """Judge the rows of some files, then set down what is no row; the numbers go on from the job's."""
    dataset = bench.city.dataset(job.unit.dataset)
    made: list[PrivatePart] = []
    sequence = job.sequence
    rows, others = ((one, True) for one in _frames(job)), ((one, False) for one in _no_rows(dataset, job))
    for frame, is_row in chain(rows, others):
        verdicts, cells = _judge(job.files[0], dataset, frame, is_row=is_row)
        frame[parts.SEQUENCE] = np.arange(sequence, sequence + len(frame))
        frame[cells.columns] = cells
        verdicts += identify(bench.city, job.unit.department, dataset, frame)
        number = job.number + len(made)
        path, table = bench.folder / f"{number:06d}.parquet", bench.folder / f"{number:06d}.verdicts.parquet"
        frame.to_parquet(path, index=False)
        to_table(verdicts).to_parquet(table, index=False)
        made.append(PrivatePart(dataset.name, job.unit.department, number, len(frame), path, table))
        sequence += len(frame)
    return made


def _frames(job: _Job) -> Iterator[pd.DataFrame]:
    """Read the rows, at most a part at a time."""
    chunks = (chunk for file in job.files for chunk in _chunks(job.unit, file))
    if len(job.files) == 1:
        yield from chunks
    elif read := list(chunks):
        yield pd.concat(read, ignore_index=True)


def _chunks(unit: AcceptedUnit, file: NormalisedFile) -> Iterator[pd.DataFrame]:
    numbers = np.load(file.row_numbers)
    omitted = np.array([row for path, row in unit.omitted if path == str(file.path)], dtype=np.int64)
    start = 0
    for frame in read_rows(file, MAX_ROWS):
        place = np.arange(start, start + len(frame))
        start += len(frame)
        yield _described(frame, unit, file, numbers[place], np.isin(place, omitted))


def _no_rows(dataset: Dataset, job: _Job) -> Iterator[pd.DataFrame]:
    """Give what is no row as frames of missing cells."""
    names = [field.name for field in dataset.fields]
    frames = []
    for file in job.files:
        numbers = np.array(file.not_rows, dtype=np.int64)
        blank = pd.DataFrame("", index=range(len(numbers)), columns=names, dtype="str")
        frames.append(_described(blank, job.unit, file, numbers, np.zeros(len(numbers), dtype=bool)))
    together = pd.concat(frames, ignore_index=True)
    for start in range(0, len(together), MAX_ROWS):
        yield together.iloc[start : start + MAX_ROWS].reset_index(drop=True)


def _described(
    frame: pd.DataFrame, unit: AcceptedUnit, file: NormalisedFile, numbers: Rows, omitted: npt.NDArray[np.bool_]
) -> pd.DataFrame:
    """Say of every row where it comes from; `frame` was read just now, and nobody else has it."""
    frame[parts.ROW] = numbers
    frame[parts.OMITTED] = omitted
    frame[parts.FILE] = pd.Series(file.delivered, index=frame.index, dtype="str")
    frame[parts.WAITING] = file.waiting
    frame[parts.TOO_OLD] = unit.too_old
    return frame


def _judge(
    file: NormalisedFile, dataset: Dataset, frame: pd.DataFrame, *, is_row: bool
) -> tuple[list[Verdict], pd.DataFrame]:
    """Judge the cells of a frame; gives the verdicts, and the cells with NA for what is missing."""
    texts = frame[[field.name for field in dataset.fields]]
    cells = texts.mask(texts.isin(dataset.table.missing_values))
    if not is_row:
        return [verdict("not-a-row", np.ones(len(frame), dtype=bool))], cells
    return _verdicts(file, dataset, texts, cells), cells


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
