"""Judge every row: Table Schema through Frictionless, and our own checks. Cut what was accepted into parts.

Reads only the normalised files. Rows that are no rows come along, so that none is lost on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

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


class _Piece(NamedTuple):
    """A part of a normalised file: at most MAX_ROWS rows, which lie between two of its cuts."""

    file: NormalisedFile
    number: int

    @property
    def first(self) -> int:
        return self.number * MAX_ROWS

    @property
    def rows(self) -> int:
        return self.file.rows_of(self.number)


@dataclass(frozen=True)
class _Job:
    """Some pieces of one unit that make a part, or files whose rows are none; the first numbers of parts and rows."""

    unit: AcceptedUnit
    pieces: tuple[_Piece, ...]
    others: tuple[NormalisedFile, ...]
    number: int
    sequence: int


def validate(city: City, units: Iterable[AcceptedUnit], work: Path, engine: Engine) -> list[PrivatePart]:
    """Judge the accepted inputs of every unit; returns parts in order of delivery.

    Small files of a unit share a part: ten thousand files of ten rows are one, and a file of millions is many.
    """
    folder = work / "validated"
    folder.mkdir(parents=True, exist_ok=True)
    found = engine.map(_judge_job, _Bench(city, folder), list(_jobs(units)))
    return [part for made in found for part in made]


def _jobs(units: Iterable[AcceptedUnit]) -> Iterator[_Job]:
    """Divide the work: of every group of files the rows, a part a job, then what is no row."""
    number = 0
    for one in units:
        unit, sequence = replace(one, files=()), 0
        for files in _together(one.files):
            for pieces in _pieces(files):
                yield _Job(unit, pieces, (), number, sequence)
                number += 1
                sequence += sum(piece.rows for piece in pieces)
            if others := sum(len(file.not_rows) for file in files):
                yield _Job(unit, (), files, number, sequence)
                number += -(-others // MAX_ROWS)
                sequence += others


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


def _rows(file: NormalisedFile) -> int:
    return file.rows + len(file.not_rows)


def _pieces(files: Sequence[NormalisedFile]) -> list[tuple[_Piece, ...]]:
    """The parts that a group of files makes: several of one large file, or one of several small ones."""
    bare = [replace(file, not_rows=()) for file in files if file.rows]
    if len(bare) == 1:
        return [(_Piece(bare[0], number),) for number in range(bare[0].parts)]
    return [tuple(_Piece(file, 0) for file in bare)] if bare else []


def _judge_job(bench: _Bench, job: _Job) -> list[PrivatePart]:
    """Judge the rows of some pieces, or set down what is no row; the numbers go on from the job's."""
    dataset = bench.city.dataset(job.unit.dataset)
    made: list[PrivatePart] = []
    sequence = job.sequence
    for frame in (_frame(job),) if job.pieces else _no_rows(dataset, job):
        verdicts, cells = _judge(dataset, frame, job.pieces[0].file if job.pieces else None)
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


def _frame(job: _Job) -> pd.DataFrame:
    """Read the rows of a part."""
    read = [_piece(job.unit, piece) for piece in job.pieces]
    return read[0] if len(read) == 1 else pd.concat(read, ignore_index=True)


def _piece(unit: AcceptedUnit, piece: _Piece) -> pd.DataFrame:
    file, place = piece.file, np.arange(piece.first, piece.first + piece.rows)
    omitted = np.array([row for path, row in unit.omitted if path == str(file.path)], dtype=np.int64)
    frame = read_rows(file, piece.number, piece.rows)
    numbers = np.load(file.row_numbers, mmap_mode="r")[piece.first : piece.first + piece.rows]
    return _described(frame, unit, file, np.array(numbers), np.isin(place, omitted))


def _no_rows(dataset: Dataset, job: _Job) -> Iterator[pd.DataFrame]:
    """Give what is no row as frames of missing cells."""
    names = [field.name for field in dataset.fields]
    frames = []
    for file in job.others:
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


def _judge(dataset: Dataset, frame: pd.DataFrame, file: NormalisedFile | None) -> tuple[list[Verdict], pd.DataFrame]:
    """Judge the cells of a frame; gives the verdicts, and the cells with NA for what is missing.

    `file` is the first one of the rows, whose schema is that of all; None where they are no rows.
    """
    texts = frame[[field.name for field in dataset.fields]]
    cells = texts.mask(texts.isin(dataset.table.missing_values))
    if file is None:
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
