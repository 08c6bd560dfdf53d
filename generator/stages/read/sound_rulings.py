"""What one line of rulings/ must hold beyond its words, and what lines about one record must not say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pyarrow as pa

from generator.checks.judge import judge_rows
from generator.checks.screens import judge_column, proven_cells
from generator.errors import CatalogueError
from generator.model.catalogue import Based, Dataset
from generator.model.city import City
from generator.model.rulings import Ruling
from generator.policy.contradictions import quarrel
from generator.policy.fold import fold, fold_code
from generator.policy.normalise import TEXT, normalise_column, steps_of

OPEN, CORRECTED = ("受理", "核查中"), "更正"
SHIELD = "屏蔽"
ORDERED_DAYS = {"repairs": (("received_on", "reviewed_on"),), "objections": (("received_on", "closed_on"),)}


def sound(ruling: Ruling, city: City) -> Ruling:
    """Check a line against the catalogue; raises CatalogueError naming file, line and column.

    Gives the line back, the value of a correction in the form in which cells of its field are judged.
    """
    place = f"rulings/{ruling.file}.csv 第 {ruling.line} 行"
    for first, last in ORDERED_DAYS.get(ruling.file, ()):
        if ruling.more[first] and ruling.more[last] and ruling.more[last] < ruling.more[first]:
            _fail(place, last, f"早于 {first}，请核对日期")
    if not ruling.dataset:
        return ruling
    dataset = city.dataset(ruling.dataset)
    _fits(place, ruling, dataset, city)
    if ruling.file == "objections" and ruling.more["status"] == CORRECTED:
        value = _checked(place, dataset, ruling.more["field"], ruling.more["value"])
        return replace(ruling, more={**ruling.more, "value": value})
    return ruling


def _fits(place: str, ruling: Ruling, dataset: Dataset, city: City) -> None:
    """Refuse what the dataset has no place for."""
    if ruling.file in ("objections", "consents") and ruling.more["field"]:
        _known_field(place, dataset, ruling.more["field"])
    if ruling.file == "repairs" and ruling.more["action"] != SHIELD and _is_beyond_repair(ruling, dataset, city):
        _fail(place, "action", "目录写明这类信息不适用信用修复（repairable: false）；破产重整的写“屏蔽”")
    if ruling.file == "removals" and dataset.credit.kind not in ("red-list", "model"):
        _fail(place, "dataset", "removals 只用于红名单和诚信典型的退出；其他信息的移出写在 repairs")
    if ruling.file == "objections" and ruling.more["status"] == CORRECTED and not ruling.more["field"]:
        _fail(place, "field", "更正要写明更正哪个字段（field），改成什么（value）")


def _is_beyond_repair(ruling: Ruling, dataset: Dataset, city: City) -> bool:
    """Tell whether the text that excepts the item from repair held on the ruling's day: an older repair stands."""
    left, day = dataset.credit.repairable, ruling.decided_on
    return isinstance(left, Based) and not left.value and day is not None and city.bases[left.basis].in_force(day)


def refuse_contradictions(rulings: Iterable[Ruling], city: City) -> None:
    """Raise CatalogueError where two lines about one record cannot both be meant, or states come in the wrong order."""
    by_record: dict[tuple[str, ...], list[Ruling]] = {}
    for one in rulings:
        if one.file in ("objections", "withdrawals"):
            by_record.setdefault(_record(one, city), []).append(one)
    for lines in by_record.values():
        in_days = sorted(lines, key=lambda one: (str(one.decided_on), one.place))
        for earlier, later in combinations(in_days, 2):
            found = quarrel(earlier, later)
            if found and _paper(earlier) != _paper(later):
                place = f"rulings/{later.file}.csv 第 {later.line} 行"
                _fail(place, found.column, f"与第 {earlier.line} 行同一天，{found.words}；请核对")
        for earlier, later in pairwise(in_days):
            states = earlier.more.get("status"), later.more.get("status")
            if states == (OPEN[1], OPEN[0]) and _paper(earlier) != _paper(later):
                place = f"rulings/{later.file}.csv 第 {later.line} 行"
                _fail(place, "status", f"第 {earlier.line} 行已经是核查中，不能再回到受理；请核对先后")


def _paper(one: Ruling) -> tuple[str, str]:
    """A later line with the same paper takes the place of an earlier one."""
    return one.authority, one.document


def _record(one: Ruling, city: City) -> tuple[str, ...]:
    department = city.department(one.department).id if one.department else ""
    subject = fold_code(one.subject_code) or fold(one.subject_name)
    return one.file, one.dataset, department, fold(one.record_number), subject


def _known_field(place: str, dataset: Dataset, name: str) -> None:
    if name not in {field.name for field in dataset.fields}:
        _fail(place, "field", f"{dataset.name} 里没有这个字段；写目录里的字段名")


def _checked(place: str, dataset: Dataset, name: str, value: str) -> str:
    """Clean a corrected value like a delivered cell, and hold it against type and constraints of its field."""
    field = next(one for one in dataset.fields if one.name == name)
    missing = frozenset(dataset.table.missing_values)
    cell: str = normalise_column(pa.array([value], TEXT), steps_of(field, dataset.credit.clean), missing).to_pylist()[0]
    bare = field.model_dump(mode="json", by_alias=True, exclude_none=True)
    bare["constraints"].pop("unique", None)
    descriptor = {"fields": [bare], "missingValues": list(dataset.table.missing_values)}
    column = pd.Series([None if cell in missing else cell], dtype="str")
    doubtful = np.flatnonzero(~proven_cells(field, column))
    found = judge_rows(descriptor, pd.DataFrame({name: [cell]}, dtype="str"), doubtful)
    if found or any(len(one.rows) for one in judge_column(field, column)):
        _fail(place, "value", f"不合字段“{name}”的类型或约束，请对照目录改正")
    return "" if cell in missing else cell


def _fail(place: str, column: str, advice: str) -> None:
    message = f"{place} {column}：{advice}"
    raise CatalogueError(message)
