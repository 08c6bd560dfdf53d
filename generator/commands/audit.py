"""The audit log (九): one line in state/audit.jsonl for every build and retraction, also of those that were refused.

Kept are days, counts and hashes, never a row: version, day, moment, exit code, counts by dataset and department, the
hash of every input that was used, and the hash of the manifest of what was published.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.commands.account import account
from generator.model.night import Result

LOG = "audit.jsonl"


@dataclass(frozen=True)
class Entry:
    """How one run ended."""

    command: str
    moment: str
    """When it began, as the door's clock says, in Asia/Shanghai."""
    exit_code: int
    error: str = ""
    """The name of what refused it, never its text."""


def write_entry(state: Path, entry: Entry, result: Result | None) -> None:
    """Append a line; what a crash left half written is closed by a line end first."""
    told = account(result, date.fromisoformat(entry.moment[:10]))
    line = {
        "command": entry.command,
        "at": entry.moment,
        "exit": entry.exit_code,
        "error": entry.error,
        **told,
        "inputs": dict(result.inputs) if result else {},
        "manifest": result.manifest if result else None,
    }
    with (state / LOG).open("ab") as file:
        (state / LOG).chmod(0o600)
        file.write(_line_end(state / LOG) + json.dumps(line, ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _line_end(path: Path) -> bytes:
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return b""
        file.seek(-1, os.SEEK_END)
        return b"" if file.read(1) == b"\n" else b"\n"
