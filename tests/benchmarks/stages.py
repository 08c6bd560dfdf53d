"""Where a build's CPU time and memory go, stage by stage.

Run as `python -m tests.benchmarks.stages CITY`: builds the city below CITY into CITY/stages, from nothing. `--next`
builds the night after the one that is there, which has a state to read; `--workers N` is that of a build, and 1 where
it is not given; `--profile FILE` keeps what cProfile saw of this process. A stage that another contains is counted in
both.

The largest a process was while a stage ran is told of this process and of the largest of its children.
"""

import argparse
import cProfile
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import wraps
from pathlib import Path
from typing import Any

from generator import cli, pipeline
from tests.benchmarks.memory import Watch

STAGES = (
    "read_city", "read_rulings", "recall", "intake", "hash_inputs", "validate", "recognise", "gather", "compare",
    "relate", "decide", "cover", "desensitize", "refuse_named", "reckon", "export", "describe", "index", "render",
    "edit", "make_site", "lists", "write_order", "summon", "bury", "write_ahead", "mark", "keep_marks", "issues",
    "report", "remind", "publish",
)  # fmt: skip
DAY = "2026-11-24"


def main(root: Path, workers: int, profile: Path | None, *, goes_on: bool) -> None:
    """Build a city, and print the seconds and the memory of every stage."""
    seconds = dict.fromkeys(STAGES, 0.0)
    watch = Watch()
    for name in STAGES:
        setattr(pipeline, name, _timed(getattr(pipeline, name), name, seconds, watch))
    made = root / "stages"
    day = _next_day(made / "public") if goes_on else DAY
    if not goes_on:
        shutil.rmtree(made, ignore_errors=True)
    places = ["--data", str(root / "data"), "--state", str(made / "state"), "--public", str(made / "public")]
    with _profiled(profile):
        cli.app(["build", "--as-of", day, "--workers", str(workers), *places], standalone_mode=False)
    lines = [_line(name, seconds, watch) for name in STAGES]
    whole = f"{_cpu_s():9.2f} {'':19}  the whole process and its children, {_kernel_s():.2f} of it in the kernel"
    sys.stdout.write("\n".join([f"{'CPU s':>9} {'own MiB':>9} {'child MiB':>9}", *lines, whole, ""]))


def _line(name: str, seconds: dict[str, float], watch: Watch) -> str:
    return f"{seconds[name]:9.2f} {watch.own(name):9.0f} {watch.children(name):9.0f}  {name}"


def _timed(stage: Callable[..., Any], name: str, seconds: dict[str, float], watch: Watch) -> Callable[..., Any]:
    @wraps(stage)
    def run(*arguments: Any, **named: Any) -> Any:
        begin = _cpu_s()
        try:
            with watch.during(name):
                return stage(*arguments, **named)
        finally:
            seconds[name] += _cpu_s() - begin
            sys.stderr.write(f"{_line(name, seconds, watch)}\n")  # at once: a large build may not end

    return run


@contextmanager
def _profiled(path: Path | None) -> Iterator[None]:
    if not path:
        yield
        return
    with cProfile.Profile() as profile:
        yield
    profile.dump_stats(path)


def _next_day(public: Path) -> str:
    built = date.fromisoformat(json.loads((public / "status.json").read_text("utf-8"))["as_of"])
    return (built + timedelta(days=1)).isoformat()


def _cpu_s() -> float:
    return sum(os.times()[:4])


def _kernel_s() -> float:
    return os.times().system + os.times().children_system


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("city", type=Path)
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--profile", type=Path)
    asked.add_argument("--next", action="store_true")
    given = asked.parse_args()
    main(given.city, given.workers, given.profile, goes_on=given.next)
