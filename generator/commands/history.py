"""`gongshi history KEY`: on which days a record was public, in which builds, from state/ alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.errors import StateError
from generator.stages.mark import find_marked
from generator.stages.remember import (
    builds,
    kept_marks,
    read_nights,
    refuse_another_key,
    refuse_lost_marks,
    shown_intervals,
)


@dataclass(frozen=True)
class Interval:
    """From the first day to the last, both inclusive, without a break."""

    record_id: str
    dataset: str
    first: str
    last: str
    builds: tuple[tuple[str, str, str], ...]
    """Version, day and SHA-256 of the manifest of every build in it."""

    def words(self) -> str:
        """Tell the interval in lines."""
        builds = "".join(f"\n  第 {version} 版 {day} 清单 SHA-256 {manifest}" for version, day, manifest in self.builds)
        return f"{self.record_id} {self.dataset} {self.first} {self.last}{builds}"


def run(state: Path, key: str, secret: str | None, until: date | None = None) -> list[Interval]:
    """List the intervals of a record id, a document number or a code; empty where nothing was ever public.

    With `until` (inclusive) the answer is the one that could be given on that day.

    Raises:
        StateError: there is no state; or a number or a code is asked for, and the marks are lost or the key is another
            than the last build's, by which none is found.
    """
    if not (state / "ledger.jsonl").is_file():
        message = f"{state} 里没有台账，还没有发布过；请用 --state 指明状态文件夹"
        raise StateError(message)
    intervals = shown_intervals(state)
    ids = {key} if key in set(intervals["record_id"]) else _ids(state, key, _secret(state, secret))
    mine = intervals[intervals["record_id"].isin(ids)].sort_values(["record_id", "first"])
    if until is not None:
        day = until.isoformat()
        mine = mine[mine["first"] <= day].assign(last=lambda known: known["last"].where(known["last"] <= day, day))
    columns = builds(state)[["version", "as_of", "manifest"]]
    nights = list(columns.itertuples(index=False, name=None))
    return [
        Interval(one, dataset, first, last, tuple(night for night in nights if first <= night[1] <= last))
        for one, dataset, first, last in mine[["record_id", "dataset", "first", "last"]].itertuples(index=False)
    ]


def _ids(state: Path, key: str, secret: bytes) -> set[str]:
    """Find ids by their marks, which only the key of the builds can: with another all would be "never public"."""
    nights = read_nights(state)
    refuse_another_key(nights, secret)
    refuse_lost_marks(state, nights)
    return set(find_marked(kept_marks(state), key, secret))


def _secret(state: Path, given: str | None) -> bytes:
    path = state / "key"
    return given.encode() if given else path.read_bytes().strip() if path.is_file() else b""
