"""Rulings (决定): what has been decided about single records after they were handed in (design §6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

COMMON = (
    "dataset",
    "department",
    "record_number",
    "subject_name",
    "subject_code",
    "authority",
    "document",
    "decided_on",
)
COLUMNS: dict[str, tuple[str, ...]] = {
    "repairs": ("action", "received_on", "reviewed_on"),
    "withdrawals": ("kind", "reason", "notice"),
    "objections": ("origin", "status", "received_on", "closed_on", "field", "value", "apology"),
    "removals": ("reason",),
    "takedowns": ("record_id", "url"),
    "reinstatements": ("reason",),
    "consents": ("field", "until"),
    "acknowledgements": ("file", "sha256", "rows"),
}
"""The files of rulings/ and what each has beside the common columns."""

REMOVING = ("repairs", "withdrawals", "objections", "removals", "takedowns")
"""The files whose lines may take a record down. A line of the others only brings back or allows."""

FOLLOWED = "followed"
"""Beside rulings/ in a kept configuration: what was followed though it stood in rulings/ no more."""

WORDS: dict[tuple[str, str], frozenset[str]] = {
    ("repairs", "action"): frozenset({"移出", "终止公示", "屏蔽", "删除", "标注"}),
    ("withdrawals", "kind"): frozenset({"变更", "撤销", "确认违法", "确认无效", "停止执行", "中止执行", "恢复执行"}),
    ("objections", "status"): frozenset({"受理", "核查中", "更正", "撤销", "维持"}),
    ("objections", "origin"): frozenset({"异议", "投诉", "主动发现"}),
    ("objections", "apology"): frozenset({"", "on-request"}),
    ("withdrawals", "notice"): frozenset({"", "subject"}),
    ("removals", "reason"): frozenset({"认定有误", "不当利用", "标准改变"}),
}


@dataclass(frozen=True)
class Ruling:
    """One line of a rulings file. `more` holds the file's own columns."""

    file: str
    line: int
    dataset: str
    department: str
    record_number: str
    subject_name: str
    subject_code: str
    authority: str
    document: str
    decided_on: date | None
    more: dict[str, str]
    is_kept: bool = False
    """Whether tonight's file no longer holds it: it was followed, and is; `line` counts those of its file."""

    @property
    def place(self) -> tuple[bool, int]:
        """Its place among the lines of its file: what was followed once comes before what stands there tonight."""
        return not self.is_kept, self.line

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it is written, in the order of COMMON and the file's own columns."""
        own = {"decided_on": self.decided_on.isoformat() if self.decided_on else ""}
        common = tuple(own.get(column) or str(getattr(self, column) or "") for column in COMMON)
        return (*common, *(self.more[column] for column in COLUMNS[self.file]))

    def takes_effect(self, day: date) -> bool:
        """Tell whether it holds on a day; without a date (takedowns) at the next run, one dated ahead waits."""
        return self.decided_on is None or self.decided_on <= day


@dataclass(frozen=True)
class Rulings:
    """Every line of rulings/, in file order, and how many lines each file has."""

    lines: tuple[Ruling, ...]
    counts: dict[str, int]

    def of(self, file: str, day: date) -> tuple[Ruling, ...]:
        """The rulings of one file that hold on a day, in order."""
        return tuple(ruling for ruling in self.lines if ruling.file == file and ruling.takes_effect(day))
