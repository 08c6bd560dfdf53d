"""Choose the inputs that stand for one unit tonight: its delivery, or what was accepted last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.model.delivery import AcceptedUnit, NormalisedFile, SourceFinding
from generator.model.rulings import Ruling
from generator.model.verdict import REPORTED_ONLY
from generator.policy.file_names import may_name_a_person
from generator.policy.refusal import SourceRefusedError
from generator.stages.intake.accept import Acceptance, Batch, Key, Pending, Shelf, open_shelf
from generator.stages.intake.files import Source
from generator.stages.intake.held_back import omitted_rows, waiting_rows
from generator.stages.intake.judge import Comparison, has_ended, is_too_old, judge, refuses
from generator.stages.intake.normalise import Normal, normalise, normalise_nothing
from generator.stages.intake.omissions import Omission, omission, still_omitted
from generator.stages.intake.reading import Tonight, Unit, finding_of, order_of, read_tonight


@dataclass(frozen=True)
class Inputs:
    """The inputs that stand for a unit."""

    files: tuple[NormalisedFile, ...] = ()
    accepted_on: date | None = None
    faults: tuple[SourceFinding, ...] = ()
    omitted: frozenset[tuple[str, int]] = frozenset()


def take_unit(unit: Unit) -> tuple[AcceptedUnit, Pending | Omission | None]:
    """Choose what stands for a unit tonight; nothing is written outside the work folder.

    A refused unit is replaced by its last accepted inputs, read again under today's catalogue.
    """
    shelf = open_shelf(unit.night.state, unit.department, unit.dataset.name)
    tonight = read_tonight(unit)
    findings = _findings(unit, shelf, tonight)
    pending: Pending | None = None
    omitted: Omission | None = None
    if not unit.entries or refuses(findings):
        inputs = _fall_back(unit, shelf, tonight, findings)
        if _counts_as_shrunk(unit, findings) and not unit.is_append:
            omitted = omission(shelf, unit.night.as_of, inputs.files, inputs.omitted)
    else:
        pending = Pending(shelf, _acceptance(unit, shelf, tonight), _copies(tonight))
        inputs = _with_staying(unit, pending, tonight)
    accepted = AcceptedUnit(
        department=unit.department.id,
        dataset=unit.dataset.name,
        files=inputs.files,
        delivered=tonight.delivered,
        findings=(*findings, *inputs.faults),
        data_date=inputs.accepted_on,
        fallback=pending is None and inputs.accepted_on is not None,
        too_old=_is_too_old(unit, inputs.accepted_on),
        omitted=inputs.omitted,
    )
    return accepted, pending or omitted


def _findings(unit: Unit, shelf: Shelf, tonight: Tonight) -> tuple[SourceFinding, ...]:
    as_of = unit.night.as_of
    if not unit.entries:
        before = "沿用上次接受的内容" if shelf.latest(as_of) else "以前也没有接受过，网页上写着尚无数据"
        message = f"今晚没有收到文件；{before}，请尽快报送"
        return () if has_ended(unit.dataset, as_of) else (SourceFinding("source-missing", message),)
    if tonight.faults:
        return tonight.faults
    own = tuple(one for one in unit.night.rulings.of("acknowledgements", as_of) if _is_about(unit, one))
    return judge(Comparison(unit.dataset, as_of, tonight.normals, shelf.before(as_of), own))


def _is_about(unit: Unit, ruling: Ruling) -> bool:
    names = ("", unit.department.id, *unit.department.formerly)
    return ruling.dataset == unit.dataset.name and ruling.department in names


def _acceptance(unit: Unit, shelf: Shelf, tonight: Tonight) -> Acceptance:
    """Say what the store holds once tonight's delivery is accepted."""
    as_of, earlier = unit.night.as_of, shelf.before(unit.night.as_of)
    case = Comparison(unit.dataset, as_of, tonight.normals, earlier, ())
    since = earlier.since if earlier and case.is_unchanged else as_of
    is_older_batch_newest = unit.is_append and earlier is not None and not case.fresh
    records = earlier.records if earlier and is_older_batch_newest else case.measured
    latest = shelf.latest(as_of)
    accepted = latest.batches if latest else ()
    batches = [_batch(one, accepted, as_of) for one in tonight.normals]
    if unit.is_append:
        batches += _staying(accepted, batches, as_of)
    return Acceptance(as_of, since, records, _in_order(unit, batches))


def _in_order(unit: Unit, batches: Iterable[Batch]) -> tuple[Batch, ...]:
    """Sort batches by delivery; of two with one name the one accepted later comes later, and so supersedes."""
    return tuple(sorted(batches, key=lambda one: (order_of(unit, one), one.accepted_on)))


def _batch(normal: Normal, accepted: Iterable[Batch], as_of: date) -> Batch:
    source = normal.source
    for one in accepted:
        if one.key == source.key:
            return one
    return Batch(source.folder, source.name, source.sha256, normal.records, source.batch, as_of)


def _staying(accepted: Iterable[Batch], tonight: Iterable[Batch], as_of: date) -> list[Batch]:
    """List the accepted batches that tonight's folder does not hold: an append forgets nothing.

    A file that was accepted earlier today and is delivered anew replaces itself; one of an earlier day does not.
    """
    delivered = set(tonight)
    names = {(one.folder, one.name) for one in delivered}
    return [
        one
        for one in accepted
        if one not in delivered and not (one.accepted_on == as_of and (one.folder, one.name) in names)
    ]


def _with_staying(unit: Unit, pending: Pending, tonight: Tonight) -> Inputs:
    """Join tonight's files and the accepted batches whose files have left, in order of delivery."""
    here = {one.source.key: one.file for one in tonight.normals}
    batches = pending.acceptance.batches
    away, faults = _reread(unit, pending.shelf, [one for one in batches if one.key not in here], here)
    files = here | away
    return Inputs(tuple(files[one.key] for one in batches if one.key in files), pending.acceptance.on, faults)


def _fall_back(unit: Unit, shelf: Shelf, tonight: Tonight, findings: tuple[SourceFinding, ...]) -> Inputs:
    latest = shelf.latest(unit.night.as_of)
    if latest is None:
        return Inputs()
    again, faults = _reread(unit, shelf, _in_order(unit, latest.batches), ())
    used, new = tuple(again.values()), tuple(one.file for one in tonight.normals)
    if not _counts_as_shrunk(unit, findings):
        omitted = still_omitted(shelf, unit.night.as_of, used) if unit.dataset.is_adverse else frozenset()
        return Inputs(used, latest.on, faults, omitted)
    if unit.is_append:
        accepted = {one.sha256 for one in latest.batches}
        waiting = tuple(replace(one, waiting=True) for one in new if one.sha256 not in accepted)
        return Inputs((*used, *waiting), latest.on, faults)
    omitted = omitted_rows(unit.dataset, used, new)
    return Inputs((*used, *waiting_rows(unit.dataset, used, new)), latest.on, faults, omitted)


def _counts_as_shrunk(unit: Unit, findings: Iterable[SourceFinding]) -> bool:
    """Tell whether what a refused delivery omits comes down all the same (design §6)."""
    return unit.dataset.is_adverse and {one.code for one in findings} - REPORTED_ONLY == {"source-shrunk"}


def _reread(
    unit: Unit, shelf: Shelf, batches: Iterable[Batch], tonight: Iterable[Key]
) -> tuple[dict[Key, NormalisedFile], tuple[SourceFinding, ...]]:
    """Normalise accepted deliveries anew: today's catalogue holds for them too."""
    files: dict[Key, NormalisedFile] = {}
    faults: list[SourceFinding] = []
    names = {(folder, name) for folder, name, _ in tonight}
    for number, one in enumerate(batches):
        label = _label(unit, one, number + 1, is_twice=(one.folder, one.name) in names)
        names.add((one.folder, one.name))
        source = Source(one.folder, one.name, label, one.batch, shelf.path_of(one), one.sha256)
        target = unit.work / f"accepted-{number:04d}.csv"
        try:
            if source.path.stat().st_size:
                files[one.key] = normalise(source, unit.dataset, target, frozenset(), unit.night.limits).file
            else:
                files[one.key] = normalise_nothing(source, unit.dataset, target).file
        except SourceRefusedError as refusal:
            faults.append(finding_of(refusal, label))
    return files, tuple(faults)


def _label(unit: Unit, one: Batch, number: int, *, is_twice: bool) -> str:
    """Name an accepted delivery in reports; two of one name must not look like one file."""
    label = f"已接受的第{number}个文件" if may_name_a_person(one.name, unit.night.city.surnames) else one.name
    label = label if one.folder == unit.department.id else f"{one.folder}/{label}"
    return f"{label}（{one.accepted_on} 接受的第{number}份）" if is_twice else label


def _copies(tonight: Tonight) -> dict[str, Path]:
    return {one.source.sha256: one.source.path for one in tonight.normals}


def _is_too_old(unit: Unit, accepted_on: date | None) -> bool:
    rule = unit.night.city.periods[unit.dataset.credit.period]
    return accepted_on is not None and is_too_old(unit.dataset, rule, accepted_on, unit.night.as_of)
