"""Write the normalised file of a delivery, its schema and its row numbers: the form in which rows are judged (§4.2)."""

from __future__ import annotations

import csv
import json
import mmap
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from generator.model.catalogue import Dataset
from generator.model.delivery import NormalisedFile
from generator.policy.decoding import has_final_newline, pieces, prove_encoding
from generator.policy.headers import place_columns, recognised, spellings
from generator.policy.normalise import TEXT, Step, count_filled, normalise_column, steps_of
from generator.policy.refusal import SourceRefusedError, malformed
from generator.policy.tables import Block, Limits, Shape, csv_options, header_cells, read_blocks
from generator.stages.intake.files import Source

_OPENING = 1 << 16
_PROVIDER_ROLES = ("authority-code", "source-unit-code")


@dataclass(frozen=True)
class Normal:
    """A delivery in its normalised form, and what was counted on the way."""

    source: Source
    file: NormalisedFile
    records: int
    """Rows below the header as the department counts them, blank lines at the end left out."""
    filled: Mapping[str, int] = field(default_factory=dict)
    """How many rows hold a value, for each field that `expect.fill` names."""
    foreign_row: int | None = None
    """The first row with the code of another department."""


@dataclass
class _Tally:
    """What is counted while blocks go by."""

    numbers: list[np.ndarray] = field(default_factory=list)
    not_rows: list[int] = field(default_factory=list)
    blanks: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    foreign_row: int | None = None


@dataclass(frozen=True)
class _Plan:
    dataset: Dataset
    columns: tuple[int | None, ...]
    steps: tuple[tuple[Step, ...], ...]
    missing: frozenset[str]
    foreign: pa.Array


def normalise(source: Source, dataset: Dataset, target: Path, foreign_codes: frozenset[str], limits: Limits) -> Normal:
    """Write `target`, `<target>.schema.json` and `<target>.rows.npy`; raises SourceRefusedError.

    A file without a byte has no header, and is refused as source-empty.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if source.path.stat().st_size == 0:
        message = "文件是空的，连表头也没有"
        raise SourceRefusedError("source-empty", message)  # noqa: EM101  # a code, not the text
    with (
        source.path.open("rb") as raw,
        closing(mmap.mmap(raw.fileno(), 0, access=mmap.ACCESS_READ)) as data,
        target.open("x", encoding="utf-8", newline="") as out,
    ):
        tally, notes = _write(data, dataset, out, foreign_codes, limits)
    return _finish(source, dataset, target, tally, notes)


def empty_file(source: Source, dataset: Dataset, target: Path) -> Normal:
    """Write the normalised file of a delivery without a byte, where the catalogue allows an empty one."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.write_text(_line([one.name for one in dataset.fields]), encoding="utf-8")
    return _finish(source, dataset, target, _Tally(), ())
