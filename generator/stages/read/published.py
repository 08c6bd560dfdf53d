"""Read departments/<id>/published*.csv: what a department itself shows, by our headers or by its own field names."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa

from generator.errors import CatalogueError
from generator.model.catalogue import Dataset
from generator.model.city import City, Department
from generator.model.parts import CODE, NAME, NUMBER
from generator.model.publication import Issue
from generator.model.published import OwnPublications, Published
from generator.policy.date_forms import to_iso
from generator.policy.decoding import pieces, prove_encoding
from generator.policy.fold import fold_code_series, fold_series, over_values
from generator.policy.headers import fold_header, spellings
from generator.policy.normalise import TEXT, normalise_column, steps_of
from generator.policy.parity import FILE, ROW, UNTIL
from generator.policy.refusal import SourceRefusedError, malformed, unreadable, wrong_header

OURS = {"record_number": "record-number", "subject_name": "subject-name", "subject_code": "subject-code"}
END, OF = "published_until", "dataset"
COLUMNS = (OF, *OURS, END)
ENOUGH = 2
"""Fields of a dataset that a file without our headers must name before it is taken for that dataset's."""


@dataclass(frozen=True)
class _File:
    department: Department
    path: Path
    label: str


def read_published(inputs: Path, city: City, expected: Collection[str] = ()) -> OwnPublications:
    """Read all of them; a file that cannot be read is reported.

    `expected` are units (department/dataset) that were followed before. Raises CatalogueError where a file that is
    followed (parity: enforce) cannot be read or is gone: what it no longer shows would stay up, or come back.
    """
    _refuse_lost(inputs, city, expected)
    found: dict[tuple[str, str], list[tuple[pd.DataFrame, tuple[str, ...]]]] = {}
    faults: list[Issue] = []
    for file in _files(inputs, city):
        try:
            for dataset, frame, fields in _tables(file, city):
                found.setdefault((file.department.id, dataset), []).append((frame, fields))
        except SourceRefusedError as refusal:
            _refuse_where_followed(file, city, refusal)
            faults.append(
                Issue(file.department.id, "", file.label, refusal.row, refusal.field, refusal.code, refusal.message)
            )
    published = [_joined(*unit, tables) for unit, tables in found.items()]
    return OwnPublications(tuple(published), tuple(faults))


def _refuse_lost(inputs: Path, city: City, expected: Collection[str]) -> None:
    handed_in = {file.department.id for file in _files(inputs, city)}
    for unit in sorted(expected):
        former, name = unit.split("/")
        department = city.heir(former)
        if department in handed_in or not _follows(city, department, name):
            continue
        message = (
            f"departments/{department}/published*.csv：不见了；目录写明 {name} 以部门公示为准（parity: enforce），"
            "没有它，部门已经撤下的又会公示。请放回；部门不再自己公示的，把目录的 parity 改为 report"
        )
        raise CatalogueError(message)


def _follows(city: City, department: str, name: str) -> bool:
    """Tell whether a department that delivers a dataset is followed in what it shows of it."""
    return any(
        one.name == name and one.credit.parity == "enforce" and department in one.credit.deliver.departments
        for one in city.datasets
    )


def _files(inputs: Path, city: City) -> Iterator[_File]:
    for department in city.departments:
        for folder in (*department.formerly, department.id):
            paths = sorted((inputs / "departments" / folder).glob("published*.csv"))
            for number, path in enumerate(paths, start=1):
                label = "published.csv" if path.name == "published.csv" else f"published 第{number}个文件"
                yield _File(department, path, label)


def _tables(file: _File, city: City) -> Iterator[tuple[str, pd.DataFrame, tuple[str, ...]]]:
    """Yield one table a dataset that the file speaks of; raises SourceRefusedError."""
    header, rows = _read(file, city)
    frame = pd.DataFrame(rows, columns=range(len(header)), dtype="str")
    frame.index = pd.RangeIndex(2, len(rows) + 2)
    if OF in header:
        for name, mine in frame.groupby(header.index(OF), sort=False):
            dataset = _dataset(file, city, str(name).strip(), int(mine.index[0]))
            yield dataset.name, *_named(file, dataset, header, mine)
    else:
        dataset = _guess(file, city, header)
        yield dataset.name, *_named(file, dataset, header, frame)


def _read(file: _File, city: City) -> tuple[list[str], list[list[str]]]:
    if any(place.is_symlink() for place in (file.path, file.path.parent)) or not file.path.is_file():
        message = "不是普通文件，或没有读取权限；请直接放文件本身"
        raise unreadable(message)
    data = [file.path.read_bytes()]
    known = {fold_header(name) for name in COLUMNS}
    known |= {text for dataset in city.datasets for text in spellings(dataset.fields)}
    if not data[0]:
        message = "文件是空的，连表头也没有"
        raise malformed(message, 1)

    def recognised(opening: str) -> int:
        first = next(csv.reader([opening.splitlines()[0]])) if opening.strip() else []
        return sum(fold_header(cell) in known for cell in first)

    text = "".join(pieces(data, prove_encoding(data, recognised)))
    try:
        header, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        message = "引号不成对，或表格已损坏"
        raise malformed(message) from None
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            message = f"有 {len(row)} 格，应有 {len(header)} 格"
            raise malformed(message, number)
    return [cell.strip() for cell in header], rows


def _named(
    file: _File, dataset: Dataset, header: list[str], frame: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Name the columns: the record, the end, and the fields of the dataset under whatever spelling."""
    known = spellings(dataset.fields)
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        at = known.get(fold_header(cell))
        name = cell if cell in COLUMNS else dataset.fields[at].name if at is not None else ""
        if not name and (frame[place].str.strip() != "").any():
            message = f"第 {place + 1} 列不在目录里；请用目录的字段名"
            raise wrong_header(message)
        places.setdefault(name, place)
    blank = pd.Series("", index=frame.index, dtype="str")

    def of(ours: str, role: str) -> pd.Series:
        place = places.get(ours, places.get(dataset.named(role) or "\0"))
        return blank if place is None else frame[place].str.strip()

    until = over_values(of(END, "public-until"), lambda text: _day(file, text))
    fields = tuple(field.name for field in dataset.fields if field.name in places and field.role not in OURS.values())
    named = {
        NUMBER: fold_series(of("record_number", OURS["record_number"])),
        CODE: fold_code_series(of("subject_code", OURS["subject_code"])),
        NAME: fold_series(of("subject_name", OURS["subject_name"])),
        UNTIL: until,
        FILE: pd.Series(file.label, index=frame.index, dtype="str"),
        ROW: pd.Series(frame.index, index=frame.index),
        **{name: _cells(dataset, name, frame[places[name]]) for name in fields},
    }
    return pd.DataFrame(named), fields


def _cells(dataset: Dataset, name: str, delivered: pd.Series) -> pd.Series:
    """Bring cells of theirs into the form of ours."""
    field = next(one for one in dataset.fields if one.name == name)
    missing = frozenset(dataset.table.missing_values)
    cells = normalise_column(pa.array(delivered, TEXT), steps_of(field, dataset.credit.clean), missing)
    tidy = pd.Series(cells.to_pylist(), index=delivered.index, dtype="str")
    return tidy.mask(tidy.isin(list(missing)), "")


def _day(file: _File, text: str) -> str:
    day = to_iso(text, ("iso", "slash", "dot", "compact", "cn", "long-term")) if text else ""
    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        message = f"{END} 有一格不是日期"
        raise malformed(message) from None


def _dataset(file: _File, city: City, name: str, row: int) -> Dataset:
    for dataset in city.datasets:
        if dataset.name == name and file.department.id in dataset.credit.deliver.departments:
            return dataset
    message = "dataset 一格不是这个部门报送的数据集"
    raise malformed(message, row)


def _guess(file: _File, city: City, header: list[str]) -> Dataset:
    own = [one for one in city.datasets if file.department.id in one.credit.deliver.departments]
    scores = [sum(fold_header(cell) in spellings(one.fields) for cell in header) for one in own]
    best = [one for one, score in zip(own, scores, strict=True) if score == max(scores) and score >= ENOUGH]
    if len(best) != 1:
        message = f"表头要有 {'、'.join(COLUMNS)}，或者是某一个数据集的字段名"
        raise wrong_header(message)
    return best[0]


def _joined(department: str, dataset: str, tables: list[tuple[pd.DataFrame, tuple[str, ...]]]) -> Published:
    fields = tuple(dict.fromkeys(name for _, names in tables for name in names))
    frame = pd.concat([frame for frame, _ in tables], ignore_index=True)
    frame[list(fields)] = frame[list(fields)].fillna("")
    return Published(department, dataset, frame, fields)


def _refuse_where_followed(file: _File, city: City, refusal: SourceRefusedError) -> None:
    followed = [
        one for one in city.datasets
        if file.department.id in one.credit.deliver.departments and one.credit.parity == "enforce"
    ]  # fmt: skip
    if followed:
        place = f"departments/{file.department.id}/{file.label}" + (f" 第 {refusal.row} 行" if refusal.row else "")
        message = f"{place}：{refusal.message}；目录写明以部门公示为准（parity: enforce），读不懂就不能发布"
        raise CatalogueError(message)
