"""Read the registers beside the catalogue: departments, divisions, days off, surnames. None may say one thing twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.model.city import Department
from generator.model.strict import read_day
from generator.policy.identifiers import uscc
from generator.stages.read.parsing import fail, read_list, read_rows, unique

_DIVISION = re.compile("[0-9]{6}")
_SURNAME = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{1,4}")
_OFF = {"true": True, "false": False, "1": True, "0": False}


def read_departments(path: Path) -> tuple[Department, ...]:
    """Read departments.yaml; ids, former ids and codes are unique, and every code passes its check character."""
    made = read_list(Department, path)
    for number, one in enumerate(made):
        if not uscc.is_valid(one.code):
            fail(path, (number, "code"), "不是 18 位统一社会信用代码，或校验位不对；请照登记证书填写")
    ids = [((number, "id"), one.id) for number, one in enumerate(made)]
    former = [((number, "formerly"), name) for number, one in enumerate(made) for name in one.formerly]
    unique(path, [*ids, *former])
    unique(path, [((number, "code"), one.code) for number, one in enumerate(made)])
    return tuple(made)


def read_holidays(path: Path) -> dict[date, bool]:
    """Read holidays.csv: days that differ from the week's rule, to whether they are off."""

    def one(row: dict[str, str]) -> tuple[date, bool]:
        day = _cell("date", row, read_day)
        if row["is_off_day"].lower() not in _OFF:
            message = "is_off_day：只能是 true 或 false"
            raise ValueError(message)
        return day, _OFF[row["is_off_day"].lower()]

    return dict(day for _, day in read_rows(path, ("date", "name", "is_off_day", "paper"), one, key="date"))


def read_divisions(path: Path) -> dict[str, str]:
    """Read divisions.csv: six digits to the name of the division."""

    def one(row: dict[str, str]) -> tuple[str, str]:
        if not _DIVISION.fullmatch(row["code"]):
            message = "code：行政区划代码是 6 位数字"
            raise ValueError(message)
        if not row["name"]:
            message = "name：不能是空的"
            raise ValueError(message)
        return row["code"], row["name"]

    return dict(pair for _, pair in read_rows(path, ("code", "name"), one, key="code"))


def read_surnames(path: Path) -> frozenset[str]:
    """Read surnames.csv, by which persons are told from shop signs."""

    def one(row: dict[str, str]) -> str:
        if not _SURNAME.fullmatch(row["name"]):
            message = "name：一行写一个姓，一到四个汉字"
            raise ValueError(message)
        return row["name"]

    return frozenset(name for _, name in read_rows(path, ("name",), one, key="name"))


def _cell(column: str, row: dict[str, str], read: Callable[[str], date]) -> date:
    try:
        return read(row[column])
    except ValueError:
        message = f"{column}：日期写作 2026-04-01，并且要有这一天"
        raise ValueError(message) from None
