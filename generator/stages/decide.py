"""Apply the law: every row of every part gets its verdicts, and the first that withholds is its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Facts, PartFacts
from generator.model.parts import PrivatePart
from generator.model.verdict import ANNOTATIONS, Verdict, reasons
from generator.model.work import Engine
from generator.policy.case import Case
from generator.policy.corrections import collect, correct
from generator.policy.endings import ended_on
from generator.policy.identity import record_ids
from generator.policy.listings import LISTING_KINDS, find_listed, standing
from generator.policy.rules import RULES
from generator.policy.rules.objection import OPEN
from generator.policy.verdict_table import from_table, to_table


@dataclass(frozen=True)
class _Court:
    """What all parts are judged by."""

    city: City
    as_of: date
    key: bytes
    folder: Path


def decide(
    city: City,
    made: Iterable[PrivatePart],
    facts: Facts,
    day: tuple[date, bytes],
    places: tuple[Path, Engine],
) -> list[PrivatePart]:
    """Judge every part on a day, which comes with the key of record ids. `places` are the work folder and the engine.

    Serious and watch lists come first: whoever stands on one tonight loses every red-list entry (四(二)). Returns
    parts, in the order of `made`, whose frames carry reason, period, annotations and record id.
    """
    work, engine = places
    folder = work / "decided"
    folder.mkdir(parents=True, exist_ok=True)
    made, court = list(made), _Court(city, *day, folder)
    is_listing = [city.dataset(part.dataset).credit.kind in LISTING_KINDS for part in made]
    first = [part for part, is_first in zip(made, is_listing, strict=True) if is_first]
    decided = engine.map(_decide, court, [(part, facts.parts[part.number]) for part in first])
    listings = _standing(city, decided)
    rest = [part for part, is_first in zip(made, is_listing, strict=True) if not is_first]
    jobs = [(part, _with_listed(court, part, facts.parts[part.number], listings)) for part in rest]
    return sorted([*decided, *engine.map(_decide, court, jobs)], key=lambda part: part.number)


def _with_listed(court: _Court, part: PrivatePart, facts: PartFacts, listings: pd.DataFrame) -> PartFacts:
    """Add to the facts of a red list which of its rows, as corrected, are listed among the dishonest."""
    if court.city.dataset(part.dataset).credit.kind != "red-list":
        return facts
    is_contested = any(one.ruling.file == "objections" for one in facts.ruled)
    frame = pd.read_parquet(part.frame, columns=None if is_contested else [parts.CODE, parts.NAME])
    case, _ = _corrected(court, part, frame, facts)
    return replace(facts, listed=find_listed(case.frame, listings))


def _standing(city: City, decided: Iterable[PrivatePart]) -> pd.DataFrame:
    """Whoever stands on a list that counts tonight, of all lists together, as corrected."""
    columns = [parts.CODE, parts.NAME, parts.RECORD_ID, parts.PENDING, parts.CORRECTED]
    found = [pd.DataFrame({name: [] for name in columns[:3]}, dtype="str")]
    for part in decided:
        frame = pd.read_parquet(part.frame, columns=columns)
        if (frame[parts.CORRECTED] != "").any():
            frame = pd.read_parquet(part.frame)
            frame = correct(city, city.dataset(part.dataset), frame, frame[parts.CORRECTED])
        found.append(standing(frame, from_table(pd.read_parquet(part.verdicts))))
    return pd.concat(found, ignore_index=True)


def _corrected(court: _Court, part: PrivatePart, frame: pd.DataFrame, facts: PartFacts) -> tuple[Case, pd.Series]:
    """The case of a part with corrected cells in the place of those delivered, and the corrections."""
    case = Case(court.city, court.city.dataset(part.dataset), frame, facts, court.as_of)
    corrections = collect(case.ruled("objections"), len(frame)).set_axis(frame.index)
    return replace(case, frame=correct(court.city, case.dataset, frame, corrections)), corrections


def _decide(court: _Court, job: tuple[PrivatePart, PartFacts]) -> PrivatePart:
    part, facts = job
    frame = pd.read_parquet(part.frame)
    case, corrections = _corrected(court, part, frame, facts)
    verdicts = from_table(pd.read_parquet(part.verdicts))
    for _, judge in RULES:
        verdicts.extend(one for one in judge(case) if len(one.rows))
    decided = frame.assign(
        **{
            parts.REASON: pd.Series(reasons(verdicts, len(frame)), index=frame.index).astype("str"),
            parts.SINCE: case.terms["since"],
            parts.UNTIL: case.terms["until"],
            parts.REPAIRABLE: case.terms["repairable"],
            parts.SEVERITY: case.terms["severity"],
            parts.PENDING: _pending(case),
            parts.CORRECTED: corrections,
            parts.NOTES: _annotations(verdicts, frame),
            parts.RECORD_ID: record_ids(court.key, frame[parts.KEY]),
            parts.CAUSES: _causes(facts, frame),
            parts.ENDED: ended_on(case.city, facts.ruled, len(frame)).set_axis(frame.index),
        }
    )
    path, table = court.folder / f"{part.number:06d}.parquet", court.folder / f"{part.number:06d}.verdicts.parquet"
    decided.to_parquet(path, index=False)
    to_table(verdicts).to_parquet(table, index=False)
    return PrivatePart(part.dataset, part.department, part.number, part.rows, path, table)


def _pending(case: Case) -> pd.Series:
    """The day an objection was received that is open now, else empty."""
    received = np.full(len(case.frame), "", dtype=object)
    for one in case.ruled("objections"):
        day = one.ruling.more["received_on"] or str(one.ruling.decided_on)
        received[one.rows] = day if one.ruling.more["status"] in OPEN else ""
    return pd.Series(received, index=case.frame.index).astype("str")


def _causes(facts: PartFacts, frame: pd.DataFrame) -> pd.Series:
    causes = np.full(len(frame), "", dtype=object)
    for row, cause in zip(facts.listed.rows, facts.listed.causes, strict=True):
        causes[row] = f"{causes[row]};{cause}" if causes[row] else cause
    return pd.Series(causes, index=frame.index).astype("str")


def _annotations(verdicts: list[Verdict], frame: pd.DataFrame) -> pd.Series:
    """Annotation codes of each row in the order of design §7, joined by `;`."""
    notes = pd.Series("", index=frame.index, dtype="str")
    for code in ANNOTATIONS:
        has = np.zeros(len(frame), dtype=bool)
        for one in verdicts:
            if one.code == code:
                has[one.rows] = True
        notes = notes.mask(has, notes.mask(notes != "", notes + ";") + code)
    return notes
