"""Start the gate in a process of its own, and read its verdict. Whatever is not a clear yes is a no."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from generator import errors
from generator.errors import GateError
from generator.gate.findings import CLEAR, FILE_NAME, REFUSE, WITHHOLD, Finding, read

TIME_LIMIT = 3600.0
"""Seconds that a gate may take before it is ended."""
_TOLD = 10
"""So many findings are told in a message; all stand in findings.json."""


@dataclass(frozen=True)
class Clearance:
    """The verdict: cleared, or the ids of the records that must be withheld before the site is made once more."""

    cleared: bool
    records: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def summon(site: Path, order: Path, timeout_seconds: float, workers: int = 1) -> Clearance:
    """Judge a finished site by an order, with so many processes that read.

    Raises:
        GateError: the gate refuses, crashes, or takes longer than it may.
    """
    (order / FILE_NAME).unlink(missing_ok=True)
    code = _run(site.absolute(), order.absolute(), timeout_seconds, workers)
    findings = _findings(order)
    if code == CLEAR and findings == ():
        return Clearance(cleared=True)
    if code == WITHHOLD and findings and all(finding.records for finding in findings):
        records = sorted({record for finding in findings for record in finding.records})
        return Clearance(cleared=False, records=tuple(records), findings=findings)
    raise GateError(_refusal(code, findings or ()))


def _run(site: Path, order: Path, timeout_seconds: float, workers: int) -> int:
    """Run the gate with an environment of its own; what it prints is thrown away, for it may quote what it read."""
    command = [sys.executable, "-P", "-m", "generator.gate", "--site", str(site), "--order", str(order)]
    command += ["--workers", str(workers)]
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": str(Path(errors.__file__).parent.parent),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        done = subprocess.run(
            command,
            env=environment,
            cwd=order,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=timeout_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        message = f"出口检查在{timeout_seconds:g}秒内没有完成。公开网站没有改动"
        raise GateError(message) from None
    return done.returncode


def _findings(order: Path) -> tuple[Finding, ...] | None:
    try:
        return read(order)
    except (OSError, ValueError, KeyError):
        return None


def _refusal(code: int, findings: tuple[Finding, ...]) -> str:
    if code != REFUSE or not findings:
        return "出口检查程序异常退出。公开网站没有改动"
    told = "；".join(map(str, findings[:_TOLD]))
    more = f"；等共{len(findings)}处" if len(findings) > _TOLD else ""
    return f"出口检查没有放行：{told}{more}。公开网站没有改动；请按所列文件查明来源，改正后重新生成"
