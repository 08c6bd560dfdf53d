"""Read rulings/: every line becomes a Ruling, or the build stops. A lost line would put somebody back on the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import CatalogueError
from generator.model.city import City
from generator.model.rulings import COLUMNS, COMMON, WORDS, Ruling, Rulings
from generator.model.strict import read_day
from generator.policy.contradictions import GOES_ON
from generator.stages.read.own_texts import refuse_personal_rulings
from generator.stages.read.sound_rulings import refuse_contradictions, sound
from generator.stages.read.still_followed import gone_lines, is_acknowledgement_of_rulings
from generator.stages.read.strangers import refuse_strangers
from generator.stages.read.tables import load_table

DATES = {"repairs": ("received_on", "reviewed_on"), "objections": ("received_on", "closed_on"), "consents": ("until",)}


def read_rulings(inputs: Path, city: City) -> Rulings:
    """Read all rulings files; raises CatalogueError naming file, line and column."""
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
    return Rulings(tuple(lines), counts)


def still_followed(
    rulings: Rulings, city: City, places: tuple[Path, Path | None], days: tuple[date | None, date]
) -> Rulings:
    """Put before tonight's rulings what was followed and is gone from its file; raises CatalogueError.

    `places` are tonight's inputs and the last accepted configuration, `days` that of its build and tonight.
    """
    (inputs, accepted), (then, as_of) = places, days
    if accepted is None or then is None:
        return rulings
    kept: list[Ruling] = []
    for file, lines in gone_lines(inputs, accepted, rulings.of("acknowledgements", as_of)).items():
        found = (_kept(file, line, row, city) for line, row in lines)
        kept += [one for one in found if one.takes_effect(then) and one.more.get("kind") != GOES_ON]
    return replace(rulings, lines=(*kept, *rulings.lines))


def _kept(file: str, line: int, row: dict[str, str], city: City) -> Ruling:
    try:
        return replace(sound(_ruling(file, line, row, city), city), is_kept=True)
    except CatalogueError as error:
        message = (
            f"{error}（上次发布时的一行，今晚的文件里没有了，但仍要执行；"
            f"不得不改的，核对后在 acknowledgements.csv 登记 file rulings/{file}.csv 和它的 sha256、rows）"
        )
    raise CatalogueError(message)


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
    common: dict[str, Any] = {column: row[column] for column in COMMON if column != "decided_on"}
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
