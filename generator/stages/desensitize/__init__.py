"""The only door out: allow-listed columns, masks, cleaned narratives, keyed ids. What stays suspicious stays in.

Source: 黄信用办〔2021〕3号 三(三); 《中华人民共和国个人信息保护法》第二十五条、第五十一条.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generator.errors import GeneratorError
from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.columns import RECORD_ID
from generator.model.parts import PrivatePart, PublicPart
from generator.model.verdict import Verdict
from generator.model.work import Engine
from generator.policy import narrative
from generator.policy.identifiers import id_number, uscc
from generator.policy.narrative import long_names
from generator.policy.people import people_columns, people_of
from generator.policy.verdict_table import to_table
from generator.stages.desensitize.project import project

LITERAL_ROLES = ("person-id", "representative-id", "phone")
Unit = tuple[str, str]


@dataclass(frozen=True)
class Outcome:
    """What left and what did not. `decided` carries the final reasons; `literals` must be found nowhere in public."""

    public: tuple[PublicPart, ...]
    decided: tuple[PrivatePart, ...]
    literals: tuple[str, ...]
    people: frozenset[str] = frozenset()
    """Names of tonight's people, three characters and longer: nobody else may write them either."""
    names: tuple[Path, ...] = ()
    """Tables of record_id and name: what must not stand in the record's own page and rows."""


@dataclass(frozen=True)
class _Door:
    """What all parts go out by."""

    city: City
    held: frozenset[str]
    folder: Path
    people: Mapping[Unit, Path]
    """By unit the file with the names of its people."""


@dataclass(frozen=True)
class _Gone:
    """What came of one part."""

    public: PublicPart | None
    names: Path | None
    literals: frozenset[str]


def desensitize(
    city: City, decided: Sequence[PrivatePart], held: frozenset[str], work: Path, engine: Engine
) -> Outcome:
    """Project every shown row; `held` are record ids that the gate keeps back. Raises GeneratorError on twin ids."""
    folder = work / "public"
    folder.mkdir(parents=True, exist_ok=True)
    people = _people(city, decided, engine)
    gone = engine.map(_go_out, _Door(city, held, folder, _written(people, folder)), decided)
    public = tuple(one.public for one in gone if one.public)
    _refuse_twins(public)
    return Outcome(
        public,
        tuple(decided),
        literals=tuple(sorted(frozenset[str]().union(*(one.literals for one in gone)))),
        people=frozenset(name for cells in people.values() for name in long_names(cells)),
        names=tuple(one.names for one in gone if one.names),
    )


def _people(city: City, decided: Sequence[PrivatePart], engine: Engine) -> dict[Unit, set[str]]:
    """Names of people by unit, as delivered: a text may name whom another part of the same file is about."""
    found: dict[Unit, set[str]] = {}
    for part, names in zip(decided, engine.map(_people_of, city, decided), strict=True):
        found.setdefault((part.department, part.dataset), set()).update(names)
    return found


def _people_of(city: City, part: PrivatePart) -> set[str]:
    dataset = city.dataset(part.dataset)
    return people_of(dataset, pd.read_parquet(part.frame, columns=people_columns(dataset)))


def _written(people: Mapping[Unit, set[str]], folder: Path) -> dict[Unit, Path]:
    """Write the names of each unit once; no two builds of a process use the same path, for it is remembered."""
    paths = {unit: folder / f"{uuid4().hex}.people.json" for unit in people}
    for unit, path in paths.items():
        path.write_text(json.dumps(sorted(people[unit]), ensure_ascii=False), encoding="utf-8")
    return paths


@lru_cache(maxsize=1)
def _vocabulary(people: Path, surnames: frozenset[str]) -> narrative.Vocabulary:
    return narrative.vocabulary(json.loads(people.read_text("utf-8")), surnames)


def _go_out(door: _Door, part: PrivatePart) -> _Gone:
    """Project one part; gives the public part, if a row is left, and what must stay in."""
    frame = pd.read_parquet(part.frame)
    dataset = door.city.dataset(part.dataset)
    known = _vocabulary(door.people[part.department, part.dataset], door.city.surnames)
    public, reasons, notes, hidden = project(door.city, part, frame, door.held, known)
    _replace(frame.assign(**{parts.REASON: reasons}), part.frame)
    _replace(_with_notes(pd.read_parquet(part.verdicts), notes), part.verdicts)
    literals = frozenset(_literals(dataset, frame))
    if public.empty:
        return _Gone(None, None, literals)
    path, names = (door.folder / f"{part.number:06d}{kind}.parquet" for kind in ("", ".names"))
    _replace(public, path)
    _replace(hidden, names)
    return _Gone(PublicPart(part.dataset, part.department, part.number, len(public), path), names, literals)


def _with_notes(table: pd.DataFrame, notes: list[Verdict]) -> pd.DataFrame:
    """Add notes to a part's verdicts; a part that is done twice has them once."""
    return pd.concat([table, to_table(notes)], ignore_index=True).drop_duplicates(ignore_index=True)


def _replace(frame: pd.DataFrame, path: Path) -> None:
    """Write a part under a temporary name first: a worker that is lost half-way must not leave half a part."""
    partial = path.with_name(f".{path.name}.part")
    frame.to_parquet(partial, index=False)
    partial.replace(path)


def _refuse_twins(public: Sequence[PublicPart]) -> None:
    ids = [pq.read_table(part.frame, columns=[RECORD_ID])[RECORD_ID].cast(pa.large_string()) for part in public]
    together = pa.chunked_array([chunk for one in ids for chunk in one.chunks], pa.large_string())
    if pc.count_distinct(together).as_py() != len(together):
        message = "两条记录得到了同一个编号：检查各数据集的文书号和主键，同一条记录不能出现在两处"
        raise GeneratorError(message)


def _literals(dataset: Dataset, frame: pd.DataFrame) -> set[str]:
    found: set[str] = set()
    for role in LITERAL_ROLES:
        if name := dataset.named(role):
            found |= set(frame[name].dropna())
    if name := dataset.named("subject-code"):
        codes = frame[name].fillna("")
        # A trader's own code may stand beside the trade name elsewhere; whatever else a person has is a document.
        of_persons = ((frame[parts.KIND] == "person") & ~uscc.valid(codes)) | (
            id_number.valid(codes) & (frame[parts.CODE] == "")
        )
        found |= set(codes[id_number.valid18(codes) | of_persons])
    return {one for one in found if len(one) >= 8}
