"""Start the gate in a process of its own, and read its verdict. Whatever is not a clear yes is a no."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from generator.errors import GateError

CLEAR, FOUND = 0, 10


@dataclass(frozen=True)
class Clearance:
    """The verdict: cleared, or the ids of the records that leak and must be withheld."""

    cleared: bool
    records: frozenset[str]


def summon(site: Path, order: Path, timeout_seconds: float) -> Clearance:
    """Judge a site; raises GateError on a refusal, a crash, or when time is up."""
    command = [sys.executable, "-m", "generator.gate", "--site", str(site), "--order", str(order)]
    try:
        run = subprocess.run(command, capture_output=True, timeout=timeout_seconds, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        message = "出口检查没有按时完成，今晚不发布"
        raise GateError(message) from error
    if run.returncode == CLEAR:
        return Clearance(cleared=True, records=frozenset())
    findings = _findings(order)
    if run.returncode == FOUND and findings:
        return Clearance(cleared=False, records=frozenset(finding["record"] for finding in findings))
    places = "；".join(f"{finding['kind']} {finding['path']}" for finding in findings[:10])
    message = f"出口检查没有放行，公开网站没有改动：{places or '检查程序异常退出'}"
    raise GateError(message)


def _findings(order: Path) -> list[dict[str, str]]:
    try:
        found: list[dict[str, str]] = json.loads((order / "findings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return found
