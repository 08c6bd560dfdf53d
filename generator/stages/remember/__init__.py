"""What the program must not forget: its key, its ledger, its tombstones, and when each record was public.

All of it is private, append-only in meaning, and written before the switch. Lost state refuses the build: a
forgotten tombstone would put somebody back on the site (design §6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from generator.errors import StateError
from generator.model.city import City, Site
from generator.model.facts import Facts, Past, Tombstone
from generator.model.publication import Publication
from generator.model.rulings import Rulings
from generator.stages.remember.intervals import (
    beginnings,
    extend_intervals,
    first_days,
    refuse_lost_intervals,
    shown_intervals,
)
from generator.stages.remember.keys import find_key
from generator.stages.remember.ledger import (
    HEAD,
    LEDGER,
    builds,
    hash_of,
    read_nights,
    refuse_another_key,
    write_nights,
)
from generator.stages.remember.marks import keep_marks, kept_marks, names_kept, refuse_lost_marks
from generator.stages.remember.whole import write_whole

__all__ = [
    "Memory",
    "builds",
    "keep_marks",
    "kept_marks",
    "ledger_line",
    "measure_counts",
    "read_nights",
    "recall",
    "refuse_another_key",
    "refuse_lost",
    "refuse_lost_marks",
    "refuse_lost_rulings",
    "refuse_the_past",
    "shown_intervals",
    "write_ahead",
]
_OF_THIS_RUN = frozenset({"lock", "work", "reports"})
_MADE = (LEDGER, HEAD, "key", "tombstones.csv", "shown.parquet", "marks.parquet", "accepted")


@dataclass(frozen=True)
class Memory:
    """The state before tonight."""

    folder: Path
    key: bytes
    nights: tuple[Mapping[str, Any], ...]
    tombstones: tuple[Tombstone, ...]

    @property
    def last_day(self) -> date | None:
        """The day of the newest build."""
        return date.fromisoformat(self.nights[-1]["as_of"]) if self.nights else None

    @property
    def days(self) -> list[str]:
        """The days of all builds, in order (ISO)."""
        return [str(night["as_of"]) for night in self.nights]

    @property
    def intervals(self) -> pd.DataFrame:
        """When each record was public, as `shown_intervals` gives it."""
        return shown_intervals(self.folder)

    @cached_property
    def past(self) -> Past:
        """What earlier nights left behind for tonight's judgement."""
        return Past(self.tombstones, first_days(self.folder), names_kept(self.folder))

    @property
    def followed(self) -> frozenset[str]:
        """Units (department/dataset) whose own publication was followed on some night (parity: enforce)."""
        return frozenset(self.nights[-1].get("followed", ())) if self.nights else frozenset()

    def with_followed(self, facts: Facts) -> list[str]:
        """What the ledger keeps of them: tonight's too, sorted."""
        return sorted(self.followed | set(facts.followed))

    def version_on(self, day: date) -> int:
        """The version counts build days."""
        return len({night["as_of"] for night in self.nights} | {day.isoformat()})


def recall(folder: Path, site: Site, given_key: str | None, *, first_run: bool = False, looks: bool = False) -> Memory:
    """Read the state; raises StateError with advice where key, ledger or tombstones are missing, changed or shrunk.

    Who only looks may do so at a city that has no state yet; nothing is written then.
    """
    if looks and not site.fictional and not any((folder / name).exists() for name in _MADE):
        return Memory(folder, (given_key or "").encode(), (), ())
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    ledger = folder / LEDGER
    may_begin = site.fictional or first_run
    if first_run and any(path.name not in _OF_THIS_RUN for path in folder.iterdir()):
        message = "--first-run 要求 state/ 是空的；已有状态时直接运行 build"
        raise StateError(message)
    if not ledger.exists() and not may_begin:
        message = "state/ledger.jsonl 不见了：请从备份恢复 state/；新城市第一次运行用 build --first-run"
        raise StateError(message)
    key = find_key(folder, site, given_key, may_begin=may_begin and not ledger.exists(), first_run=first_run)
    nights = read_nights(folder)
    refuse_another_key(nights, key)
    tombstones = _tombstones(folder / "tombstones.csv", nights)
    if nights and "shown" in nights[-1]:
        refuse_lost_intervals(folder, int(nights[-1]["shown"]), str(nights[-1]["shown_sha256"]))
    refuse_lost_marks(folder, nights)
    return Memory(folder, key, nights, tombstones)


def write_ahead(memory: Memory, night: Mapping[str, Any], fresh: Iterable[Tombstone], shown: pd.DataFrame) -> None:
    """Write tombstones, shown intervals and the ledger line, in this order; done again it adds nothing wrong.

    `shown` has record_id and dataset of every record that is public from now on.
    """
    known = set(memory.tombstones)
    stones = (*memory.tombstones, *(stone for stone in fresh if stone not in known))
    write_whole(memory.folder / "tombstones.csv", _stone_text(stones))
    intervals = extend_intervals(memory.folder, memory.days, str(night["as_of"]), shown)
    marks = {"tombstones": len(stones), "tombstones_sha256": hash_of(_stone_text(stones))}
    marks |= {"shown": len(intervals), "shown_sha256": beginnings(intervals)}
    write_nights(memory.folder, memory.nights, {**night, **marks}, memory.key)


def ledger_line(publication: Publication, rulings: Rulings) -> Mapping[str, object]:
    """What the ledger keeps of a night: counts and sizes, never a row."""
    units = [
        {"department": one.department, "dataset": one.dataset, "used": one.used, "waiting": one.waiting,
         "published": one.published, "withheld": dict(one.withheld)}
        for one in publication.units
    ]  # fmt: skip
    return {
        "as_of": publication.as_of.isoformat(),
        "version": publication.version,
        "units": units,
        "rulings": dict(rulings.counts),
        "measures": measure_counts(publication.city),
    }


def refuse_the_past(site: Site, memory: Memory, as_of: date) -> None:
    """Raise StateError for a day before the last build's: what has come down since would be shown again."""
    if memory.last_day and as_of < memory.last_day and not site.fictional:
        message = f"上次发布是 {memory.last_day} 的，不能再发布更早一天的内容"
        raise StateError(message)


def refuse_lost(memory: Memory, rulings: Rulings, city: City) -> None:
    """Raise StateError where a list that may only grow has shrunk."""
    refuse_lost_rulings(memory, rulings)
    refuse_lost_measures(memory, city)


def refuse_lost_rulings(memory: Memory, rulings: Rulings) -> None:
    """Raise StateError where a rulings file has shrunk: a lost line would bring somebody back."""
    before = memory.nights[-1]["rulings"] if memory.nights else {}
    for file, count in before.items():
        if rulings.counts[file] < count:
            message = f"rulings/{file}.csv 比上次少了 {count - rulings.counts[file]} 行；决定只能增加，请恢复"
            raise StateError(message)


def refuse_lost_measures(memory: Memory, city: City) -> None:
    """Raise StateError where a measures list has shrunk: what is abolished keeps its line, with its day (八)."""
    before = memory.nights[-1].get("measures", {}) if memory.nights else {}
    for file, count in measure_counts(city).items():
        if count < before.get(file, 0):
            message = f"measures/{file}.csv 比上次少了 {before[file] - count} 行；取消的措施也要保留，写明日期，请恢复"
            raise StateError(message)


def measure_counts(city: City) -> dict[str, int]:
    """How many lines each measures list has."""
    return {"restraints": len(city.restraints), "incentives": len(city.incentives)}


def _tombstones(path: Path, nights: tuple[Mapping[str, Any], ...]) -> tuple[Tombstone, ...]:
    text = path.read_text("utf-8") if path.exists() else ""
    lines = text.splitlines()
    expected = int(nights[-1]["tombstones"]) if nights else 0
    if len(lines) < expected or (
        nights and hash_of("".join(line + "\n" for line in lines[:expected])) != nights[-1]["tombstones_sha256"]
    ):
        message = "state/tombstones.csv 缺失、变短或被改动：请从备份恢复，否则已撤下的记录会重新出现"
        raise StateError(message)
    cells = [line.split(",") for line in lines]
    return tuple(Tombstone(one[0], one[1], one[2], date.fromisoformat(one[3]), *one[4:]) for one in cells)


def _stone_text(stones: Iterable[Tombstone]) -> str:
    return "".join(
        ",".join((one.dataset, one.record_id, one.likeness, one.removed_on.isoformat(), one.code, one.cause)) + "\n"
        for one in stones
    )
