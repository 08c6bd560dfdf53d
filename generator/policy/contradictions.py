"""Rulings of one day on one record that cannot both be meant.

Lines that name their record alike are refused when they are read. By number here and by code there they may mean one
record all the same, which is only known once all rows are: then doubt withholds until a person settles it with a later
ruling (design §5).

Source: 黄信用办〔2021〕3号 七(三): what is found wrong is corrected or withdrawn, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from generator.model.facts import Ruled
from generator.model.rulings import Ruling
from generator.policy.corrections import CORRECTION

DISMISSED = "维持"
CLOSED = frozenset({CORRECTION, "撤销", DISMISSED})
RESTS, GOES_ON = frozenset({"停止执行", "中止执行"}), "恢复执行"
BACK = "reinstatements"


class Quarrel(NamedTuple):
    """Two rulings of one day, the column in which they differ, and how."""

    earlier: Ruling
    later: Ruling
    column: str
    words: str


def quarrel(earlier: Ruling, later: Ruling) -> Quarrel | None:
    """Tell how two rulings on one record contradict each other; None where they do not."""
    if earlier.file != later.file or earlier.decided_on != later.decided_on or earlier.file not in _DIFFER:
        return None
    told = _DIFFER[earlier.file](earlier.more, later.more)
    return Quarrel(earlier, later, *told) if told else None


def _of_withdrawals(before: dict[str, str], now: dict[str, str]) -> tuple[str, str] | None:
    kinds = {before["kind"], now["kind"]}
    return ("kind", "一个停止执行，一个恢复执行") if GOES_ON in kinds and kinds & RESTS else None


def _of_objections(before: dict[str, str], now: dict[str, str]) -> tuple[str, str] | None:
    statuses = {before["status"], now["status"]}
    if len(statuses) > 1 and all(one in CLOSED for one in statuses):
        return "status", "结论不同"
    is_other = before["field"] == now["field"] and before["value"] != now["value"]
    return ("value", "更正同一字段，内容不同") if statuses == {CORRECTION} and is_other else None


_DIFFER = {"withdrawals": _of_withdrawals, "objections": _of_objections}


def open_quarrels(ruled: Iterable[Ruled]) -> dict[int, list[Quarrel]]:
    """The contradictions that no later ruling has settled, by the row they are about."""
    by_row: dict[int, list[Ruling]] = defaultdict(list)
    for one in ruled:
        if one.is_exact and (one.ruling.file in _DIFFER or one.ruling.file == BACK):
            for row in one.rows:
                by_row[int(row)].append(one.ruling)
    found = {row: _open(lines) for row, lines in by_row.items()}
    return {row: some for row, some in found.items() if some}


def _open(lines: Sequence[Ruling]) -> list[Quarrel]:
    told = (quarrel(*pair) for pair in combinations(sorted(lines, key=lambda one: one.place), 2))
    return [one for one in told if one and not any(_settles(line, one) for line in lines)]


def _settles(line: Ruling, one: Quarrel) -> bool:
    """Tell whether a ruling is later, and decides what the two contradict each other in."""
    if str(line.decided_on) <= str(one.earlier.decided_on) or line.file not in (one.earlier.file, BACK):
        return False
    if line.file == "objections" and line.more["status"] not in CLOSED:
        return False
    is_of_field = line.more.get("field") == one.earlier.more.get("field")
    return one.column != "value" or line.more.get("status") != CORRECTION or is_of_field
