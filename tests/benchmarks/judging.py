"""Judge a normalised file as `validate` does, for a time beside `frictionless validate`: prints the faults found.

Run as `python -m tests.benchmarks.judging FILE ROWS [schema]`; `FILE.schema.json` lies beside it. With `schema` only
Table Schema is judged, as `frictionless validate` does without our check.
"""

import json
import sys
from pathlib import Path

import numpy as np

from generator.checks.judge import judge_rows
from generator.checks.screens import judge_cells, proven
from generator.model.catalogue import Dataset
from generator.model.delivery import NormalisedFile
from generator.stages.validate.reading import read_rows

CHUNK_ROWS = 100_000
CREDIT = {
    "kind": "penalty", "item": "national-2025/行政处罚", "access": "public", "basis": ["law"], "subjects": "mixed",
    "period": "penalties", "deliver": {"departments": ["market"], "match": "*.csv", "mode": "append"},
}  # fmt: skip


def dataset_of(schema: Path) -> Dataset:
    """A dataset with the fields of a schema."""
    told = json.loads(schema.read_text("utf-8"))
    return Dataset.model_validate({"name": "penalties", "title": "行政处罚", "credit": CREDIT, "schema": told})


def faults(path: Path, rows: int, *, schema_only: bool = False) -> dict[str, int]:
    """Count the cells with a fault, by code."""
    schema = path.with_name(f"{path.name}.schema.json")
    dataset, descriptor = dataset_of(schema), json.loads(schema.read_text("utf-8"))
    file = NormalisedFile("", path, schema, rows, (), path, "", "")
    found: dict[str, int] = {}
    for texts in read_rows(file, CHUNK_ROWS):
        cells = texts.mask(texts.isin(dataset.table.missing_values))
        doubtful = np.flatnonzero(~proven(dataset, cells))
        ours = [] if schema_only else list(judge_cells(dataset, cells))
        for one in [*ours, *judge_rows(descriptor, texts, doubtful)]:
            code = one.code.removeprefix("schema/")
            found[code] = found.get(code, 0) + len(one.rows)
    return {code: count for code, count in sorted(found.items()) if count}


if __name__ == "__main__":
    print(json.dumps(faults(Path(sys.argv[1]), int(sys.argv[2]), schema_only=sys.argv[3:] == ["schema"])))  # noqa: T201  # its whole purpose
