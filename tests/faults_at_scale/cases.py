"""Bad input at scale: what is delivered, what is run, and what must be said of it. Sizes are the caller's."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from generator.policy.tables import Limits
from tests.builders import SmallCity, penalty, small_city, unified_code

DEPARTMENT, DATASET = "market-regulation", "penalties"
NUMBERS = 100_000
"""So many different codes there are."""
FAULTS = (
    {"行政相对人代码_1(统一社会信用代码)": "91420200MA900001AA"},
    {"罚款金额（万元）": "1_000"},
    {"处罚决定日期": "2026-02-30"},
    {"违法行为类型": ""},
    {"违法事实": "当事人\ufffd生产的砌块抽检不合格。"},
)

Account = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A fault at a size: the city with it, the command that meets it, and what its account must say."""

    what: str
    command: str
    city: SmallCity
    expected: Account
    """Of the unit: those of its keys that matter."""


def five_percent_bad(root: Path, rows: int) -> Case:
    """Every twentieth row has one of five faults."""
    bad = rows // 20
    faults = cycle(FAULTS)
    city = _city(root, _rows(rows, lambda number: next(faults) if number % 20 == 0 else {}))
    return Case(f"{rows:,} 行，5% 有错", "build", city, {"verdict": None, "delivered": rows, "published": rows - bad})


def one_huge_cell(root: Path, mebibytes: int) -> Case:
    """One cell is far larger than any text of a decision: its row is named, and the file is not taken."""
    text = "当事人生产的砌块抽检不合格。" * (mebibytes * 25_000)
    city = _city(root, _rows(1000, lambda number: {"违法事实": text} if number == 500 else {}))
    return Case(f"一格 {mebibytes} MB", "check", city, {"verdict": "source-malformed", "used": 0})


def no_final_newline(root: Path, rows: int) -> Case:
    """The last line of a large file does not end; one with more rows than a file may have is not taken at all."""
    is_taken = rows <= Limits().rows
    city = _city(root, _rows(rows))
    path = city.data / "departments" / DEPARTMENT / "penalties-20261101.csv"
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 2)
    expected = (
        {"verdict": None, "delivered": rows, "used": rows} if is_taken else {"verdict": "source-malformed", "used": 0}
    )
    return Case(f"{rows:,} 行，末行没有换行", "check", city, expected)


def many_small_files(root: Path, files: int) -> Case:
    """Many batches of ten rows."""
    city = small_city(root, DATASET)
    _write_many(city.data / "departments" / DEPARTMENT, files, 10)
    return Case(f"{files:,} 个文件，各 10 行", "check", city, {"verdict": None, "delivered": files * 10})


def a_folder_of_files(root: Path, files: int) -> Case:
    """A folder was copied as it was: its files are in order, and lie one folder deeper."""
    city = small_city(root, DATASET)
    _write_many(city.data / "departments" / DEPARTMENT / "2026", files, 10)
    return Case(f"一个文件夹，{files:,} 个 CSV", "check", city, {"verdict": None, "delivered": files * 10})


def _write_many(folder: Path, files: int, rows: int) -> None:
    lines = _rows(files * rows)
    for number in range(files):
        _write(folder / f"penalties-{20200101 + number}.csv", islice(lines, rows))


def _rows(rows: int, changes: Callable[[int], dict[str, str]] = lambda _: {}) -> Iterator[dict[str, str]]:
    row = penalty()
    for number in range(1, rows + 1):
        own = {
            "行政相对人代码_1(统一社会信用代码)": unified_code(number % NUMBERS),
            "行政处罚决定书文号": f"黄市监处罚〔2026〕{number}号",
        }
        yield row | own | changes(number)


def _city(root: Path, rows: Iterator[dict[str, str]]) -> SmallCity:
    city = small_city(root, DATASET)
    _write(city.data / "departments" / DEPARTMENT / "penalties-20261101.csv", rows)
    return city


def _write(path: Path, rows: Iterator[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(penalty()))
        writer.writeheader()
        writer.writerows(rows)
