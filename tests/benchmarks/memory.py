"""The largest that processes were while something ran, as Linux counts it: the high-water mark of resident memory.

The mark is set back when something begins and ends (`clear_refs`), so that what came before is not counted again.
A child that has ended is counted by what `getrusage` says of all of them, where it was the largest so far.
"""

from __future__ import annotations

import resource
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PROC = Path("/proc")


class Watch:
    """Peaks by name, in MiB. What runs inside another counts for both."""

    def __init__(self) -> None:
        self._own: dict[str, float] = defaultdict(float)
        self._children: dict[str, float] = defaultdict(float)
        self._open: list[str] = []

    def own(self, name: str) -> float:
        """The largest this process was while `name` ran, 0 where it never did."""
        return self._own[name]

    def children(self, name: str) -> float:
        """The largest that any child was while `name` ran."""
        return self._children[name]

    @contextmanager
    def during(self, name: str) -> Iterator[None]:
        """Watch while the body runs."""
        self._note()
        ended = _largest_ended()
        self._open.append(name)
        try:
            yield
        finally:
            self._note()
            if (now := _largest_ended()) > ended:
                self._children[name] = max(self._children[name], now)
            self._open.pop()

    def _note(self) -> None:
        """Count for everything that runs what was seen since the last time, and begin anew."""
        own = _take_peak("self")
        children = max((_take_peak(pid) for pid in _children()), default=0.0)
        for name in self._open:
            self._own[name] = max(self._own[name], own)
            self._children[name] = max(self._children[name], children)


def _take_peak(pid: str) -> float:
    """The high-water mark of a process, which is set back; 0 for one that has ended."""
    with suppress(OSError, StopIteration):
        lines = (PROC / pid / "status").read_text("utf-8").splitlines()
        peak = next(line for line in lines if line.startswith("VmHWM"))
        (PROC / pid / "clear_refs").write_text("5", "utf-8")
        return int(peak.split()[1]) / 1024
    return 0.0


def _children() -> list[str]:
    """All children of this process, and theirs."""
    found, waiting = [], ["self"]
    while waiting:
        for task in (PROC / waiting.pop()).glob("task/*/children"):
            with suppress(OSError):
                below = task.read_text("utf-8").split()
                found += below
                waiting += below
    return found


def _largest_ended() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
