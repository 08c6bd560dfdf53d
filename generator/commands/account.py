"""The account of a run: what `--json` writes, exactly the keys of design §13."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from generator.model.night import Result
from generator.model.publication import UnitState
from generator.model.verdict import REPORTED_ONLY

COUNTS = ("delivered", "used", "waiting", "published")
NOT_ACCEPTED = "source-missing"
"""The one reported verdict of a unit that was not accepted: nothing came."""


def account(result: Result | None, day: date) -> dict[str, Any]:
    """Lay the counts of every unit out, and their totals; without a result nothing could be counted on the day."""
    units = [_unit(unit) for unit in result.units] if result else []
    totals: dict[str, Any] = {name: sum(unit[name] for unit in units) for name in COUNTS}
    withheld: Counter[str] = Counter()
    for unit in units:
        withheld.update(unit["withheld"])
    totals["withheld"] = dict(sorted(withheld.items()))
    version, as_of = (result.version, result.as_of) if result else (None, day)
    return {"version": version, "as_of": as_of.isoformat(), "units": units, "totals": totals}


def write_json(content: object, path: Path) -> None:
    """Write what was asked for as JSON; a value of a dataclass as its fields."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=asdict) + "\n", "utf-8")


def refuse_unwritable(file: Path | None) -> None:
    """Find out before the night's work that its account cannot be written, not after the switch; raises OSError."""
    if file is not None:
        was_there = file.exists()
        file.open("a", encoding="utf-8").close()
        if not was_there:
            file.unlink()


def _unit(unit: UnitState) -> dict[str, Any]:
    is_accepted = unit.verdict in REPORTED_ONLY and unit.verdict != NOT_ACCEPTED
    return {
        "department": unit.department,
        "dataset": unit.dataset,
        "verdict": None if is_accepted else unit.verdict,
        **{name: getattr(unit, name) for name in COUNTS},
        "withheld": dict(unit.withheld),
    }
