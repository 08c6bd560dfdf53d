"""Remind: for each department a private list of the records whose repair may be asked for, or whose notice ends soon.

Source: 黄信用办〔2021〕3号 七(二): subjects are reminded of repair. The list names files and rows, never a cell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.parts import PrivatePart
from generator.model.span import Span

HEADER = ("信息类别", "文件", "行", "记录编号", "提醒", "日期")
REPAIRABLE, ENDING = "已经可以申请信用修复，请提醒当事人", "本月公示期满"
NEXT_MONTH = Span("P1M")


def remind(city: City, decided: Iterable[PrivatePart], as_of: date, state: Path) -> None:
    """Write state/reminders/<department>.csv for every department that has adverse records on the site."""
    by_department: dict[str, list[pd.DataFrame]] = {}
    for part in decided:
        dataset = city.dataset(part.dataset)
        if dataset.is_adverse:
            lines = _lines(pd.read_parquet(part.frame, columns=list(_COLUMNS)), as_of)
            by_department.setdefault(part.department, []).append(lines.assign(title=dataset.title))
    folder = state / "reminders"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for department, tables in by_department.items():
        found = pd.concat(tables).sort_values(["title", parts.FILE, parts.ROW], kind="stable")
        named = found[["title", parts.FILE, parts.ROW, parts.RECORD_ID, "what", "day"]]
        with (folder / f"{department}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEADER, *named.itertuples(index=False)])


_COLUMNS = (parts.FILE, parts.ROW, parts.RECORD_ID, parts.REASON, parts.REPAIRABLE, parts.UNTIL)


def _lines(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    shown = frame[frame[parts.REASON] == ""]
    today, month_ends = as_of.isoformat(), NEXT_MONTH.after(as_of.replace(day=1)).isoformat()
    may = shown[(shown[parts.REPAIRABLE] != "") & (shown[parts.REPAIRABLE] <= today)]
    ends = shown[(shown[parts.UNTIL] >= today) & (shown[parts.UNTIL] < month_ends)]
    return pd.concat(
        [may.assign(what=REPAIRABLE, day=may[parts.REPAIRABLE]), ends.assign(what=ENDING, day=ends[parts.UNTIL])]
    )
