"""One delivered file to its normalised form, or to the reason why not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.delivery import NormalisedFile, SourceFinding
from generator.policy.decoding import readings
from generator.policy.normalise import header_places, normalise
from generator.policy.tables import Table, TableError, header_of, parse
from generator.stages.intake.snapshot import Snapshot


@dataclass(frozen=True)
class Reading:
    """What became of one file. `rows` counts its records, also where it is refused but could be read."""

    file: NormalisedFile | None
    rows: int
    finding: SourceFinding | None = None


def read(city: City, dataset: Dataset, department: str, shot: Snapshot, place: tuple[Path, str, str]) -> Reading:
    """Read, prove and normalise one file. `place` is the stem of the output path, the shown name and the batch."""
    stem, shown, batch = place
    delimiter = str(dataset.dialect.get("csv", dataset.dialect).get("delimiter", ","))
    text, finding = _prove(dataset, shot, shown, delimiter)
    if text is None:
        return Reading(None, _count(shot.raw), finding)
    header = header_of(text, delimiter)
    places, _ = header_places(dataset, header)
    tall = {places[field.name] for field in dataset.fields if field.credit.multiline and field.name in places}
    try:
        table = parse(text, delimiter, frozenset(tall))
    except TableError as error:
        return Reading(None, _count(shot.raw), SourceFinding("source-malformed", error.advice, shown, error.row))
    frame, numbers, not_rows = _rows(dataset, table, places)
    frame = normalise(dataset, frame)
    if stranger := _wrong_department(city, dataset, department, frame):
        row = int(numbers[stranger[0]])
        finding = SourceFinding("wrong-department", "这一行写的是别的部门的代码", shown, row, stranger[1])
        return Reading(None, len(table.records), finding)
    notes = () if table.has_final_newline else ("no-final-newline",)
    file = _write(dataset, frame, numbers, stem)
    made = NormalisedFile(
        shown, file[0], file[1], len(frame), (*not_rows, *table.blank_rows), file[2], batch, shot.sha256, notes=notes
    )
    return Reading(made, len(table.records) + len(table.blank_rows))


def _prove(dataset: Dataset, shot: Snapshot, shown: str, delimiter: str) -> tuple[str | None, SourceFinding | None]:
    """Find the reading whose header is the schema's; the first complaint is kept for the report."""
    complaint = SourceFinding("source-malformed", "不是 UTF-8、GB18030 或 UTF-16 文本", shown)
    for number, (_, text) in enumerate(readings(shot.raw)):
        if "\0" in text:
            continue
        try:
            _, wrong = header_places(dataset, header_of(text, delimiter))
        except TableError as error:
            wrong = [error.advice]
        if not wrong:
            return text, None
        if number == 0:
            complaint = SourceFinding("source-header", "；".join(wrong[:5]), shown, 1)
    return None, complaint


def _rows(dataset: Dataset, table: Table, places: dict[str, int]) -> tuple[pd.DataFrame, Any, list[int]]:
    frame = pd.DataFrame(table.records, columns=[str(n) for n in range(len(table.header))], dtype="str")
    numbers = np.arange(2, len(frame) + 2, dtype=np.int64)
    marks = [one.row_contains for one in dataset.credit.clean if one.row_contains]
    no_row = np.zeros(len(frame), dtype=bool)
    for mark in marks:
        for column in frame:
            no_row |= frame[column].str.contains(mark, regex=False).to_numpy(dtype=bool)
    no_row |= (frame.apply(lambda column: column.str.strip()) == "").all(axis=1).to_numpy()
    left = frame[~no_row].reset_index(drop=True)
    blank = pd.Series("", index=left.index, dtype="str")
    cells = {field.name: left[str(places[field.name])] if field.name in places else blank for field in dataset.fields}
    return pd.DataFrame(cells, index=left.index), numbers[~no_row], numbers[no_row].tolist()


def _wrong_department(city: City, dataset: Dataset, department: str, frame: pd.DataFrame) -> tuple[int, str] | None:
    others = {one.code for one in city.departments if one.id != department}
    for role in ("authority-code", "source-unit-code"):
        if name := dataset.named(role):
            hits = np.flatnonzero(frame[name].isin(others).to_numpy())
            if len(hits):
                return int(hits[0]), name
    return None


def _write(dataset: Dataset, frame: pd.DataFrame, numbers: Any, stem: Path) -> tuple[Path, Path, Path]:
    path, schema, rows = (stem.with_name(stem.name + ending) for ending in (".csv", ".csv.schema.json", ".rows.npy"))
    frame.to_csv(path, index=False, lineterminator="\n")
    schema.write_text(json.dumps(_descriptor(dataset), ensure_ascii=False, indent=1), "utf-8")
    np.save(rows, numbers)
    return path, schema, rows


def _descriptor(dataset: Dataset) -> dict[str, Any]:
    """The bare schema: keys and uniqueness are judged over the whole, not file by file (design §7)."""
    schema = dataset.table.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    for field, spec in zip(schema["fields"], dataset.fields, strict=True):
        field["type"] = spec.type
        field.get("constraints", {}).pop("unique", None)
    for key in ("primaryKey", "uniqueKeys", "foreignKeys"):
        schema.pop(key, None)
    return {**schema, "missingValues": list(dataset.table.missing_values)}


def _count(raw: bytes) -> int:
    """Rows of a file that cannot be taken: its lines but the header, as far as that can be told."""
    lines = raw.count(b"\n") + (not raw.endswith(b"\n")) if raw else 0
    return max(0, lines - 1)
