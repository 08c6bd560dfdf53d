"""Tonight's files of one unit (department, dataset), read as far as they can be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.model.catalogue import Dataset
from generator.model.city import City, Department
from generator.model.delivery import SourceFinding
from generator.model.rulings import Rulings
from generator.policy.file_names import batch_of, batch_order
from generator.policy.fold import fold_code
from generator.policy.refusal import SourceRefusedError, malformed, out_of_catalogue, unreadable
from generator.policy.tables import Limits
from generator.stages.intake.accept import Batch
from generator.stages.intake.files import Entry, Source, copy_delivery, stated
from generator.stages.intake.judge import may_be_empty
from generator.stages.intake.normalise import Normal, normalise, normalise_nothing


@dataclass(frozen=True)
class Night:
    """What every unit of one night shares."""

    city: City
    rulings: Rulings
    departments: Path
    """The folder of the departments' folders."""
    state: Path
    work: Path
    as_of: date
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Unit:
    """A unit on its way: what it is, and what lies in its folders for it."""

    night: Night
    department: Department
    dataset: Dataset
    entries: tuple[Entry, ...]

    @property
    def work(self) -> Path:
        """The unit's own private folder."""
        return self.night.work / self.department.id / self.dataset.name

    @property
    def foreign(self) -> frozenset[str]:
        """The codes of all other departments."""
        return frozenset(fold_code(one.code) for one in self.night.city.departments if one.id != self.department.id)

    @property
    def is_append(self) -> bool:
        """Whether deliveries are batches that add up."""
        return self.dataset.credit.deliver.mode == "append"


@dataclass(frozen=True)
class Tonight:
    """What could be read of tonight's files, and what could not."""

    normals: tuple[Normal, ...] = ()
    faults: tuple[SourceFinding, ...] = ()
    delivered: int = 0


def read_tonight(unit: Unit) -> Tonight:
    """Copy, prove and normalise the unit's files, in order of delivery."""
    normals: list[Normal] = []
    faults: list[SourceFinding] = []
    uncounted = 0
    for number, entry in enumerate(unit.entries):
        try:
            normals.append(_read(unit, entry, unit.work / f"tonight-{number:04d}.csv"))
        except SourceRefusedError as refusal:
            faults.append(finding_of(refusal, entry.label))
            uncounted += refusal.records
    normals.sort(key=lambda one: order_of(unit, one.source))
    return Tonight(tuple(normals), tuple(faults), uncounted + sum(one.delivered for one in normals))


def finding_of(refusal: SourceRefusedError, label: str) -> SourceFinding:
    """Make the finding of a refusal."""
    return SourceFinding(refusal.code, refusal.message, label, refusal.row, refusal.field)


def order_of(unit: Unit, one: Source | Batch) -> tuple[tuple[str, str], str, bool]:
    """Order deliveries: by batch, then name; what an older department handed in comes before the unit's own."""
    return (batch_order(one.batch), one.name, one.folder == unit.department.id)


def _read(unit: Unit, entry: Entry, target: Path) -> Normal:
    if entry.kind == "folder":
        message = "文件夹是链接，或没有读取权限；请直接放文件夹本身"
        raise unreadable(message)
    batch = batch_of(unit.dataset.credit.deliver, entry.name)
    if batch is None:
        message = "文件名里没有目录要求的批次；请按目录的样式命名"
        raise out_of_catalogue(message)
    count, digest = stated(unit.night.departments, entry)
    raw = target.with_name(f"{target.name}.delivered")
    source = replace(copy_delivery(unit.night.departments, entry, raw, unit.night.limits), batch=batch)
    if digest not in (None, source.sha256):
        refusal = malformed("与 .sha256 文件不符，可能没有传完；请重新报送")
        refusal.records = _countable(unit, source, target)
        raise refusal
    if may_be_empty(unit.dataset, unit.night.as_of) and not raw.stat().st_size:
        return normalise_nothing(source, unit.dataset, target)
    normal = normalise(source, unit.dataset, target, unit.foreign, unit.night.limits)
    if count not in (None, normal.records):
        message = f".count 文件写的是 {count} 行，文件里有 {normal.records} 行，可能没有传完；请重新报送"
        refusal = malformed(message)
        refusal.records = normal.delivered
        raise refusal
    return normal


def _countable(unit: Unit, source: Source, target: Path) -> int:
    """Count the rows of a delivery that is refused whatever it holds; none where it cannot be read."""
    try:
        return normalise(source, unit.dataset, target, unit.foreign, unit.night.limits).delivered
    except SourceRefusedError as refusal:
        return refusal.records
