"""Let Frictionless judge the rows that no screen could prove. Of an error only row, field and type are kept."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd
from frictionless import Resource, Schema

from generator.errors import EngineError
from generator.model.verdict import Rows, Verdict

NO_LIMIT = 10**9


def judge_rows(descriptor: dict[str, Any], frame: pd.DataFrame, rows: Rows) -> list[Verdict]:
    """Judge some rows of a frame of texts (no NA) against a Table Schema descriptor; raises EngineError.

    Returns `schema/<type>` verdicts on positions of `frame`.
    """
    if not len(rows):
        return []
    data = [list(frame.columns), *frame.iloc[rows].to_numpy(dtype=object).tolist()]
    report = Resource(data=data, schema=Schema.from_descriptor(descriptor)).validate(limit_errors=NO_LIMIT)
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for error in report.tasks[0].errors:
        place = getattr(error, "row_number", None)
        if place is None:
            message = f"Frictionless 不能判读这份数据（{error.type}），请检查目录里的字段声明"
            raise EngineError(message)
        found[f"schema/{error.type}", getattr(error, "field_name", "")].append(int(rows[place - 2]))
    return [
        Verdict(code, "withhold", np.unique(np.array(at, dtype=np.int64)), field=field)
        for (code, field), at in found.items()
    ]
