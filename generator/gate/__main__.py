"""`python -m generator.gate --site DIR --order DIR`: exit 0 clear, 10 withhold the records named, 11 refuse."""

from __future__ import annotations

import argparse
import gc
import resource
import sys
from pathlib import Path

from generator.gate import errand
from generator.gate.canary import prove
from generator.gate.crew import Crew
from generator.gate.examine import examine
from generator.gate.findings import CLEAR, REFUSE, Finding, verdict, write
from generator.gate.literals import gather
from generator.gate.manifest import write_manifest
from generator.gate.names import Names
from generator.gate.scan import Scanner


def main(arguments: list[str] | None = None) -> int:
    """Judge one site by one order; write findings.json, and the manifest where the site is clear."""
    parser = argparse.ArgumentParser(prog="generator.gate")
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--order", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=1)
    told = parser.parse_args(arguments)
    gc.set_threshold(1_000_000)  # a million short lines of pages, and no circles among them
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold every identifier (P23)
    try:
        return judge(told.site, told.order, told.workers)
    except Exception as error:  # whatever it is refuses, and its text may quote what was read
        write(told.order, [Finding("crash", type(error).__name__)])
        return REFUSE


def judge(site: Path, folder: Path, workers: int = 1) -> int:
    """Judge a site by the order in a folder, and return the exit code; raises whatever stands in the way."""
    order = errand.load(folder)
    scanner = Scanner(gather(order.literals(), order.phones, order.tombstones()), order.as_of, Names(order.names()))
    with Crew(scanner, workers) as crew:
        if not prove(folder / "canary"):
            write(folder, [Finding("canary", ".")])
            return REFUSE
        examined = examine(site, crew, order)
    write(folder, examined.findings)
    code = verdict(examined.findings)
    if code == CLEAR:
        write_manifest(site, order, examined.digests)
    return code


if __name__ == "__main__":
    sys.exit(main())
