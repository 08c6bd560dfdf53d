"""Find the texts that operators write themselves, each with its file and line, and refuse those that hold a person."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from generator.errors import CatalogueError
from generator.model.city import City
from generator.model.rulings import COLUMNS
from generator.policy.naming import naming
from generator.policy.own_texts import LABELLED_NAME, NUMBER, OwnText, finder, number_or_label

SETTINGS = ("site.yaml", "departments.yaml", "basis.yaml", "periods.yaml", "catalogue/*.yaml")
TABLES = ("measures/*.csv", "holidays.csv")
PAGES = ("editorial/**/*.md",)
NOT_OWN = frozenset(
    {"dataset", "department", "record_number", "subject_name", "subject_code", "value", "record_id", "url", "sha256"}
)
"""Columns of rulings that name a record, and what an objection puts in its place."""
ADVICE = {
    NUMBER: "含有个人号码，或者没有登记在 site.yaml 和 departments.yaml 里的固定电话；这里的文字会原样公开，请删去",
    LABELLED_NAME: "写有个人姓名（“负责人某某”之类）；这里的文字会原样公开，请删去姓名",
}
_LANDLINE = re.compile("0(?:10|[2-9])[0-9]{8,10}")
Suspects = Callable[[str], bool]


def refuse_personal(inputs: Path, city: City) -> None:
    """Refuse settings, measures and pages with a personal number or a labelled name; raises CatalogueError."""
    _refuse(inputs, (*SETTINGS, *TABLES, *PAGES), city)


def refuse_personal_rulings(inputs: Path, city: City) -> None:
    """Refuse rulings likewise, but for the columns that name their record; raises CatalogueError."""
    _refuse(inputs, _rulings(), city)


def refuse_named(inputs: Path, people: Iterable[str]) -> None:
    """Refuse whatever names somebody of tonight's rows; raises CatalogueError, and never tells the name."""
    names = finder(people)
    for one in own_texts(inputs, (*SETTINGS, *TABLES, *PAGES, *_rulings()), names):
        if names(one.text):
            message = f"{one.file} 第 {one.line} 行：写有今晚数据里某个人的姓名；这里的文字会原样公开，请删去姓名"
            raise CatalogueError(message)


def own_texts(inputs: Path, patterns: Iterable[str], suspects: Suspects) -> Iterator[OwnText]:
    """Yield the texts of the files that `suspects` something in as a whole: most need not be taken apart."""
    for pattern in patterns:
        for path in sorted(inputs.glob(pattern)):
            whole = path.read_text("utf-8-sig", errors="replace")
            if suspects(" ".join(whole.split())):
                file = path.relative_to(inputs).as_posix()
                yield from (OwnText(file, line, text) for line, text in _READERS[path.suffix](whole))


def _refuse(inputs: Path, patterns: Iterable[str], city: City) -> None:
    names, phones = naming(city.surnames, frozenset()), _landlines(city)
    for one in own_texts(inputs, patterns, lambda text: number_or_label(text, names, phones) is not None):
        if fault := number_or_label(one.text, names, phones):
            message = f"{one.file} 第 {one.line} 行：{ADVICE[fault]}"
            raise CatalogueError(message)


def _rulings() -> tuple[str, ...]:
    """Name the files of rulings: a takedown holds whatever its lines say, and nothing of it is published."""
    return tuple(f"rulings/{file}.csv" for file in COLUMNS if file != "takedowns")


def _landlines(city: City) -> frozenset[str]:
    """Digits of the offices' own landlines; a mobile number is a person's, wherever it stands."""
    told = [city.site.phone, *(one.contact.phone or "" for one in city.departments)]
    bare = ("".join(filter(str.isdigit, phone)) for phone in told)
    return frozenset(phone for phone in bare if _LANDLINE.fullmatch(phone))


def _scalars(text: str) -> Iterator[tuple[int, str]]:
    """Yield every value of a YAML file with its line; comments are not published."""
    pending: list[Any] = [YAML(typ="safe", pure=True).compose(text)]
    while pending:
        node = pending.pop()
        if node is None or isinstance(node.value, str):
            yield from [(node.start_mark.line + 1, node.value)] if node else []
        else:
            pending += [one for pair in node.value for one in (pair if isinstance(pair, tuple) else [pair])]


def _cells(text: str) -> Iterator[tuple[int, str]]:
    rows = csv.reader(text.splitlines(keepends=True))
    own = [place for place, name in enumerate(next(rows, [])) if name.strip() not in NOT_OWN]
    for row in rows:
        yield from ((rows.line_num, row[place]) for place in own if place < len(row))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    yield from enumerate(text.splitlines(), start=1)


_READERS = {".yaml": _scalars, ".csv": _cells, ".md": _lines}
