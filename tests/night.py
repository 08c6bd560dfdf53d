"""One night of a small city up to the door, in this process: what is public, why rows are not, what is noted."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from generator.engine import InProcess
from generator.model import parts
from generator.model.city import City
from generator.model.facts import Facts, Past
from generator.model.parts import PrivatePart
from generator.model.publication import Issue, Notice
from generator.model.rulings import Rulings
from generator.stages.announce import announce
from generator.stages.compare import compare
from generator.stages.cover import cover
from generator.stages.decide import decide
from generator.stages.desensitize import desensitize
from generator.stages.gather import gather
from generator.stages.intake import Intake, intake
from generator.stages.read import read_city, read_published, read_rulings
from generator.stages.recognise import recognise
from generator.stages.relate import relate
from generator.stages.report import issues
from generator.stages.validate import validate
from tests.builders import SmallCity

KEY = b"k" * 32


@dataclass(frozen=True)
class Judged:
    """What a night took in and what law made of it, as a build goes through it before the door."""

    taken: Intake
    facts: Facts
    decided: list[PrivatePart]


def judge(city: City, rulings: Rulings, places: tuple[Path, Path, Path], past: Past, day: tuple[date, bytes]) -> Judged:
    """Take in and judge. `places` are inputs, state and work, `day` the day and the key; the state is not written."""
    inputs, _, work = places
    as_of, key = day
    taken = intake(city, rulings, places, as_of)
    made = recognise(city, validate(city, taken.units, work, InProcess()), past, key)
    facts = gather(city, made, (rulings, past), day, (work, InProcess()))
    facts = relate(city, made, compare(city, made, facts, read_published(inputs, city)), InProcess())
    decided = decide(city, made, facts, day, (work, InProcess()))
    known = cover(city, decided, (facts, past), day, InProcess())
    if known is not facts:
        decided = decide(city, made, known, day, (work, InProcess()))
    return Judged(taken, known, decided)


@dataclass(frozen=True)
class Night:
    """What came of the night."""

    shown: dict[str, list[dict[str, str]]]
    """Dataset to its public rows."""
    reasons: dict[str, list[str]]
    """Dataset to the reason of every row, in order of delivery; empty where it is shown."""
    issues: tuple[Issue, ...]
    notices: tuple[Notice, ...]
    facts: Facts

    def notes(self, code: str) -> list[int | None]:
        """The delivered rows that a department is told a code about."""
        return [one.row for one in self.issues if one.code == code]


def night(small: SmallCity, on: str, work: Path, past: Past | None = None) -> Night:
    """Judge a night; nothing is written into the city's state."""
    as_of = date.fromisoformat(on)
    city = read_city(small.data)
    rulings = read_rulings(small.data, city)
    judged = judge(city, rulings, (small.data, small.state, work), past or Past(), (as_of, KEY))
    outcome = desensitize(city, judged.decided, frozenset(), work, InProcess())
    shown: dict[str, list[dict[str, str]]] = {}
    for part in outcome.public:
        rows = pd.read_parquet(part.frame).fillna("").astype("str").to_dict("records")
        shown.setdefault(part.dataset, []).extend({str(name): cell for name, cell in row.items()} for row in rows)
    reasons: dict[str, list[str]] = {}
    for one in outcome.decided:
        reasons.setdefault(one.dataset, []).extend(pd.read_parquet(one.frame)[parts.REASON])
    found = issues(city, judged.taken.units, outcome.decided, judged.facts.absent)
    return Night(shown, reasons, found, announce(rulings, judged.facts, outcome.decided, as_of), judged.facts)
