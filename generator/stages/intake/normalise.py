"""Write the normalised file of a delivery, its schema and its row numbers: the form in which rows are judged (§4.2)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from generator.model.catalogue import Dataset
from generator.model.delivery import NormalisedFile
from generator.policy.decoding import Bytes, Encoding, has_final_newline, pieces, prove_encoding
from generator.policy.headers import place_columns, recognised, spellings
from generator.policy.normalise import TEXT, Step, count_filled, normalise_column, steps_of
from generator.policy.refusal import SourceRefusedError, empty
from generator.policy.tables import Block, Limits, Shape, csv_options, header_cells, read_blocks
from generator.stages.intake.files import Source
from generator.stages.intake.normal_rows import write_rows

_PIECE = 1 << 20
_PROVIDER_ROLES = frozenset({"authority-code", "source-unit-code"})


@dataclass(frozen=True)
class Normal:
    """A delivery in its normalised form, and what was counted on the way."""

    source: Source
    file: NormalisedFile
    records: int
    """Rows below the header as the department counts them: blank lines at the end left out."""
    filled: Mapping[str, int]
    """How many rows hold a value, for each field that `expect.fill` names."""
    foreign_row: int | None
    """The first row with the code of another department."""

    @property
    def delivered(self) -> int:
        """Every row of the file, those that are none included."""
        return self.file.rows + len(self.file.not_rows)


@dataclass(frozen=True)
class _File:
    """A file's bytes, read anew in pieces each time one goes through them."""

    path: Path

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            yield from iter(lambda: file.read(_PIECE), b"")


@dataclass(frozen=True)
class _Plan:
    dataset: Dataset
    columns: tuple[int | None, ...]
    steps: tuple[tuple[Step, ...], ...]
    missing: frozenset[str]
    foreign: pa.Array


@dataclass
class _Tally:
    """What is counted while the rows go by."""

    numbers: list[npt.NDArray[np.int64]] = field(default_factory=list)
    not_rows: list[int] = field(default_factory=list)
    blanks: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    foreign_row: int | None = None
    notes: tuple[str, ...] = ()


def normalise(source: Source, dataset: Dataset, target: Path, foreign: frozenset[str], limits: Limits) -> Normal:
    """Write `target`, `<target>.schema.json` and `<target>.rows.npy`; raises SourceRefusedError.

    `foreign` are the codes of the other departments. A file without a byte has no header: source-empty.
    """
    if not source.path.stat().st_size:
        message = "文件是空的，连表头也没有；没有内容时也要保留表头"
        raise empty(message)
    data, tally = _File(source.path), _Tally()
    encoding, shape, plan = _understand(data, dataset, foreign, limits)
    blocks = read_blocks(pieces(data, encoding), shape)
    cuts = _write(target, dataset, chain.from_iterable(_rows(block, plan, tally) for block in blocks))
    tally.notes = () if has_final_newline(data, encoding) else ("no-final-newline",)
    return _finish(source, dataset, target, cuts, tally)


def normalise_nothing(source: Source, dataset: Dataset, target: Path) -> Normal:
    """Write the normalised file of a delivery without a byte, on days on which the catalogue allows one."""
    return _finish(source, dataset, target, _write(target, dataset, ()), _Tally())


def schema_descriptor(dataset: Dataset) -> dict[str, Any]:
    """Describe the bare schema of a normalised file, with `credit`; keys and uniqueness are judged over the whole."""
    fields = [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in dataset.fields]
    for one in fields:
        one["constraints"].pop("unique", None)
    return {"fields": fields, "missingValues": list(dataset.table.missing_values)}


def _understand(
    data: Bytes, dataset: Dataset, foreign: frozenset[str], limits: Limits
) -> tuple[Encoding, Shape, _Plan]:
    options, known = csv_options(dataset.dialect), spellings(dataset.fields)
    encoding = prove_encoding(data, lambda opening: recognised(opening, known, options))
    cells = header_cells(next(pieces(data, encoding)), options)
    marks = tuple(one.row_contains for one in dataset.credit.clean if one.row_contains)
    try:
        columns = place_columns(cells, dataset.fields, known)
    except SourceRefusedError as refusal:
        anything = Shape(len(cells), frozenset(range(len(cells))), marks, options, limits)
        with suppress(SourceRefusedError):
            refusal.records = sum(len(one.rows) for one in read_blocks(pieces(data, encoding), anything))
        raise
    multiline = {at for at, one in zip(columns, dataset.fields, strict=True) if at is not None and one.credit.multiline}
    shape = Shape(len(cells), frozenset(multiline), marks, options, limits)
    steps = tuple(steps_of(one, dataset.credit.clean) for one in dataset.fields)
    missing = frozenset(dataset.table.missing_values)
    return encoding, shape, _Plan(dataset, columns, steps, missing, pa.array(sorted(foreign), TEXT))


def _rows(block: Block, plan: _Plan, tally: _Tally) -> Iterable[tuple[str, ...]]:
    tally.numbers.append(block.numbers)
    tally.not_rows += block.not_rows
    tally.blanks += block.blanks
    delivered = list(zip(*block.rows, strict=True))
    if not delivered:
        return ()
    nothing = ("",) * len(block.rows)
    columns = []
    for one, place, steps in zip(plan.dataset.fields, plan.columns, plan.steps, strict=True):
        texts = nothing if place is None else delivered[place]
        cells = pa.array(texts, TEXT)
        tidy = normalise_column(cells, steps, plan.missing)
        if one.name in plan.dataset.credit.expect.fill:
            tally.filled[one.name] += count_filled(tidy, plan.missing)
        if one.role in _PROVIDER_ROLES and tally.foreign_row is None:
            tally.foreign_row = _first(tidy, plan.foreign, block)
        columns.append(texts if tidy is cells else tidy.to_pylist())
    return zip(*columns, strict=True)


def _first(cells: pa.Array, foreign: pa.Array, block: Block) -> int | None:
    at = pc.index(pc.is_in(cells, value_set=foreign), pa.scalar(value=True)).as_py()
    return None if at < 0 else int(block.numbers[at])


def _write(target: Path, dataset: Dataset, rows: Iterable[tuple[str, ...]]) -> tuple[int, ...]:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return write_rows(target, [one.name for one in dataset.fields], rows)


def _finish(source: Source, dataset: Dataset, target: Path, cuts: tuple[int, ...], tally: _Tally) -> Normal:
    schema, rows = target.with_name(f"{target.name}.schema.json"), target.with_name(f"{target.name}.rows.npy")
    schema.write_text(json.dumps(schema_descriptor(dataset), ensure_ascii=False, indent=1), encoding="utf-8")
    numbers = np.concatenate([np.empty(0, dtype=np.int64), *tally.numbers])
    np.save(rows, numbers)
    file = NormalisedFile(
        delivered=source.label,
        path=target,
        cuts=cuts,
        schema=schema,
        rows=len(numbers),
        not_rows=tuple(tally.not_rows),
        row_numbers=rows,
        batch=source.batch,
        sha256=source.sha256,
        notes=tally.notes,
    )
    records = len(numbers) + len(tally.not_rows) - tally.blanks
    return Normal(source, file, records, tally.filled, tally.foreign_row)
