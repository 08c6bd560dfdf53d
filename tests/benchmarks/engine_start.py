"""Open an engine, let it do next to nothing, and close it. Run as `python -m tests.benchmarks.engine_start WORKERS`."""

import sys
import tempfile
from pathlib import Path

from generator.engine import open_engine


def nothing(shared: int, job: int) -> int:
    """Do next to nothing."""
    return shared + job


def main(workers: int) -> None:
    """Map over as many jobs as there are workers."""
    with tempfile.TemporaryDirectory() as folder, open_engine(Path(folder), 0, workers, None) as engine:
        assert engine.map(nothing, 1, list(range(workers))) == list(range(1, workers + 1))


if __name__ == "__main__":
    main(int(sys.argv[1]))
