"""Where a build's CPU time goes: seconds of each stage, in one process.

Run as `python -m tests.benchmarks.stages CITY [PROFILE]`: builds the city below CITY into CITY/stages, and writes what
cProfile saw of the whole build to PROFILE where one is named. A stage that another contains is counted in both.
"""

import cProfile
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from generator import cli, pipeline

STAGES = (
    "read_city", "read_rulings", "intake", "validate", "gather", "decide", "desensitize", "reckon", "export",
    "describe", "index", "render", "edit", "summon", "keep_marks", "mark", "make_site",
)  # fmt: skip
DAY = "2026-11-24"


def main(root: Path, profile: Path | None) -> None:
    """Build a city, and print the seconds of every stage."""
    seconds: dict[str, float] = defaultdict(float)
    for name in STAGES:
        setattr(pipeline, name, _timed(getattr(pipeline, name), name, seconds))
    made = root / "stages"
    shutil.rmtree(made, ignore_errors=True)
    places = ["--data", str(root / "data"), "--state", str(made / "state"), "--public", str(made / "public")]
    with _profiled(profile):
        cli.app(["build", "--as-of", DAY, "--workers", "1", *places], standalone_mode=False)
    lines = [f"{seconds[name]:8.2f}  {name}" for name in STAGES]
    whole = f"{_cpu_s():8.2f}  the whole process and its children, {_kernel_s():.2f} of it in the kernel"
    sys.stdout.write("\n".join([*lines, whole, ""]))


def _timed(stage: Callable[..., Any], name: str, seconds: dict[str, float]) -> Callable[..., Any]:
    @wraps(stage)
    def run(*arguments: Any, **named: Any) -> Any:
        begin = _cpu_s()
        try:
            return stage(*arguments, **named)
        finally:
            seconds[name] += _cpu_s() - begin

    return run


@contextmanager
def _profiled(path: Path | None) -> Iterator[None]:
    if not path:
        yield
        return
    with cProfile.Profile() as profile:
        yield
    profile.dump_stats(path)


def _cpu_s() -> float:
    return sum(os.times()[:4])


def _kernel_s() -> float:
    return os.times().system + os.times().children_system


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
