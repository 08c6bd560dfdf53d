"""What of a page was not judged yet: pages share a frame, and most lines of one stand on thousands of others.

A page is cut where a line begins with a tag that nothing reaches across which the gate looks for. What lies between two
such places is judged for itself alone, and so the same bytes need judging once. Only what held nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.gate.disguise import runs_on

_CUT = b"\n<"
_RUN_ON_HEADS = frozenset(bytes([sign]) for sign in b"!/WSBIEUAFMCwsbieuafmc")
_MOST = 1 << 16
"""So many lines are remembered, some megabytes; then all are forgotten, for what is everywhere is soon met again."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """The lines of a page that have to be judged."""

    lines: list[bytes]
    """All lines of the page; each but the first begins behind the bracket of a tag."""
    numbers: Sequence[int]
    """Which of them are new, or stand before a new one that runs on; the first always is."""
    alone: Sequence[bytes]
    """Those of them that nothing reaches out of or into: they may be remembered."""

    @property
    def data(self) -> bytes:
        """The lines to judge, one behind the other, as a page of their own."""
        return _CUT.join([self.lines[number] for number in self.numbers])

    def place(self, at: int) -> int:
        """Return the place in the page of a place in `data`."""
        number, offset = self._line(at)
        return sum(len(line) + len(_CUT) for line in self.lines[:number]) + offset

    def line(self, at: int) -> bytes:
        """Return the line around a place in `data`."""
        return self.lines[self._line(at)[0]]

    def _line(self, at: int) -> tuple[int, int]:
        """Number of the line, and the place in it; the bracket before a line counts as its place -1."""
        for number in self.numbers:
            if at <= len(self.lines[number]):
                return number, at
            at -= len(self.lines[number]) + len(_CUT)
        raise IndexError


@dataclass
class Judged:
    """The lines in which nothing was found, wherever they stand."""

    lines: set[bytes] = field(default_factory=set)

    def novelty(self, page: bytes) -> Novelty:
        """Cut a page, and tell what of it is new."""
        known, lines = self.lines, page.split(_CUT)
        new = [number for number, line in enumerate(lines) if line not in known]
        if new[:1] != [0]:
            new.insert(0, 0)  # known as the rest of a tag, and here it is the page's beginning
        running = {number for number in new if lines[number][:1] in _RUN_ON_HEADS and number and runs_on(lines[number])}
        if running:
            before = {number - 1 for number in running}
            while more := {number - 1 for number in before if number in running} - before:
                before |= more
            new = sorted({*new, *before})
            alone = [lines[number] for number in new[1:] if number not in running and number not in before]
        else:
            alone = [lines[number] for number in new[1:]]
        return Novelty(lines, new, alone)

    def learn(self, lines: set[bytes]) -> None:
        """Remember lines in which nothing was found."""
        if len(self.lines) > _MOST:
            self.lines.clear()
        self.lines |= lines
