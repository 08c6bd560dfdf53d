"""A desk for rules: a few rows of a dataset of the example city, written by role, on one day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.facts import PartFacts, Ruled
from generator.model.rulings import COLUMNS, Ruling
from generator.model.verdict import ANNOTATIONS, NOTES, WITHHOLDING, Verdict
from generator.policy.case import Case
from generator.stages.read import read_city
from tests.conftest import CHECKOUT

TODAY = "2026-11-24"
NOBODY = np.empty(0, dtype=np.int64)
Judge = Callable[[Case], Iterable[Verdict]]


@cache
def example() -> City:
    return read_city(CHECKOUT / "data")


def with_credit(name: str, **credit: Any) -> Dataset:
    """A dataset of the example city with some keys of `credit` changed."""
    dataset = example().dataset(name)
    return dataset.model_copy(update={"credit": dataset.credit.model_copy(update=credit)})


def with_role(name: str, role: str) -> Dataset:
    """A dataset of the example city with one column more, which plays a role and bears its name."""
    dataset = example().dataset(name)
    spare = dataset.fields[0]
    added = spare.model_copy(update={"name": role, "credit": spare.credit.model_copy(update={"role": role})})
    table = dataset.table.model_copy(update={"fields": (*dataset.fields, added)})
    return Dataset(name=dataset.name, title=dataset.title, credit=dataset.credit, schema=table)


def without_roles(name: str, *roles: str) -> Dataset:
    """A dataset of the example city without the columns that play some roles."""
    dataset = example().dataset(name)
    kept = tuple(field for field in dataset.fields if field.role not in roles)
    table = dataset.table.model_copy(update={"fields": kept})
    return Dataset(name=dataset.name, title=dataset.title, credit=dataset.credit, schema=table)


def ruling(file: str, line: int = 2, decided_on: str | None = "2026-11-01", /, **cells: str) -> Ruling:
    common: dict[str, Any] = {
        name: cells.pop(name, "") for name in ("dataset", "department", "record_number", "subject_name")
    }
    common |= {name: cells.pop(name, "") for name in ("subject_code", "authority", "document")}
    more = {name: cells.pop(name, "") for name in COLUMNS[file]}
    assert not cells
    return Ruling(file, line, **common, decided_on=date.fromisoformat(decided_on) if decided_on else None, more=more)


def case(
    dataset: str | Dataset,
    rows: Sequence[Mapping[str, str]],
    *,
    on: str = TODAY,
    ruled: Sequence[tuple[Ruling, list[int]]] = (),
    city: City | None = None,
    **facts: Any,
) -> Case:
    """Make a case; rows are cells by role, and `kind` (organisation where it is not given)."""
    described = dataset if isinstance(dataset, Dataset) else example().dataset(dataset)
    place = city or example()
    names = {role: field.name for role, field in described.by_role.items()}
    frame = pd.DataFrame(
        {
            field.name: pd.Series([row.get(field.role or "\0") for row in rows], dtype="str")
            for field in described.fields
        }
    )
    assert {key for row in rows for key in row} <= {*names, "kind"}, "no such role"
    frame[parts.KIND] = [row.get("kind", "organisation") for row in rows]
    frame[parts.CODE] = [row.get("subject-code", "") for row in rows]
    hits = tuple(Ruled(one, np.array(at, dtype=np.int64), is_exact=True) for one, at in ruled)
    known = PartFacts(NOBODY, NOBODY, NOBODY, ruled=hits, **facts)
    return Case(place, described, frame, known, date.fromisoformat(on))


EFFECT = {
    **dict.fromkeys(WITHHOLDING, "withhold"),
    **dict.fromkeys(ANNOTATIONS, "annotate"),
    **dict.fromkeys(NOTES, "note"),
}
STANDARDS = {"GB 32100-2015"}


def said(judge: Judge, about: Case) -> list[list[str]]:
    """The codes that a rule gives each row; each finding has the effect of its code, and names what there is."""
    found: list[list[str]] = [[] for _ in range(len(about.frame))]
    for one in judge(about):
        assert EFFECT[one.code] == one.effect, one.code
        assert [] == [name for name in one.basis.split(";") if not _is_on_file(name, about.city)], one.code
        assert one.field.startswith(("credit.", "role: ")) or one.field in ("", *_fields(about)), one.code
        for row in one.rows:
            found[row].append(one.code)
    return [sorted(set(codes)) for codes in found]


def findings(judge: Judge, about: Case) -> set[tuple[str, str, str, str]]:
    """Everything that a rule says of any row: code, effect, field and basis."""
    return {(one.code, one.effect, one.field, one.basis) for one in judge(about) if len(one.rows)}


def _is_on_file(name: str, city: City) -> bool:
    return name in STANDARDS or name.split(" ")[0] in city.bases


def _fields(about: Case) -> list[str]:
    return [field.name for field in about.dataset.fields]
