"""The door: whose each delivered file is, and what stands for every unit tonight."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.model.catalogue import Dataset
from generator.model.city import City, Department
from generator.model.delivery import AcceptedUnit, SourceFinding
from generator.model.rulings import Rulings
from generator.policy.file_names import is_beside, is_left_alone, matches, may_name_a_person
from generator.stages.intake.accept import Pending, store
from generator.stages.intake.files import Entry, list_folder
from generator.stages.intake.omissions import Omission, remember
from generator.stages.intake.reading import Night, Unit, read_tonight
from generator.stages.intake.unit import take_unit

_ID = re.compile("[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Intake:
    """Tonight's units, and what is to be written into state/ once the gate has cleared the site.

    A unit without a dataset stands for files that the catalogue does not know; it has findings and no files.
    """

    units: tuple[AcceptedUnit, ...]
    acceptances: tuple[Pending | Omission, ...]


def intake(city: City, rulings: Rulings, places: tuple[Path, Path, Path], as_of: date) -> Intake:
    """Take in every delivery. `places` are the inputs, the state and a private work folder."""
    inputs, state, work = places
    night = Night(city, rulings, inputs / "departments", state, work / "intake", as_of)
    shutil.rmtree(night.work, ignore_errors=True)
    night.work.mkdir(parents=True, mode=0o700)
    units: list[AcceptedUnit] = list(_strangers(night))
    acceptances: list[Pending | Omission] = []
    for department in city.departments:
        entries = _entries(night, department)
        for unit in _units(night, department, entries):
            taken, pending = take_unit(unit)
            units.append(taken)
            acceptances += [pending] if pending else []
        units += _misplaced(night, department, entries)
    return Intake(tuple(units), tuple(acceptances))


def commit(acceptances: Iterable[Pending | Omission]) -> None:
    """Write what was accepted, and what a shrunk delivery left out, into state/; done again it changes nothing."""
    for one in acceptances:
        if isinstance(one, Pending):
            store(one)
        else:
            remember(one)


def _entries(night: Night, department: Department) -> tuple[Entry, ...]:
    """List what a department and those it came from handed in."""
    found: list[Entry] = []
    for folder in (*department.formerly, department.id):
        listed = list_folder(night.departments, folder, night.city.surnames)
        names = {one.name for one in listed}
        before = "" if folder == department.id else f"{folder}/"
        found += [
            replace(one, label=before + one.label)
            for one in listed
            if not is_beside(one.name) or is_left_alone(one.name, names)
        ]
    return tuple(found)


def _units(night: Night, department: Department, entries: tuple[Entry, ...]) -> Iterator[Unit]:
    """Make the department's units; a folder that cannot be looked into could hold files of any of them."""
    for dataset in _datasets(night, department):
        own = [one for one in entries if one.kind == "folder" or _owner(night, department, one) is dataset]
        yield Unit(night, department, dataset, tuple(own))


def _misplaced(night: Night, department: Department, entries: tuple[Entry, ...]) -> Iterator[AcceptedUnit]:
    """Report what no unit of the department takes: files of other departments' datasets, and of none."""
    files = [one for one in entries if one.kind == "file" and _owner(night, department, one) is None]
    for dataset in night.city.datasets:
        if theirs := [one for one in files if not is_beside(one.name) and matches(dataset.credit.deliver, one.name)]:
            read = read_tonight(Unit(night, department, dataset, tuple(theirs)))
            message = "目录没有让这个部门报送这类信息，文件没有使用；请确认放对了部门文件夹，或由目录管理部门增补"
            wrong = tuple(SourceFinding("wrong-department", message, one.label) for one in theirs)
            yield AcceptedUnit(department.id, dataset.name, (), read.delivered, wrong)
            files = [one for one in files if one not in theirs]
    findings = [SourceFinding("out-of-catalogue", _unknown(one), one.label) for one in files]
    if not _datasets(night, department):
        closed = "文件夹是链接，或没有读取权限；请直接放文件夹本身"
        findings += [SourceFinding("source-unreadable", closed, one.label) for one in entries if one.kind == "folder"]
    if findings:
        yield AcceptedUnit(department.id, "", (), 0, tuple(findings))


def _unknown(entry: Entry) -> str:
    if is_beside(entry.name):
        return "旁边没有它说的那个文件；请确认那个文件已经送到，文件名一字不差"
    return "目录里没有这类信息（文件名不合任何 match），文件没有使用；目录之外的信息不能公示"


def _datasets(night: Night, department: Department) -> list[Dataset]:
    return [one for one in night.city.datasets if department.id in one.credit.deliver.departments]


def _owner(night: Night, department: Department, entry: Entry) -> Dataset | None:
    """Find the dataset of the department that a file belongs to: of several patterns the longest is the nearest."""
    if is_beside(entry.name):
        return None
    claims = [one for one in _datasets(night, department) if matches(one.credit.deliver, entry.name)]
    return max(claims, key=lambda one: (len(one.credit.deliver.match), one.name), default=None)


def _strangers(night: Night) -> Iterator[AcceptedUnit]:
    """Report folders of departments that departments.yaml does not name, and files that lie in no folder."""
    known = {name for one in night.city.departments for name in (one.id, *one.formerly)}
    found = sorted(night.departments.iterdir()) if night.departments.is_dir() else []
    for number, place in enumerate(found, start=1):
        if place.name in known or is_beside(place.name):
            continue
        is_plain = _ID.fullmatch(place.name) and not may_name_a_person(place.name, night.city.surnames)
        name = place.name if is_plain else f"第{number}项"
        message = "departments.yaml 里没有这个部门，里面的文件没有使用；请改文件夹名，或先登记部门"
        yield AcceptedUnit(name, "", (), 0, (SourceFinding("out-of-catalogue", message),))
