"""Choose for every unit the inputs that stand for it tonight, and say why where they are not tonight's files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import numpy as np
import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.city import City, Department
from generator.model.delivery import AcceptedUnit, NormalisedFile, SourceFinding
from generator.model.rulings import Rulings
from generator.model.span import Span
from generator.policy.fold import fold_series
from generator.stages.intake import snapshot
from generator.stages.intake.accepted import Acceptance, Accepted, Held, Night, load
from generator.stages.intake.reading import Reading, read
from generator.stages.intake.snapshot import Snapshot

ADVERSE_MAX_AGE = Span("P7D")
_SUSPICIOUS_NAME = re.compile(r"[0-9Xx]{15,}|1[3-9][0-9]{9}|^[\u4e00-\u9fff]{2,4}\.[a-z]+$")


@dataclass(frozen=True)
class Intake:
    """Tonight's units, what lies outside the catalogue, and what is to be accepted."""

    units: tuple[AcceptedUnit, ...]
    acceptances: tuple[Acceptance, ...]


@dataclass(frozen=True)
class _Night:
    """What every unit of one night shares."""

    city: City
    rulings: Rulings
    inputs: Path
    state: Path
    work: Path
    as_of: date


def intake(city: City, rulings: Rulings, places: tuple[Path, Path, Path], as_of: date) -> Intake:
    """Take in all deliveries. `places` are the inputs, state and private work folders. Writes into work alone."""
    inputs, state, work = places
    night = _Night(city, rulings, inputs, state, work / "intake", as_of)
    night.work.mkdir(parents=True, exist_ok=True, mode=0o700)
    units: list[AcceptedUnit] = []
    acceptances: list[Acceptance] = []
    units += _strangers(night)
    for department in city.departments:
        names = _names(night, department)
        for dataset in city.datasets:
            if department.id in dataset.credit.deliver.departments:
                unit, acceptance = _unit(night, department, dataset, names)
                units.append(unit)
                acceptances += [acceptance] if acceptance else []
        units += _outside(city, department, names)
    return Intake(tuple(units), tuple(acceptances))


def _names(night: _Night, department: Department) -> list[str]:
    return snapshot.list_files(night.inputs / "departments" / department.id)


def _strangers(night: _Night) -> list[AcceptedUnit]:
    folder = night.inputs / "departments"
    known = {department.id for department in night.city.departments}
    found = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    finding = SourceFinding("out-of-catalogue", "departments.yaml 里没有这个部门，整个文件夹没有使用")
    return [AcceptedUnit(name, "", (), 0, (finding,)) for name in found if name not in known and name != ".gitkeep"]


def _outside(city: City, department: Department, names: list[str]) -> list[AcceptedUnit]:
    """Files that no dataset of this department asks for."""
    found = []
    for number, name in enumerate(names, 1):
        owners = [one for one in city.datasets if _matches(name, one)]
        if any(department.id in one.credit.deliver.departments for one in owners):
            continue
        code = "wrong-department" if owners else "out-of-catalogue"
        advice = "目录没有让这个部门报送这类信息" if owners else "目录里没有这类信息，文件没有使用"
        dataset = owners[0].name if owners else ""
        found.append(AcceptedUnit(department.id, dataset, (), 0, (SourceFinding(code, advice, _shown(name, number)),)))
    return found


def _matches(name: str, dataset: Dataset) -> bool:
    pattern = dataset.credit.deliver.match
    return fnmatch(name if "/" in pattern else name.rsplit("/", 1)[-1], pattern)


def _shown(name: str, number: int) -> str:
    """A file name that may itself be personal is given by its number in the folder (design §8)."""
    return f"第{number}个文件" if _SUSPICIOUS_NAME.search(name) else name


def _unit(
    night: _Night, department: Department, dataset: Dataset, names: list[str]
) -> tuple[AcceptedUnit, Acceptance | None]:
    accepted = load(night.state, department.id, dataset.name)
    folder = night.inputs / "departments" / department.id
    readings: list[tuple[Snapshot, Reading]] = []
    for number, name in enumerate(names, 1):
        if _matches(name, dataset):
            readings.append(_take(night, department, dataset, (folder, name, number)))
    findings = [reading.finding for _, reading in readings if reading.finding]
    delivered = sum(reading.rows for _, reading in readings)
    if not readings:
        missing = SourceFinding("source-missing", "今晚没有收到这类信息的文件")
        return _fallback(night, dataset, department, accepted, ([missing], delivered)), None
    findings += _judge(night, dataset, accepted, readings, delivered)
    if any(finding.code not in _REPORTED for finding in findings):
        unit = _fallback(night, dataset, department, accepted, (findings, delivered))
        return _shrunk(dataset, unit, readings), None
    return _accept(night, department, dataset, accepted, (readings, findings, delivered))


_REPORTED = frozenset({"source-missing", "source-stale", "source-sparse"})


def _take(
    night: _Night, department: Department, dataset: Dataset, at: tuple[Path, str, int]
) -> tuple[Snapshot, Reading]:
    folder, name, number = at
    shown = _shown(name, number)
    shot = snapshot.take(folder, name)
    if shot.fault:
        return shot, Reading(None, 0, SourceFinding("source-unreadable", shot.fault, shown))
    batch = _batch(dataset, name)
    if batch is None:
        return shot, Reading(None, 0, SourceFinding("out-of-catalogue", "文件名里没有目录要求的批次", shown))
    reading = _read(night, department, dataset, shot, (f"in-{number:04d}", shown, batch))
    if reading.file and (fault := snapshot.sidecar_fault(folder, shot, reading.rows)):
        return shot, Reading(None, reading.rows, SourceFinding("source-malformed", fault, shown))
    return shot, reading


def _read(
    night: _Night, department: Department, dataset: Dataset, shot: Snapshot, place: tuple[str, str, str]
) -> Reading:
    folder = night.work / department.id / dataset.name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return read(night.city, dataset, department.id, shot, (folder / place[0], place[1], place[2]))


def _batch(dataset: Dataset, name: str) -> str | None:
    pattern = dataset.credit.deliver.batch
    if pattern is None:
        return name
    found = re.search(pattern, name)
    return found[1] if found else None


def _judge(
    night: _Night, dataset: Dataset, accepted: Accepted, readings: list[tuple[Snapshot, Reading]], delivered: int
) -> list[SourceFinding]:
    expect, deliver = dataset.credit.expect, dataset.credit.deliver
    found: list[SourceFinding] = []
    excused = deliver.allow_empty_until is not None and night.as_of.isoformat() <= deliver.allow_empty_until
    empty = [one for one in readings if not one[0].raw.strip(b"\xef\xbb\xbf\xff\xfe\r\n ")]
    if (delivered < expect.min_rows and not excused) or empty:
        found.append(SourceFinding("source-empty", f"至少应有 {max(expect.min_rows, 1)} 行，实际 {delivered} 行"))
    before = accepted.before(night.as_of)
    if before is None:
        return found
    if deliver.mode == "snapshot":
        newest = max((reading.file.batch for _, reading in readings if reading.file), default="")
        if newest and newest < max((file.batch for file in before.files), default=""):
            found.append(SourceFinding("source-rolled-back", "比上次采用的批次更早，可能送错了文件"))
        acknowledged = all(_acknowledged(night, dataset, shot, reading) for shot, reading in readings)
        if expect.shrink is not None and delivered < before.rows * (1 - expect.shrink) and not acknowledged:
            found.append(SourceFinding("source-shrunk", f"比上次的 {before.rows} 行少得多；确属如此请登记确认"))
        if expect.grow is not None and delivered > before.rows * expect.grow and not acknowledged:
            found.append(SourceFinding("source-grown", f"比上次的 {before.rows} 行多得多；确属如此请登记确认"))
    return found


def _acknowledged(night: _Night, dataset: Dataset, shot: Snapshot, reading: Reading) -> bool:
    wanted = {"file": shot.name, "sha256": shot.sha256, "rows": str(reading.rows)}
    rulings = night.rulings.of("acknowledgements", night.as_of)
    return any(one.dataset == dataset.name and one.more == wanted for one in rulings)


def _accept(
    night: _Night,
    department: Department,
    dataset: Dataset,
    accepted: Accepted,
    taken: tuple[list[tuple[Snapshot, Reading]], list[SourceFinding], int],
) -> tuple[AcceptedUnit, Acceptance]:
    readings, findings, delivered = taken
    files = [(shot, reading.file) for shot, reading in readings if reading.file]
    held = [Held(shot.name, shot.sha256, file.rows + len(file.not_rows), file.batch) for shot, file in files]
    used = [file for _, file in files]
    if dataset.credit.deliver.mode == "append" and accepted.last:
        names = {one.name for one in held}
        older = [one for one in accepted.last.files if one.name not in names]
        used += _reread(night, department, dataset, accepted, older)
        held += older
    used.sort(key=lambda file: (file.batch, file.delivered))
    night_now = Night(night.as_of.isoformat(), tuple(sorted(held, key=lambda one: (one.batch, one.name))))
    acceptance = Acceptance(accepted.folder, night_now, tuple(shot for shot, _ in files))
    unit = AcceptedUnit(department.id, dataset.name, tuple(used), delivered, tuple(findings), night.as_of)
    return unit, acceptance


def _reread(
    night: _Night, department: Department, dataset: Dataset, accepted: Accepted, files: Iterable[Held]
) -> list[NormalisedFile]:
    found = []
    for number, held in enumerate(files):
        shown = _shown(held.name, number + 1)
        place = (f"held-{number:04d}", shown, held.batch)
        reading = _read(night, department, dataset, accepted.snapshot(held), place)
        if reading.file:
            found.append(reading.file)
    return found


def _fallback(
    night: _Night,
    dataset: Dataset,
    department: Department,
    accepted: Accepted,
    why: tuple[list[SourceFinding], int],
) -> AcceptedUnit:
    """Stand the last accepted inputs in for tonight's, under today's rules."""
    findings, delivered = why
    last = accepted.last
    if last is None:
        return AcceptedUnit(department.id, dataset.name, (), delivered, tuple(findings))
    used = _reread(night, department, dataset, accepted, last.files)
    accepted_on = date.fromisoformat(last.on)
    unit = AcceptedUnit(
        department.id, dataset.name, tuple(used), delivered, tuple(findings), accepted_on, fallback=True
    )
    return replace(unit, too_old=_is_too_old(night, dataset, accepted_on))


def _is_too_old(night: _Night, dataset: Dataset, accepted_on: date) -> bool:
    """An adverse list without a fixed term must be confirmed again and again, or rest."""
    max_age = dataset.credit.expect.max_age
    body = night.city.periods[dataset.credit.period]
    if max_age is None and dataset.is_adverse and body.until == "removed-by-authority":
        max_age = ADVERSE_MAX_AGE
    return max_age is not None and night.as_of > max_age.after(accepted_on)


def _shrunk(dataset: Dataset, unit: AcceptedUnit, readings: list[tuple[Snapshot, Reading]]) -> AcceptedUnit:
    """While an adverse list is shrunk but readable, what it omits comes down and what is new waits (design §6)."""
    tonight = [reading.file for _, reading in readings if reading.file]
    is_shrunk = {finding.code for finding in unit.findings} <= {"source-shrunk", *_REPORTED}
    if not dataset.is_adverse or not is_shrunk or len(tonight) != len(readings) or not unit.files:
        return unit
    kept = {key for file in tonight for key in _row_keys(dataset, file)}
    known, omitted = set(), set()
    for file in unit.files:
        for row, key in enumerate(_row_keys(dataset, file)):
            known.add(key)
            if key not in kept:
                omitted.add((str(file.path), row))
    waiting = [_only_new(dataset, file, known) for file in tonight]
    return replace(unit, files=(*unit.files, *waiting), omitted=frozenset(omitted))


def _row_keys(dataset: Dataset, file: NormalisedFile) -> list[str]:
    frame = pd.read_csv(file.path, dtype="str", keep_default_na=False, na_filter=False)
    roles = ("record-number", "certificate-number", "subject-code", "subject-name")
    names = [name for role in roles if (name := dataset.named(role))]
    if not dataset.named("record-number"):
        names = list(dataset.table.primary_key) or [field.name for field in dataset.fields]
    keys = pd.Series("", index=frame.index, dtype="str")
    for name in names:
        keys = keys + "|" + fold_series(frame[name])
    return keys.tolist()


def _only_new(dataset: Dataset, file: NormalisedFile, known: set[str]) -> NormalisedFile:
    """Keep of a waiting file the rows that are not in use already, so that each row is counted once."""
    keys = _row_keys(dataset, file)
    frame = pd.read_csv(file.path, dtype="str", keep_default_na=False, na_filter=False)
    new = [key not in known for key in keys]
    rows = np.load(file.row_numbers)[np.array(new, dtype=bool)]
    path, numbers = file.path.with_suffix(".new.csv"), file.row_numbers.with_suffix(".new.npy")
    frame[np.array(new, dtype=bool)].to_csv(path, index=False, lineterminator="\n")
    np.save(numbers, rows)
    return replace(file, path=path, row_numbers=numbers, rows=len(rows), not_rows=(), waiting=True)
