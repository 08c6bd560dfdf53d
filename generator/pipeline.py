"""The story of one build, told once, from what departments delivered to what the public sees.

Every build is a whole build into an empty folder. State is written before the switch, and the switch is one step.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.engine import open_desk, open_engine
from generator.errors import CatalogueError, GateError
from generator.gate.errand import write_order
from generator.gate.summon import TIME_LIMIT, summon
from generator.model.city import City
from generator.model.facts import Facts
from generator.model.night import Places, Progress, Result, Wish
from generator.model.parts import PrivatePart
from generator.model.publication import Publication, UnitState
from generator.model.rulings import Rulings
from generator.model.work import Engine
from generator.policy.lapsed import close_lapsed
from generator.policy.reminders import reminders
from generator.stages.announce import announce
from generator.stages.bury import bury
from generator.stages.compare import compare
from generator.stages.cover import cover
from generator.stages.decide import decide
from generator.stages.describe import describe
from generator.stages.desensitize import Outcome, desensitize
from generator.stages.edit import EditorialSources, edit
from generator.stages.export import export
from generator.stages.gather import gather
from generator.stages.index import index
from generator.stages.instruct import lists, shown, told
from generator.stages.intake import Intake, commit, intake
from generator.stages.keep import hash_inputs, keep_configuration, kept_configuration, last_kept
from generator.stages.mark import mark
from generator.stages.publish import keep_assets, open_release, publish, release_name
from generator.stages.read import configurations, read_city, read_published, read_rulings, refuse_named, still_followed
from generator.stages.reckon import keep_night, reckon
from generator.stages.recognise import recognise
from generator.stages.relate import relate
from generator.stages.remember import Memory, keep_marks, ledger_line, recall, refuse_lost, refuse_the_past, write_ahead
from generator.stages.remind import remind
from generator.stages.render import editions, render
from generator.stages.report import issues, open_matters, report, unit_states
from generator.stages.shrink import hold_back, live_ids
from generator.stages.validate import validate


@dataclass(frozen=True)
class Evening:
    """Everything of one build that is settled before the law is applied."""

    city: City
    rulings: Rulings
    memory: Memory
    taken: Intake
    as_of: date
    places: Places
    work: Path
    engine: Engine
    inputs: Mapping[str, str]
    """SHA-256 of every input that is used, by its name below data/, as it was read."""
    live: frozenset[str] | None = None
    """Where only these records may be shown: those that are public now."""


@dataclass(frozen=True)
class Judgement:
    """What law made of one evening: the rows with their reasons, the facts they rest on, and what would be public."""

    evening: Evening
    facts: Facts
    outcome: Outcome
    publication: Publication


def build(places: Places, wish: Wish, progress: Progress) -> Result:
    """Build and publish the site; raises GeneratorError, and then nothing public has changed."""
    with open_desk(places.state / places.desk) as work, _evening(places, wish, progress, work) as evening:
        return _publish(evening, progress)


def retract(places: Places, wish: Wish, progress: Progress) -> Result:
    """Take down what has to go, from the last accepted inputs; nothing is added. Raises GeneratorError.

    Tonight's configuration counts where it can be read; where the site cannot be made with it, the accepted one does.
    """
    live = live_ids(places.public)
    with open_desk(places.state / places.desk) as work:
        kept = kept_configuration(places.state)
        newest, surest = (replace(places, inputs=one) for one in configurations(places.inputs, kept, work))
        try:
            return _retract(newest, wish, progress, work / "newest", live)
        except CatalogueError:
            return _retract(surest, wish, progress, work / "surest", live)


def check(places: Places, wish: Wish, progress: Progress) -> Result:
    """Read and judge only, and write the departments' reports; nothing is accepted, nothing is published."""
    with open_desk(places.state / places.desk) as work, _evening(places, wish, progress, work) as evening:
        facts, judged = _judge(evening, progress)
        facts, decided = _decide(evening, judged, facts, work)
        result = _result(evening, unit_states(evening.taken.units, decided), facts)
        found = issues(evening.city, evening.taken.units, decided, facts.absent)
        report(evening.city, (*found, *open_matters(evening.city, result.reminders)), result.units, places.state)
        return result


@contextmanager
def look(places: Places, wish: Wish, progress: Progress) -> Iterator[Judgement]:
    """Judge a day and write nothing: what `plan`, `explain` and `green` tell from. Valid inside the `with` alone."""
    with open_desk(places.state / places.desk) as work, _evening(places, wish, progress, work) as evening:
        facts, judged = _judge(evening, progress)
        facts, decided = _decide(evening, judged, facts, work)
        outcome = desensitize(evening.city, decided, frozenset(), work, evening.engine)
        yield Judgement(evening, facts, outcome, _publication(evening, facts, outcome))


def _retract(places: Places, wish: Wish, progress: Progress, work: Path, live: frozenset[str]) -> Result:
    work.mkdir()
    with _evening(places, wish, progress, work) as evening:
        # No folder was looked into, so none is missing a delivery.
        units = tuple(replace(unit, findings=()) for unit in evening.taken.units)
        return _publish(replace(evening, taken=replace(evening.taken, units=units), live=live), progress)


@contextmanager
def _evening(places: Places, wish: Wish, progress: Progress, work: Path) -> Iterator[Evening]:
    """Read everything that is configured and delivered."""
    city = close_lapsed(read_city(places.inputs), wish.as_of)
    memory = recall(places.state, city.site, wish.key, first_run=wish.first_run, looks=wish.looks)
    folders = places.inputs, last_kept(places.state)
    rulings = still_followed(read_rulings(places.inputs, city), city, folders, (memory.last_day, wish.as_of))
    refuse_lost(memory, rulings, city)
    progress("收件")
    taken = intake(city, rulings, (places.inputs, places.state, work), wish.as_of)
    rows = sum(file.rows for unit in taken.units for file in unit.files)
    with open_engine(work, rows, wish.workers, wish.scheduler) as engine:
        inputs = hash_inputs(places.inputs, taken.units)
        evening = Evening(city, rulings, memory, taken, wish.as_of, places, work, progress.watching(engine), inputs)
        progress.counted(_result(evening, unit_states(taken.units, ())))
        yield evening


def _judge(evening: Evening, progress: Progress) -> tuple[Facts, list[PrivatePart]]:
    city, past, key = evening.city, evening.memory.past, evening.memory.key
    progress("校验")
    judged = recognise(city, validate(city, evening.taken.units, evening.work, evening.engine), past, key)
    progress("依法判定")
    facts = gather(city, judged, (evening.rulings, past), (evening.as_of, key), (evening.work, evening.engine))
    expected = evening.memory.followed if evening.live is None else frozenset()
    own = read_published(evening.places.inputs, city, expected)
    return relate(city, judged, compare(city, judged, facts, own), evening.engine), judged


def _decide(evening: Evening, judged: list[PrivatePart], facts: Facts, work: Path) -> tuple[Facts, list[PrivatePart]]:
    """Apply the law, and once more where what it removes tonight stands under another number as well."""
    city, past, day = evening.city, evening.memory.past, (evening.as_of, evening.memory.key)
    decided = decide(city, judged, facts, day, (work, evening.engine))
    known = cover(city, decided, (facts, past), day, evening.engine)
    if known is not facts:
        decided = decide(city, judged, known, day, (work, evening.engine))
    return known, decided if evening.live is None else hold_back(decided, evening.live)


def _publish(evening: Evening, progress: Progress) -> Result:
    city, memory, as_of, places = evening.city, evening.memory, evening.as_of, evening.places
    refuse_the_past(city.site, memory, as_of)
    facts, judged = _judge(evening, progress)
    release = open_release(places.public, release_name(places.public, memory.version_on(as_of), as_of))
    outcome, publication = _make_twice_at_most(evening, judged, facts, release, progress)
    progress("发布")
    manifest = hashlib.sha256((release / "manifest.json").read_bytes()).hexdigest()
    commit(evening.taken.acceptances)
    if evening.live is None:
        keep_configuration(places.inputs, places.state, evening.rulings)
    stones = bury(city, outcome.decided, (memory.past, facts.unmatched), (as_of, memory.key), evening.engine)
    line = {**ledger_line(publication, evening.rulings), "manifest": manifest, "followed": memory.with_followed(facts)}
    marks = mark(publication, outcome.decided, memory.key)
    write_ahead(memory, line | keep_marks(places.state, marks), stones, shown(publication))
    keep_night(evening.work, places.state)
    result = replace(_result(evening, publication.units, facts), manifest=manifest)
    found = issues(city, evening.taken.units, outcome.decided, facts.absent)
    report(city, (*found, *open_matters(city, result.reminders)), publication.units, places.state)
    remind(city, outcome.decided, as_of, places.state)
    publish(release, places.public)
    return result


def _make_twice_at_most(
    evening: Evening, judged: list[PrivatePart], facts: Facts, release: Path, progress: Progress
) -> tuple[Outcome, Publication]:
    """Make the site and let the gate judge; what it holds back is withheld, and the site made once more."""
    held: frozenset[str] = frozenset()
    for work in (evening.work / "first", evening.work / "second"):
        known, decided = _decide(evening, judged, facts, work)
        progress("脱敏")
        outcome = desensitize(evening.city, decided, held, work, evening.engine)
        refuse_named(evening.places.inputs, outcome.people)
        publication = _publication(evening, known, outcome)
        progress.counted(_result(evening, publication.units, facts))
        progress("制作网页")
        make_site(evening.places, publication, release, work, evening.engine)
        progress("出口检查")
        order = work / "order"
        listed = lists(publication, outcome.literals, outcome.names, evening.memory.tombstones)
        write_order(order, told(publication), listed)
        clearance = summon(release, order, TIME_LIMIT, evening.engine.workers)
        if clearance.cleared:
            shutil.copyfile(order / "files.json", evening.places.state / "files.json")
            return outcome, publication
        held |= frozenset(clearance.records)
        shutil.rmtree(release)
        release.mkdir()
    message = "扣下可疑记录后重新制作，出口检查仍不放行；公开网站没有改动"
    raise GateError(message)


def make_site(places: Places, publication: Publication, release: Path, work: Path, engine: Engine) -> None:
    """Write every output into an empty release; all of them read the publication alone."""
    export(publication, release, engine)
    describe(publication, release)
    sizes = {f"download/{path.name}": path.stat().st_size for path in sorted((release / "download").iterdir())}
    index(publication, release, work, engine)
    render(publication, places.templates, (release, work), sizes, engine)
    sources = EditorialSources(places.templates, places.mkdocs, places.inputs, work)
    edit(publication, sources, editions(publication, places.templates), release)
    keep_assets(places.public, release, publication.as_of)


def _publication(evening: Evening, facts: Facts, outcome: Outcome) -> Publication:
    states = unit_states(evening.taken.units, outcome.decided)
    notices = announce(evening.rulings, facts, outcome.decided, evening.as_of)
    version = evening.memory.version_on(evening.as_of)
    public = tuple(part for part in outcome.public if evening.city.dataset(part.dataset).credit.access == "public")
    figures = reckon(evening.city, evening.memory, (outcome.decided, public), facts, (evening.as_of, evening.work))
    return Publication(evening.city, evening.as_of, version, public, states, notices, *figures)


def _result(evening: Evening, states: tuple[UnitState, ...], facts: Facts | None = None) -> Result:
    told_again = reminders(evening.city, evening.rulings, facts, evening.as_of) if facts else ()
    return Result(evening.memory.version_on(evening.as_of), evening.as_of, states, told_again, inputs=evening.inputs)
