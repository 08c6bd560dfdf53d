"""`gongshi build`: the whole nightly publication, and its account as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from generator.errors import BusyError
from generator.model.night import Places, Result, Wish
from generator.model.publication import UnitState
from generator.pipeline import Progress, build

Work = Callable[[Places, Wish, Progress], Result]


def run(places: Places, wish: Wish, progress: Progress, work: Work = build) -> Result:
    """Build (or check) under the state's lock; raises BusyError at once where another build holds it."""
    places.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with FileLock(places.state / "lock", timeout=0):
            return work(places, wish, progress)
    except Timeout:
        message = "另一次发布正在进行，请稍后再试"
        raise BusyError(message) from None


def write_account(result: Result, path: Path) -> None:
    """Write the JSON account of design §13."""
    path.write_text(json.dumps(account(result), ensure_ascii=False, indent=1) + "\n", "utf-8")


def account(result: Result) -> dict[str, Any]:
    """Lay the counts of every unit out, and their totals."""
    units = [_unit(unit) for unit in result.units]
    totals: dict[str, Any] = {name: sum(unit[name] for unit in units) for name in COUNTS}
    withheld: dict[str, int] = {}
    for unit in units:
        for code, count in unit["withheld"].items():
            withheld[code] = withheld.get(code, 0) + count
    totals["withheld"] = dict(sorted(withheld.items()))
    return {"version": result.version, "as_of": result.as_of.isoformat(), "units": units, "totals": totals}


COUNTS = ("delivered", "used", "waiting", "published")


def _unit(unit: UnitState) -> dict[str, Any]:
    return {
        "department": unit.department,
        "dataset": unit.dataset,
        "verdict": unit.verdict,
        **{name: getattr(unit, name) for name in COUNTS},
        "withheld": dict(unit.withheld),
    }
