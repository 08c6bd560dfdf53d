"""Measure the program beside what people would use instead, in one run, and write BENCHMARKS.md.

Run by `make bench`; `make bench ROWS=1000000` for the large one. Ratios are what counts: seconds are of one machine.
"""

import json
import platform
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import hugo, mkdocs_pages, pagefind_pages, penalties
from tests.benchmarks.measure import Figure, gongshi, measure
from tests.conftest import CHECKOUT

LIBRARIES = ("frictionless", "hugo", "mkdocs", "pagefind", "pandas", "pyarrow", "jinja2", "distributed")
JUDGED_ROWS, MKDOCS_PAGES, PAGEFIND_PAGES = 1_000_000, 5_000, 10_000
DAY = "2026-11-24"
PROGRAM, RECORDS_AND_LISTS = "generator.cli", "tests.benchmarks.records_and_lists"
"""What runs a build: the whole program, or without the pages of organisations, which are told apart."""


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
    ratios = [*_judging(folder, figures), *_building(folder, rows, figures)]
    site = (folder / "whole/public-2").resolve()
    ratios += [*_gate(folder, site, figures), *_others(folder, site, figures)]
    (CHECKOUT / "BENCHMARKS.md").write_text(_report(rows, figures, ratios), "utf-8")


def _judging(folder: Path, figures: dict[str, Figure]) -> list[Ratio]:
    """Judge one file with Table Schema alone, and with our checks too: each time the same faults are found."""
    path = penalties.write(folder, JUDGED_ROWS)
    found = []
    for name, ours, theirs in (("schema", ["schema"], []), ("checks", [], ["--checks", "gongshi"])):
        out, told = folder / f"{name}.ours.json", folder / f"{name}.theirs.json"
        for workers in (1, 2):
            command = [sys.executable, "-m", "tests.benchmarks.judging", str(path), str(workers), *ours]
            show = f"judge {JUDGED_ROWS:,} rows of 18 columns, {name}, {workers} workers"
            figures[f"judge-{name}-{workers}"] = measure(command, CHECKOUT, show, out=out)
        # By its name alone: Frictionless refuses an absolute path as unsafe, and would be done at once.
        command = [str(Path(sys.executable).with_name("frictionless")), "validate", path.name]
        command += ["--schema", f"{path.name}.schema.json", "--limit-errors", "1000000", "--json", *theirs]
        validated = measure(command, folder, f"frictionless validate, {name}", out=told, codes=(0, 1))
        errors = json.loads(told.read_text("utf-8"))["tasks"][0]["errors"]
        counts = dict(sorted(Counter(error["type"] for error in errors).items()))
        assert counts == json.loads(out.read_text("utf-8")), "other verdicts than Frictionless"
        figures[f"frictionless-{name}"] = validated
        judged = figures[f"judge-{name}-2"]
        found.append(Ratio(f"frictionless validate ÷ judging, {name}, wall", validated.wall_s / judged.wall_s, "≥ 15"))
    return found


def _building(folder: Path, rows: int, figures: dict[str, Figure]) -> list[Ratio]:
    for name, count in (("tenth", rows // 10), ("whole", rows)):
        root = folder / name
        measure(gongshi("demo", str(root), "--rows", str(count), "--dataset", "penalties"), CHECKOUT)
        # As the benchmark asks: xlsx apart.
        catalogue = root / "data/catalogue/penalties.yaml"
        text = catalogue.read_text("utf-8")
        catalogue.write_text(text.replace("credit:\n", "credit:\n  formats: [csv, jsonl, parquet]\n", 1), "utf-8")
        for workers in (1, 2) if name == "whole" else (2,):
            show = f"build {count:,}, {workers} workers"
            figures[f"{name}-{workers}"] = measure(_build(root, workers, RECORDS_AND_LISTS), CHECKOUT, show)
    root, site = folder / "whole", (folder / "whole/public-2").resolve()
    figures["cp"] = measure(["cp", "-r", str(site), str(folder / "copy")], folder, "cp -r of the result")
    shutil.rmtree(folder / "copy")
    _clear(root, 1)
    project = folder / "hugo"
    pages = hugo.write(site, project)
    command = [str(Path(sys.executable).with_name("hugo")), "--quiet", "--source", str(project)]
    figures["hugo"] = measure(command, project, f"Hugo, {pages:,} pages")
    assert hugo.compare(site, project), "nothing was compared"
    shutil.rmtree(project)
    _clear(root, 2)
    figures["all"] = measure(_build(root, 2, PROGRAM), CHECKOUT, f"build {rows:,}, 2 workers, with subject pages")
    whole, alone = figures["whole-2"], figures["whole-1"]
    peak = max(one.peak_mib for name, one in figures.items() if name.startswith(("whole", "all")))
    return [
        Ratio("build ÷ Hugo, CPU", alone.cpu_s / figures["hugo"].cpu_s, "≤ 1/3"),
        Ratio("build ÷ cp -r, wall", whole.wall_s / figures["cp"].wall_s, "≤ 2"),
        Ratio(f"build of {rows:,} ÷ of {rows // 10:,}, wall", whole.wall_s / figures["tenth-2"].wall_s, "≤ 11"),
        Ratio("one worker ÷ two, wall", alone.wall_s / whole.wall_s, "≥ 1.6, creating files apart"),
        Ratio("with subject pages ÷ without, CPU", figures["all"].cpu_s / whole.cpu_s, "reported apart"),
        Ratio("largest process, GiB", peak / 1024, "≤ 1.5"),
    ]


def _gate(folder: Path, site: Path, figures: dict[str, Figure]) -> list[Ratio]:
    figures["gate"] = measure(gongshi("verify", str(site)), folder, "gongshi verify, 1 process")
    megabytes = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    for workers in (1, 2):
        command = [sys.executable, "-m", "tests.benchmarks.engine_start", str(workers)]
        figures[f"engine-{workers}"] = measure(command, CHECKOUT, f"engine of {workers}: start, next to nothing, end")
    started = figures["engine-2"].wall_s - figures["engine-1"].wall_s
    return [
        Ratio("gate, MB a CPU second", megabytes / figures["gate"].cpu_s, "≥ 80"),
        Ratio("start of two workers, s", started, ""),
    ]


def _others(folder: Path, site: Path, figures: dict[str, Figure]) -> list[Ratio]:
    """Measure mkdocs and Pagefind on as many pages as they take in a bearable time."""
    pages = mkdocs_pages.write(site, folder / "mkdocs", MKDOCS_PAGES)
    mkdocs = [str(Path(sys.executable).with_name("mkdocs")), "build", "--quiet"]
    figures["mkdocs"] = measure(mkdocs, folder / "mkdocs", f"mkdocs, {pages:,} record pages")
    ours = figures["all"].cpu_s / sum(1 for _ in site.rglob("*.html"))
    records = pagefind_pages.copy(site, folder / "pagefind", PAGEFIND_PAGES)
    pagefind = [sys.executable, "-m", "pagefind", "--site", ".", "--force-language", "zh-cn"]
    figures["pagefind"] = measure(pagefind, folder / "pagefind", f"Pagefind, {records:,} record pages")
    most = pagefind_pages.our_most_bytes(CHECKOUT / "site_templates/assets/search.js")
    least = pagefind_pages.least_bytes(folder / "pagefind")
    return [
        Ratio("mkdocs ÷ whole build, CPU a page", figures["mkdocs"].cpu_s / pages / ours, ""),
        Ratio("bytes of a first query: least of Pagefind ÷ most of ours", least / most, ""),
    ]


def _build(root: Path, workers: int, module: str) -> list[str]:
    places = ["--data", str(root / "data"), "--state", str(root / f"state-{workers}")]
    places += ["--public", str(root / f"public-{workers}")]
    return [sys.executable, "-m", module, "build", "--as-of", DAY, "--workers", str(workers), *places]


def _clear(root: Path, workers: int) -> None:
    """Make room: a site of a million records takes some ten gigabytes."""
    (root / f"public-{workers}").unlink()
    for path in (root / f"state-{workers}", root / ".releases" / f"public-{workers}"):
        shutil.rmtree(path)


def _report(rows: int, figures: dict[str, Figure], ratios: list[Ratio]) -> str:
    known = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench ROWS={rows}`: {rows:,} penalties, measured side by side in one run. Ratios are what",
        "counts; seconds are of one machine, which may have been busy. Builds are of csv, jsonl and parquet, and",
        "without the pages of organisations where those are not named. Hugo puts our own record and list pages",
        "together again from ready parts, and some hundreds of them are compared with ours byte by byte.",
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
    main(Path(sys.argv[1]).absolute(), int(sys.argv[2]))
