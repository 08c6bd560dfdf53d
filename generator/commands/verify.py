"""`gongshi verify DIR`: is a built site whole, and clean of what the gate's patterns know?"""

from __future__ import annotations

from pathlib import Path

from generator.gate.verify import verify


def run(site: Path) -> list[str]:
    """List what is wrong with a built site; empty where nothing is."""
    return verify(site)
