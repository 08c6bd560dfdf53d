"""Meet bad input at scale, and write what was seen into SEEN.md. Run by `make faults`; `SCALE=1` for the full sizes.

Ends with 1 where a verdict is another than expected.
"""

import hashlib
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

from tests import cluster
from tests.benchmarks.measure import Figure, gongshi, measure
from tests.faults_at_scale import cases
from tests.faults_at_scale.cases import DATASET, DEPARTMENT, Account, Case

DAY = "2026-11-24"
SEEN = Path(__file__).with_name("SEEN.md")
SIZES: tuple[tuple[Callable[[Path, int], Case], int], ...] = (
    (cases.five_percent_bad, 1_000_000),
    (cases.one_huge_cell, 100),
    (cases.no_final_newline, 3_000_000),
    (cases.no_final_newline, 10_000_000),
    (cases.many_small_files, 10_000),
    (cases.a_folder_of_files, 2_000),
)
"""What is made, and its size at a scale of 1."""
KILLED_ROWS = 200_000
KILLED_AFTER_S = 0.3
"""Part of the time that an undisturbed build took, after which a worker is killed."""


@dataclass(frozen=True)
class Seen:
    """One line of the table."""

    what: str
    said: str
    is_expected: bool
    figure: Figure


def main(folder: Path, scale: float) -> int:
    """Meet every fault in a folder that may be thrown away."""
    seen: list[Seen] = []
    for one in _all(folder, scale):
        seen.append(one)
        SEEN.write_text("\n".join(_report(scale, seen)), "utf-8")  # at once: at full size the rest takes an hour
    return 0 if all(one.is_expected for one in seen) else 1


def _all(folder: Path, scale: float) -> Iterator[Seen]:
    for make, size in SIZES:
        root = folder / make.__name__
        # A cell is as large as it is: a smaller one would only be too long for its column.
        told = size if make is cases.one_huge_cell else max(1, int(size * scale))
        # Elsewhere: what is measured later begins as a copy of this process, and would be as large.
        with get_context("spawn").Pool(1) as pool:
            case = pool.apply(make, (root, told))
        yield _meet(case)
        shutil.rmtree(root)
    yield from _killed_worker(folder / "killed", max(1, int(KILLED_ROWS * scale)))


def _meet(case: Case) -> Seen:
    account = case.city.root / "account.json"
    figure = measure(_command(case.city.root, case.command, account, "--workers", "2"), case.city.root, case.what)
    unit = _unit(account)
    is_expected = all(unit[key] == value for key, value in case.expected.items())
    return Seen(case.what, _said(unit), is_expected, figure)


def _killed_worker(root: Path, rows: int) -> Iterator[Seen]:
    """Build on a cluster, alone and with a worker that dies in the middle: the same bytes."""
    cases.five_percent_bad(root, rows)
    trees: list[str] = []
    figures: list[Figure] = []
    for name, is_disturbed in (("calm", False), ("disturbed", True)):
        with ExitStack() as stack:
            (root / name).mkdir()
            running = stack.enter_context(cluster.started(root / name))
            if is_disturbed:
                wait = figures[0].wall_s * KILLED_AFTER_S
                Thread(target=_kill, args=(running.workers[0].pid, wait), daemon=True).start()
            command = _command(root, "build", root / f"{name}.json", "--scheduler", running.address)
            at = command.index("--state")
            command[at + 1], command[command.index("--public") + 1] = (
                str(root / f"state-{name}"),
                str(root / f"public-{name}"),
            )
            figures.append(measure(command, root, f"{rows:,} 行，Dask"))
            trees.append(_digest(root / f"public-{name}"))
    unit = _unit(root / "disturbed.json")
    yield Seen(f"{rows:,} 行，Dask", _said(_unit(root / "calm.json")), True, figures[0])
    same = trees[0] == trees[1]
    said = _said(unit) + ("；与上一行逐字节相同" if same else "；与上一行不同")
    yield Seen(f"{rows:,} 行，Dask，中途杀掉一个工作进程", said, same, figures[1])
    shutil.rmtree(root)


def _kill(pid: int, after_s: float) -> None:
    time.sleep(after_s)
    os.kill(pid, signal.SIGKILL)


def _command(root: Path, command: str, account: Path, *options: str) -> list[str]:
    places = ["--data", str(root / "data"), "--state", str(root / "state"), "--public", str(root / "public")]
    return gongshi(command, "--as-of", DAY, "--json", str(account), *options, *places)


def _unit(account: Path) -> Account:
    units: list[Account] = json.loads(account.read_text("utf-8"))["units"]
    return next(one for one in units if (one["department"], one["dataset"]) == (DEPARTMENT, DATASET))


def _said(unit: Account) -> str:
    withheld = "、".join(f"{code} {count:,}" for code, count in sorted(unit["withheld"].items()))
    said = f"收到 {unit['delivered']:,}，采用 {unit['used']:,}，公示 {unit['published']:,}"
    return "；".join(filter(None, (unit["verdict"] or "", said, withheld)))


def _digest(public: Path) -> str:
    site = public.resolve()
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    lines = (f"{path.relative_to(site)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in paths)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _report(scale: float, seen: list[Seen]) -> Iterator[str]:
    yield "# Bad input at scale"
    yield ""
    yield f"Written by `make faults SCALE={scale:g}`. Memory is that of the largest process,"
    yield "with a cluster that of the build alone."
    yield ""
    yield "| what comes | what is said | as expected | CPU s | wall s | MiB |"
    yield "|---|---|---|---|---|---|"
    for one in seen:
        figure = one.figure
        figures = f"{figure.cpu_s:.1f} | {figure.wall_s:.1f} | {figure.peak_mib:.0f}"
        yield f"| {one.what} | {one.said} | {'yes' if one.is_expected else 'NO'} | {figures} |"
    yield ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute(), float(sys.argv[2])))
