"""The story of one build, told once, from what departments delivered to what the public sees.

Every build is a whole build into an empty folder. State is written before the switch, and the switch is one step.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from generator.errors import GateError, GeneratorError
from generator.gate.errand import write_order
from generator.gate.summon import summon
from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.columns import public_columns
from generator.model.facts import Facts, Tombstone
from generator.model.parts import PrivatePart
from generator.model.publication import Notice, Publication, UnitState
from generator.model.rulings import Rulings
from generator.model.verdict import TOMBSTONE_CODES
from generator.policy.fold import fold_series
from generator.policy.identity import likenesses
from generator.policy.rules.withdrawal import FINAL
from generator.stages.decide import decide
from generator.stages.describe import describe
from generator.stages.desensitize import Outcome, desensitize
from generator.stages.edit import EditorialSources, edit
from generator.stages.export import export
from generator.stages.gather import gather
from generator.stages.intake import Intake, commit, intake
from generator.stages.publish import open_release, publish
from generator.stages.read import read_city, read_rulings
from generator.stages.remember import Memory, recall, write_ahead
from generator.stages.render import frame, render
from generator.stages.report import issues, report, unit_states
from generator.stages.validate import validate

GATE_SECONDS = 3600.0
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Places:
    """Where a build reads and writes. `templates` is site_templates, `mkdocs` is mkdocs.yml."""

    inputs: Path
    state: Path
    public: Path
    templates: Path
    mkdocs: Path


@dataclass(frozen=True)
class Wish:
    """What was asked for: the day, whether it is the first run, and a key from the environment."""

    as_of: date
    first_run: bool = False
    key: str | None = None


@dataclass(frozen=True)
class Result:
    """What a build did, and the rulings that met no record."""

    version: int
    as_of: date
    units: tuple[UnitState, ...]
    unmatched: tuple[str, ...]


@dataclass(frozen=True)
class Evening:
    """Everything of one build that is settled before the law is applied."""

    city: City
    rulings: Rulings
    memory: Memory
    taken: Intake
    as_of: date
    work: Path


def build(places: Places, wish: Wish, progress: Progress) -> Result:
    """Build and publish the site; raises GeneratorError, and then nothing public has changed."""
    city = read_city(places.inputs)
    rulings = read_rulings(places.inputs, city)
    memory = recall(places.state, city.site, wish.key, first_run=wish.first_run)
    _refuse_the_past(city, memory, wish.as_of)
    _refuse_lost_rulings(memory, rulings)
    work = places.state / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    try:
        progress("收件")
        taken = intake(city, rulings, (places.inputs, places.state, work), wish.as_of)
        evening = Evening(city, rulings, memory, taken, wish.as_of, work)
        return _publish(places, evening, progress)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _publish(places: Places, evening: Evening, progress: Progress) -> Result:
    city, memory, as_of = evening.city, evening.memory, evening.as_of
    progress("校验")
    judged = validate(city, evening.taken.units, evening.work)
    progress("依法判定")
    facts = gather(city, judged, evening.rulings, memory.tombstones, (as_of, memory.key))
    version = memory.version_on(as_of)
    release = open_release(places.public, f"{version:06d}-{as_of.isoformat()}-{_turn(places.public, version, as_of)}")
    outcome, publication = _make_twice_at_most(places, evening, judged, facts, release, progress)
    progress("发布")
    commit(evening.taken.acceptances)
    stones = _tombstones(city, outcome, memory.key, as_of)
    write_ahead(memory, _ledger_line(evening, publication, version), stones, _shown(publication))
    publish(release, places.public)
    found = issues(city, evening.taken.units, outcome.decided)
    report(city, found, publication.units, places.state)
    return Result(version, as_of, publication.units, _unmatched(facts))


def _make_twice_at_most(  # noqa: PLR0913  # the two makings share all of it
    places: Places, evening: Evening, judged: list[PrivatePart], facts: Facts, release: Path, progress: Progress
) -> tuple[Outcome, Publication]:
    """Make the site and let the gate judge; what it holds back is withheld, and the site made once more."""
    held: frozenset[str] = frozenset()
    for turn in ("first", "second"):
        work = evening.work / turn
        decided = decide(evening.city, judged, facts, evening.as_of, work, evening.memory.key)
        progress("脱敏")
        outcome = desensitize(evening.city, decided, held, work)
        publication = _publication(evening, outcome)
        progress("制作网页")
        make_site(places, publication, release, work)
        progress("出口检查")
        order = work / "order"
        write_order(order, _told(publication), _lists(publication, outcome, evening))
        clearance = summon(release, order, GATE_SECONDS)
        if clearance.cleared:
            return outcome, publication
        held |= frozenset(clearance.records)
        shutil.rmtree(release)
        release.mkdir()
    message = "扣下可疑记录后重新制作，出口检查仍不放行；公开网站没有改动"
    raise GateError(message)


def make_site(places: Places, publication: Publication, release: Path, work: Path) -> None:
    """Write every output into an empty release; all of them read the publication alone."""
    export(publication, release)
    describe(publication, release)
    sizes = {f"download/{path.name}": path.stat().st_size for path in sorted((release / "download").iterdir())}
    render(publication, places.templates, release, sizes)
    sources = EditorialSources(places.templates, places.mkdocs, places.inputs, work)
    edit(publication, sources, frame(publication, places.templates), release)


def _publication(evening: Evening, outcome: Outcome) -> Publication:
    states = unit_states(evening.taken.units, outcome.decided)
    notices = _notices(evening.rulings, evening.as_of)
    version = evening.memory.version_on(evening.as_of)
    shown = tuple(part for part in outcome.public if evening.city.dataset(part.dataset).credit.access == "public")
    return Publication(evening.city, evening.as_of, version, shown, states, notices)


def _notices(rulings: Rulings, as_of: date) -> tuple[Notice, ...]:
    """The notices that law wants of withdrawn decisions (行政处罚法 48)."""
    found = []
    for ruling in rulings.of("withdrawals", as_of):
        if ruling.more["kind"] in FINAL and ruling.decided_on is not None:
            name = ruling.subject_name if ruling.more["notice"] == "subject" and ruling.subject_code else ""
            found.append(
                Notice(
                    ruling.dataset,
                    ruling.record_number,
                    ruling.authority,
                    ruling.more["reason"],
                    ruling.decided_on,
                    name,
                )
            )
    return tuple(found)


def _told(publication: Publication) -> Mapping[str, object]:
    """What the gate is told: days, the ledger's counts, the columns that hold organisations' codes, our phones."""
    city = publication.city
    phones = [city.site.phone, *(one.contact.phone for one in city.departments if one.contact.phone)]
    return {
        "version": publication.version,
        "as_of": publication.as_of.isoformat(),
        "data_date": publication.data_date.isoformat(),
        "expires": (publication.as_of + timedelta(days=1)).isoformat(),
        "datasets": {dataset.name: _counted(publication, dataset) for dataset in publication.datasets},
        "phones": phones,
    }


def _counted(publication: Publication, dataset: Dataset) -> Mapping[str, object]:
    sources = [(column.name, column.source) for column in public_columns(dataset) if column.source is not None]
    codes = [name for name, field in sources if field.credit.check or (field.role or "").endswith("-code")]
    rows = sum(part.rows for part in publication.parts_of(dataset.name))
    return {"rows": rows, "code_columns": codes, "formats": list(dataset.credit.formats)}


def _lists(publication: Publication, outcome: Outcome, evening: Evening) -> Mapping[str, Iterable[str]]:
    stones = {stone.record_id for stone in evening.memory.tombstones} - set(_shown(publication)["record_id"])
    return {"literals": outcome.literals, "sole_traders": _sole_traders(publication), "tombstones": stones}


def _sole_traders(publication: Publication) -> frozenset[str]:
    found: set[str] = set()
    for part in publication.parts:
        frame_ = pd.read_parquet(part.frame, columns=["@kind", "@code"])
        found |= set(frame_.loc[frame_["@kind"] == "sole-trader", "@code"])
    return frozenset(found - {""})


def _shown(publication: Publication) -> pd.DataFrame:
    frames = [
        pd.read_parquet(part.frame, columns=["record_id"]).assign(dataset=part.dataset) for part in publication.parts
    ]
    return (
        pd.concat(frames, ignore_index=True) if frames else pd.DataFrame({"record_id": [], "dataset": []}, dtype="str")
    )


def _tombstones(city: City, outcome: Outcome, key: bytes, as_of: date) -> list[Tombstone]:
    """A tombstone for every row that left for good (design §6)."""
    found = []
    for part in outcome.decided:
        rows = pd.read_parquet(part.frame)
        rows = rows[rows[parts.REASON].isin(list(TOMBSTONE_CODES))].reset_index(drop=True)
        if rows.empty:
            continue
        dataset = city.dataset(part.dataset)
        day, category = dataset.named("decided-on"), dataset.named("category")
        marks = pd.Series("", index=rows.index, dtype="str")
        if day and category:
            four = [rows[parts.CODE], rows[day].fillna(""), fold_series(rows[category])]
            marks = likenesses(key, part.dataset, part.department, four)
        columns = zip(rows[parts.RECORD_ID], marks, rows[parts.REASON], strict=True)
        found += [Tombstone(part.dataset, one, mark, as_of, code) for one, mark, code in columns]
    return found


def _ledger_line(evening: Evening, publication: Publication, version: int) -> Mapping[str, object]:
    """What the ledger keeps of a night: counts and sizes, never a row."""
    units = [
        {"department": one.department, "dataset": one.dataset, "used": one.used, "waiting": one.waiting,
         "published": one.published, "withheld": dict(one.withheld)}
        for one in publication.units
    ]  # fmt: skip
    return {
        "as_of": publication.as_of.isoformat(),
        "version": version,
        "units": units,
        "rulings": dict(evening.rulings.counts),
    }


def _refuse_the_past(city: City, memory: Memory, as_of: date) -> None:
    if memory.last_day and as_of < memory.last_day and not city.site.fictional:
        message = f"上次发布是 {memory.last_day} 的，不能再发布更早一天的内容"
        raise GeneratorError(message)


def _refuse_lost_rulings(memory: Memory, rulings: Rulings) -> None:
    """A rulings file may only grow: a lost line would bring somebody back."""
    before = memory.nights[-1]["rulings"] if memory.nights else {}
    for file, count in before.items():
        if rulings.counts[file] < count:
            message = f"rulings/{file}.csv 比上次少了 {count - rulings.counts[file]} 行；决定只能增加，请恢复"
            raise GeneratorError(message)


def _unmatched(facts: Facts) -> tuple[str, ...]:
    return tuple(f"rulings/{one.file}.csv 第 {one.line} 行没有对应的记录" for one in facts.unmatched)


def _turn(public: Path, version: int, as_of: date) -> str:
    """Tell a second build of a day from the first, which may be the one that is public now."""
    current = public.resolve().name if public.is_symlink() else ""
    return "b" if current == f"{version:06d}-{as_of.isoformat()}-a" else "a"
