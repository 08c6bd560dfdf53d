"""`gongshi history KEY`: on which days a record was public, from state/."""

from __future__ import annotations

from pathlib import Path

from generator.stages.remember import shown_intervals


def run(state: Path, record_id: str) -> list[tuple[str, str, str]]:
    """List (dataset, first day, last day) of a record id, both days inclusive; empty where it never was public."""
    intervals = shown_intervals(state)
    mine = intervals[intervals["record_id"] == record_id].sort_values("first")
    return list(mine[["dataset", "first", "last"]].itertuples(index=False, name=None))
