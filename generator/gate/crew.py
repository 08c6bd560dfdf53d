"""Who reads the site: this process, or several that it forks before it reads anything.

They are forked and not started afresh, so that the night's identifiers and names lie in memory once, and so that all of
them hash words with the same key. What they saw comes back through a pipe and touches no disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Self

from generator.gate.evidence import Evidence
from generator.gate.reading import Group, Reader
from generator.gate.scan import Scanner


class Crew(ExitStack):
    """Readers that know what to look for; a context, at whose end the processes are gone."""

    def __init__(self, scanner: Scanner, workers: int = 1) -> None:
        super().__init__()
        self.scanner = scanner
        self._workers = min(workers, os.cpu_count() or 1)  # a cluster has more, and the gate is on this machine
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Fork the readers, where there are to be several."""
        if self._workers > 1:
            pool = ProcessPoolExecutor(self._workers, get_context("fork"), _take, (self.scanner,))
            self._pool = self.enter_context(pool)
            self._pool.submit(int).result()  # forked now, while no other thread holds a lock
        return self

    def read(self, site: Path, groups: list[Group]) -> Iterator[Evidence]:
        """Read groups of files, in any order."""
        if self._pool is None:
            reader = Reader(self.scanner)
            yield from (reader.read(site, group) for group in groups)
        else:
            yield from self._pool.map(partial(_read, site), groups)


_own: list[Reader] = []
"""The reader that a forked process is."""


def _take(scanner: Scanner) -> None:
    _own[:] = [Reader(scanner)]


def _read(site: Path, group: Group) -> Evidence:
    return _own[0].read(site, group)
