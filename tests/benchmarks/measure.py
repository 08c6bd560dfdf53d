"""Measure a command: CPU and wall time and peak memory of it and all its children."""

import os
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """What a command took. `peak_mib` is that of its largest process."""

    command: str
    cpu_s: float
    system_s: float
    wall_s: float
    peak_mib: float


def measure(
    command: Sequence[str], folder: Path, show: str = "", *, out: Path = Path(os.devnull), codes: Collection[int] = (0,)
) -> Figure:
    """Run a command to its end; raises RuntimeError where it ends with another than one of the codes.

    `show` is what the table calls it, `out` the file that takes what it prints.
    """
    begin = time.perf_counter()
    with (
        out.open("wb") as printed,
        subprocess.Popen(command, cwd=folder, stdout=printed, stderr=subprocess.PIPE) as process,
    ):
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)  # with everything it waited for itself
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        message = f"{show or command[0]} ended with {process.returncode}: {said[-400:].decode(errors='replace')}"
        raise RuntimeError(message)
    cpu = used.ru_utime + used.ru_stime
    return Figure(show or " ".join(command), cpu, used.ru_stime, time.perf_counter() - begin, used.ru_maxrss / 1024)


def gongshi(*arguments: str) -> list[str]:
    """The command line of this checkout."""
    return [sys.executable, "-m", "generator.cli", *arguments]
