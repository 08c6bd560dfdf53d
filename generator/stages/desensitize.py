"""The only door out: allow-listed columns, masks, cleaned narratives, keyed ids. What stays suspicious stays in.

Source: 黄信用办〔2021〕3号 三(三); 《中华人民共和国个人信息保护法》第二十五条、第五十一条.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generator.errors import GeneratorError
from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.columns import NOTE, PUBLISHED_UNTIL, RECORD_ID, SUBJECT_KINDS, PublicColumn, public_columns
from generator.model.parts import PrivatePart, PublicPart
from generator.model.work import Engine
from generator.policy import narrative
from generator.policy.amounts import to_yuan
from generator.policy.corrections import correct
from generator.policy.fold import over_values
from generator.policy.identifiers import id_number
from generator.policy.legible import legible_series
from generator.policy.masks import mask_series
from generator.policy.rules.commitment import FOR_REPAIR
from generator.policy.suspicion import suspicious

NAME_ROLES = ("representative", "responsible-person")
LITERAL_ROLES = ("person-id", "representative-id", "phone")
CODED_ROLES = frozenset({"subject-code", "authority-code", "source-unit-code"})


@dataclass(frozen=True)
class Outcome:
    """What left and what did not. `decided` carries the final reasons; `literals` must be found nowhere in public."""

    public: tuple[PublicPart, ...]
    decided: tuple[PrivatePart, ...]
    literals: tuple[str, ...]


@dataclass(frozen=True)
class _Door:
    """What all parts go out by."""

    city: City
    held: frozenset[str]
    folder: Path


def desensitize(
    city: City, decided: Sequence[PrivatePart], held: frozenset[str], work: Path, engine: Engine
) -> Outcome:
    """Project every shown row; `held` are record ids that the gate keeps back. Raises GeneratorError on twin ids."""
    folder = work / "public"
    folder.mkdir(parents=True, exist_ok=True)
    gone_through = engine.map(_go_out, _Door(city, held, folder), decided)
    public = tuple(part for part, _ in gone_through if part)
    _refuse_twins(public)
    literals = frozenset[str]().union(*(found for _, found in gone_through))
    return Outcome(public, tuple(decided), tuple(sorted(literals)))


def _go_out(door: _Door, part: PrivatePart) -> tuple[PublicPart | None, set[str]]:
    """Project one part; gives the public part, if a row is left, and the identifiers that must stay in."""
    frame = pd.read_parquet(part.frame)
    dataset = door.city.dataset(part.dataset)
    public, reasons = _part(door.city, dataset, part, frame, door.held)
    _replace(frame.assign(**{parts.REASON: reasons}), part.frame)
    path = door.folder / f"{part.number:06d}.parquet"
    if len(public):
        _replace(public, path)
    left = PublicPart(part.dataset, part.department, part.number, len(public), path) if len(public) else None
    return left, _literals(dataset, frame)


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


def _part(
    city: City, dataset: Dataset, part: PrivatePart, frame: pd.DataFrame, held: frozenset[str]
) -> tuple[pd.DataFrame, pd.Series]:
    reasons = frame[parts.REASON].astype("str")
    reasons = reasons.mask((reasons == "") & frame[parts.RECORD_ID].isin(held), "gate-held")
    shown = (reasons == "").to_numpy()
    rows = frame[shown].reset_index(drop=True)
    rows = correct(city, dataset, rows, rows[parts.CORRECTED])
    public = pd.DataFrame({RECORD_ID: rows[parts.RECORD_ID]})
    unsafe = np.zeros(len(rows), dtype=bool)
    known = narrative.vocabulary(_people(dataset, frame), city.surnames)
    for column in public_columns(dataset):
        if column.source is not None:
            public[column.name] = _column(city, dataset, column, rows, known)
            unsafe |= _unsafe(column, public[column.name])
    public[PUBLISHED_UNTIL] = rows[parts.UNTIL]
    public[NOTE] = rows[parts.NOTES]
    public = _for_pages(dataset, part, rows, public)
    reasons.iloc[np.flatnonzero(shown)[unsafe]] = "text-unsafe"
    return public[~unsafe].reset_index(drop=True), reasons


def _column(
    city: City, dataset: Dataset, column: PublicColumn, rows: pd.DataFrame, known: narrative.Vocabulary
) -> pd.Series:
    """One public column: what each kind of subject may show of it, and null where nothing is left."""
    field = column.source
    if field is None:
        message = "a column that shows no field has no cells"
        raise ValueError(message)
    cells = rows[field.name].fillna("").astype("str")
    result = pd.Series("", index=rows.index, dtype="str")
    for kind in SUBJECT_KINDS:
        mine = rows[parts.KIND] == kind
        disclosure = field.credit.disclosure(kind)
        if kind == "person" and disclosure == "public" and field.role == "subject-name":
            disclosure = "name" if dataset.credit.natural_persons != "named" else "public"
        if field.role == "purpose":
            mine &= _may_say_purpose(dataset, rows)
        if not mine.any() or disclosure == "withhold":
            continue
        if disclosure == "narrative":
            names = [rows[name] for role in NAME_ROLES if (name := dataset.named(role))]
            result = result.mask(mine, narrative.clean_series(cells.where(mine, ""), names, known))
        else:
            result = result.mask(mine, mask_series(cells, disclosure, city.surnames))
    if column.is_yuan:
        result = over_values(result, to_yuan)
    return legible_series(result.mask(result == ""))


def _may_say_purpose(dataset: Dataset, rows: pd.DataFrame) -> pd.Series:
    """A commitment made for a repair does not say what was repaired (design §8)."""
    category = dataset.named("category")
    if dataset.credit.kind != "commitment" or category is None:
        return pd.Series(data=True, index=rows.index)
    return rows[category].fillna("") != FOR_REPAIR


def _unsafe(column: PublicColumn, cells: pd.Series) -> np.ndarray:
    if column.type in ("number", "integer", "date", "year") or column.source is None:
        return np.zeros(len(cells), dtype=bool)
    is_coded = bool(column.source.credit.check) or column.source.role in CODED_ROLES
    return suspicious(cells, codes_allowed=is_coded).to_numpy(dtype=bool)


def _people(dataset: Dataset, frame: pd.DataFrame) -> list[str]:
    """Names of people in this part: representatives, and subjects who are persons."""
    found: set[str] = set()
    for role in NAME_ROLES:
        if name := dataset.named(role):
            found |= set(frame[name].dropna())
    if name := dataset.named("subject-name"):
        found |= set(frame.loc[frame[parts.KIND] == "person", name].dropna())
    return sorted(found)


def _literals(dataset: Dataset, frame: pd.DataFrame) -> set[str]:
    found: set[str] = set()
    for role in LITERAL_ROLES:
        if name := dataset.named(role):
            found |= set(frame[name].dropna())
    if name := dataset.named("subject-code"):
        codes = frame[name].fillna("")
        found |= set(codes[id_number.valid18(codes) | (id_number.valid(codes) & (frame[parts.CODE] == ""))])
    return {one for one in found if len(one) >= 8}


def _for_pages(dataset: Dataset, part: PrivatePart, rows: pd.DataFrame, public: pd.DataFrame) -> pd.DataFrame:
    name, day = dataset.named("subject-name"), dataset.date_column
    blank = pd.Series("", index=rows.index, dtype="str")
    is_person = rows[parts.KIND] == "person"
    shown = public[name].fillna("") if name in public else blank
    return public.assign(
        **{
            "@kind": rows[parts.KIND],
            "@department": pd.Series(part.department, index=rows.index, dtype="str"),
            "@date": rows[day].fillna("") if day else blank,
            "@since": rows[parts.SINCE],
            "@repairable": rows[parts.REPAIRABLE],
            "@severity": rows[parts.SEVERITY],
            "@name": shown,
            "@code": rows[parts.CODE].mask(is_person, ""),
            "@pending": rows[parts.PENDING],
        }
    )
