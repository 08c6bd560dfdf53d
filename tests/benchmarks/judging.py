"""Judge a normalised file as `validate` does, for a time beside `frictionless validate`: prints the faults found.

Run as `python -m tests.benchmarks.judging FILE WORKERS [schema]`; `FILE.schema.json` and `FILE.cuts.json` lie beside
it. With `schema` only Table Schema is judged, as `frictionless validate` does without our check.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from generator.checks.judge import judge_rows
from generator.checks.screens import judge_cells, proven
from generator.engine import open_engine
from generator.model.catalogue import Dataset
from generator.model.delivery import NormalisedFile
from generator.stages.validate.reading import read_rows

CREDIT = {
    "kind": "penalty", "item": "national-2025/行政处罚", "access": "public", "basis": ["law"], "subjects": "mixed",
    "period": "penalties", "deliver": {"departments": ["market"], "match": "*.csv", "mode": "append"},
}  # fmt: skip


class Bench(NamedTuple):
    """A file to be judged, and how."""

    file: NormalisedFile
    dataset: Dataset
    schema_only: bool


def dataset_of(schema: Path) -> Dataset:
    """A dataset with the fields of a schema."""
    told = json.loads(schema.read_text("utf-8"))
    return Dataset.model_validate({"name": "penalties", "title": "行政处罚", "credit": CREDIT, "schema": told})


def file_of(path: Path) -> NormalisedFile:
    """The file as `intake` would describe it."""
    cuts, rows = json.loads(path.with_name(f"{path.name}.cuts.json").read_text("utf-8"))
    return NormalisedFile("", path, tuple(cuts), path.with_name(f"{path.name}.schema.json"), rows, (), path, "", "")


def faults(bench: Bench, part: int) -> dict[str, int]:
    """Count the cells with a fault in a part of the file, by code."""
    file, dataset = bench.file, bench.dataset
    descriptor = json.loads(file.schema.read_text("utf-8"))
    texts = read_rows(file, part, file.rows_of(part))
    cells = texts.mask(texts.isin(dataset.table.missing_values))
    doubtful = np.flatnonzero(~proven(dataset, cells))
    ours = [] if bench.schema_only else list(judge_cells(dataset, cells))
    found = Counter[str]()
    for one in [*ours, *judge_rows(descriptor, texts, doubtful)]:
        found[one.code.removeprefix("schema/")] += len(one.rows)
    return found


def main(path: Path, workers: int, *, schema_only: bool) -> None:
    """Judge the parts on the engine of a build."""
    file = file_of(path)
    bench = Bench(file, dataset_of(file.schema), schema_only)
    with tempfile.TemporaryDirectory() as folder, open_engine(Path(folder), file.rows, workers, None) as engine:
        found = sum((Counter(one) for one in engine.map(faults, bench, range(file.parts))), Counter[str]())
    sys.stdout.write(json.dumps(dict(sorted(found.items()))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), schema_only=sys.argv[3:] == ["schema"])
