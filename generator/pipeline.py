"""The story of one build, told once, from what departments delivered to what the public sees.

Every build is a whole build into an empty folder. State is written before the switch, and the switch is one step.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.engine import open_engine
from generator.errors import GateError
from generator.gate.errand import write_order
from generator.gate.summon import summon
from generator.model.city import City
from generator.model.facts import Facts
from generator.model.night import Places, Result, Wish
from generator.model.parts import PrivatePart
from generator.model.publication import Publication
from generator.model.rulings import Rulings
from generator.model.work import Engine
from generator.policy.reminders import reminders
from generator.stages.announce import announce
from generator.stages.bury import bury
from generator.stages.compare import compare
from generator.stages.decide import decide
from generator.stages.describe import describe
from generator.stages.desensitize import Outcome, desensitize
from generator.stages.edit import EditorialSources, edit
from generator.stages.export import export
from generator.stages.gather import gather
from generator.stages.index import index
from generator.stages.instruct import lists, shown, told
from generator.stages.intake import Intake, commit, intake
from generator.stages.publish import keep_assets, open_release, publish, release_name
from generator.stages.read import read_city, read_published, read_rulings
from generator.stages.relate import relate
from generator.stages.remember import (
    Memory,
    ledger_line,
    recall,
    refuse_lost_measures,
    refuse_lost_rulings,
    refuse_the_past,
    write_ahead,
)
from generator.stages.render import frame, render
from generator.stages.report import issues, report, unit_states
from generator.stages.validate import validate

GATE_SECONDS = 3600.0
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Evening:
    """Everything of one build that is settled before the law is applied."""

    city: City
    rulings: Rulings
    memory: Memory
    taken: Intake
    as_of: date
    inputs: Path
    work: Path
    engine: Engine


def build(places: Places, wish: Wish, progress: Progress) -> Result:
    """Build and publish the site; raises GeneratorError, and then nothing public has changed."""
    with _evening(places, wish, progress) as evening:
        refuse_the_past(evening.city.site, evening.memory, wish.as_of)
        return _publish(places, evening, progress)


def check(places: Places, wish: Wish, progress: Progress) -> Result:
    """Read and judge only, and write the departments' reports; nothing is accepted, nothing is published."""
    with _evening(places, wish, progress) as evening:
        facts, judged = _judge(evening, progress)
        day = (wish.as_of, evening.memory.key)
        decided = decide(evening.city, judged, facts, day, (evening.work, evening.engine))
        states = unit_states(evening.taken.units, decided)
        found = issues(evening.city, evening.taken.units, decided, facts.absent)
        report(evening.city, found, states, places.state)
        return Result(evening.memory.version_on(wish.as_of), wish.as_of, states, _open_matters(evening, facts))


@contextmanager
def _evening(places: Places, wish: Wish, progress: Progress) -> Iterator[Evening]:
    """Read everything that is configured and delivered into a private work folder, which goes at the end."""
    city = read_city(places.inputs)
    rulings = read_rulings(places.inputs, city)
    memory = recall(places.state, city.site, wish.key, first_run=wish.first_run)
    refuse_lost_rulings(memory, rulings)
    refuse_lost_measures(memory, city)
    work = (places.state / "work").absolute()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    try:
        progress("收件")
        taken = intake(city, rulings, (places.inputs, places.state, work), wish.as_of)
        rows = sum(file.rows for unit in taken.units for file in unit.files)
        with open_engine(work, rows, wish.workers, wish.scheduler) as engine:
            yield Evening(city, rulings, memory, taken, wish.as_of, places.inputs, work, engine)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _judge(evening: Evening, progress: Progress) -> tuple[Facts, list[PrivatePart]]:
    progress("校验")
    judged = validate(evening.city, evening.taken.units, evening.work, evening.engine)
    progress("依法判定")
    day = (evening.as_of, evening.memory.key)
    facts = gather(evening.city, judged, evening.rulings, evening.memory.tombstones, day)
    facts = compare(evening.city, judged, facts, read_published(evening.inputs, evening.city))
    return relate(evening.city, judged, facts), judged


def _publish(places: Places, evening: Evening, progress: Progress) -> Result:
    city, memory, as_of = evening.city, evening.memory, evening.as_of
    facts, judged = _judge(evening, progress)
    version = memory.version_on(as_of)
    release = open_release(places.public, release_name(places.public, version, as_of))
    outcome, publication = _make_twice_at_most(places, evening, judged, facts, release, progress)
    progress("发布")
    commit(evening.taken.acceptances)
    stones = bury(city, outcome.decided, memory.key, as_of)
    write_ahead(memory, ledger_line(publication, evening.rulings), stones, shown(publication))
    found = issues(city, evening.taken.units, outcome.decided, facts.absent)
    report(city, found, publication.units, places.state)
    publish(release, places.public)
    return Result(version, as_of, publication.units, _open_matters(evening, facts))


def _make_twice_at_most(  # noqa: PLR0913  # the two makings share all of it
    places: Places, evening: Evening, judged: list[PrivatePart], facts: Facts, release: Path, progress: Progress
) -> tuple[Outcome, Publication]:
    """Make the site and let the gate judge; what it holds back is withheld, and the site made once more."""
    held: frozenset[str] = frozenset()
    for turn in ("first", "second"):
        work = evening.work / turn
        decided = decide(evening.city, judged, facts, (evening.as_of, evening.memory.key), (work, evening.engine))
        progress("脱敏")
        outcome = desensitize(evening.city, decided, held, work, evening.engine)
        publication = _publication(evening, facts, outcome)
        progress("制作网页")
        make_site(places, publication, release, work, evening.engine)
        progress("出口检查")
        order = work / "order"
        write_order(order, told(publication), lists(publication, outcome.literals, evening.memory.tombstones))
        clearance = summon(release, order, GATE_SECONDS)
        if clearance.cleared:
            return outcome, publication
        held |= frozenset(clearance.records)
        shutil.rmtree(release)
        release.mkdir()
    message = "扣下可疑记录后重新制作，出口检查仍不放行；公开网站没有改动"
    raise GateError(message)


def make_site(places: Places, publication: Publication, release: Path, work: Path, engine: Engine) -> None:
    """Write every output into an empty release; all of them read the publication alone."""
    export(publication, release)
    describe(publication, release)
    sizes = {f"download/{path.name}": path.stat().st_size for path in sorted((release / "download").iterdir())}
    index(publication, release, work, engine)
    render(publication, places.templates, (release, work), sizes, engine)
    sources = EditorialSources(places.templates, places.mkdocs, places.inputs, work)
    edit(publication, sources, frame(publication, places.templates), release)
    keep_assets(places.public, release, publication.as_of)


def _publication(evening: Evening, facts: Facts, outcome: Outcome) -> Publication:
    states = unit_states(evening.taken.units, outcome.decided)
    notices = announce(evening.rulings, facts, outcome.decided, evening.as_of)
    version = evening.memory.version_on(evening.as_of)
    public = tuple(part for part in outcome.public if evening.city.dataset(part.dataset).credit.access == "public")
    return Publication(evening.city, evening.as_of, version, public, states, notices)


def _open_matters(evening: Evening, facts: Facts) -> tuple[str, ...]:
    return reminders(evening.city, evening.rulings, facts, evening.as_of)
