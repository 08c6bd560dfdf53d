"""Read rulings/: every line becomes a Ruling, or the build stops. A lost line would put somebody back on the site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.errors import CatalogueError
from generator.model.city import City
from generator.model.rulings import COLUMNS, COMMON, WORDS, Ruling, Rulings
from generator.model.strict import read_day
from generator.stages.read.append_only import is_acknowledgement_of_rulings, refuse_rewritten
from generator.stages.read.own_texts import refuse_personal_rulings
from generator.stages.read.sound_rulings import refuse_contradictions, sound
from generator.stages.read.strangers import refuse_strangers
from generator.stages.read.tables import load_table

DATES = {"repairs": ("received_on", "reviewed_on"), "objections": ("received_on", "closed_on"), "consents": ("until",)}


def read_rulings(inputs: Path, city: City, followed: tuple[Path | None, date] = (None, date.min)) -> Rulings:
    """Read all rulings files; raises CatalogueError naming file, line and column.

    `followed` is the last accepted configuration, of which no line may read otherwise, and the day of the build.
    """
    refuse_strangers(inputs / "rulings", [f"{file}.csv" for file in COLUMNS], "决定")
    lines: list[Ruling] = []
    counts: dict[str, int] = {}
    for file, more in COLUMNS.items():
        path = inputs / "rulings" / f"{file}.csv"
        rows = load_table(path, (*COMMON, *more))
        counts[file] = len(rows)
        lines += [sound(_ruling(file, line, row, city), city) for line, row in rows]
    refuse_contradictions(lines, city)
    refuse_personal_rulings(inputs, city)
    rulings = Rulings(tuple(lines), counts)
    refuse_rewritten(inputs, followed, rulings)
    return rulings


def _ruling(file: str, line: int, row: dict[str, str], city: City) -> Ruling:
    place = f"rulings/{file}.csv 第 {line} 行"
    decided_on = _day(place, "decided_on", row["decided_on"])
    if decided_on is None and file != "takedowns":
        message = f"{place} decided_on：不能为空，只有撤下（takedowns）可以先撤后补"
        raise CatalogueError(message)
    for column in DATES.get(file, ()):
        _day(place, column, row[column])
    for column in COLUMNS[file]:
        allowed = WORDS.get((file, column))
        if allowed is not None and row[column] not in allowed:
            message = f"{place} {column}：只能是 {'、'.join(sorted(filter(None, allowed)))}"
            raise CatalogueError(message)
    _names_known_things(place, row, city)
    common = {column: row[column] for column in COMMON if column != "decided_on"}
    return Ruling(file, line, **common, decided_on=decided_on, more={column: row[column] for column in COLUMNS[file]})


def _names_known_things(place: str, row: dict[str, str], city: City) -> None:
    names = {dataset.name for dataset in city.datasets}
    departments = {name for one in city.departments for name in (one.id, *one.formerly)}
    if row["dataset"] and row["dataset"] not in names:
        message = (
            f"{place} dataset：目录里没有这个数据集，请核对拼写；停用的数据集不要从 catalogue/ 删去，"
            "在它的文件里写 access: closed，已公示的当晚撤下，撤下过的以后也不会恢复"
        )
        raise CatalogueError(message)
    is_named_otherwise = row.get("record_id") or row.get("url") or is_acknowledgement_of_rulings(row.get("file", ""))
    if not row["dataset"] and not is_named_otherwise:
        message = f"{place} dataset：不能为空"
        raise CatalogueError(message)
    if row["department"] and row["department"] not in departments:
        message = f"{place} department：departments.yaml 里没有这个部门"
        raise CatalogueError(message)


def _day(place: str, column: str, text: str) -> date | None:
    try:
        return read_day(text) if text else None
    except ValueError:
        message = f"{place} {column}：日期写作 2026-04-01，并且要有这一天"
        raise CatalogueError(message) from None
