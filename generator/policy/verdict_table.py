"""Verdicts of a part as a table, one line a row and finding: what reports and explanations are made from."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from generator.model.verdict import Effect, Verdict

EFFECTS: dict[str, Effect] = {"withhold": "withhold", "annotate": "annotate", "note": "note"}
COLUMNS = ("position", "code", "effect", "field", "basis")


def to_table(verdicts: Iterable[Verdict]) -> pd.DataFrame:
    """Lay verdicts out as COLUMNS; `position` is the row's place in the part."""
    pieces = [
        pd.DataFrame(
            {"position": one.rows, "code": one.code, "effect": one.effect, "field": one.field, "basis": one.basis}
        )
        for one in verdicts
        if len(one.rows)
    ]
    if not pieces:
        return pd.DataFrame({name: pd.Series(dtype="int64" if name == "position" else "str") for name in COLUMNS})
    return pd.concat(pieces, ignore_index=True)


def from_table(table: pd.DataFrame) -> list[Verdict]:
    """Read verdicts back."""
    groups = table.groupby(["code", "effect", "field", "basis"], sort=False)["position"]
    found = []
    for key, positions in groups:
        code, effect, field, basis = (str(part) for part in key)
        found.append(Verdict(code, EFFECTS[effect], np.sort(positions.to_numpy()), field, basis))
    return found
