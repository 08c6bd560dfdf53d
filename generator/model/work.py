"""Work: how stages ask for a function to be mapped over parts, without knowing where it runs (design §11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

Shared = TypeVar("Shared")
Job = TypeVar("Job")
Answer = TypeVar("Answer")


class Engine(Protocol):
    """Where work runs."""

    @property
    def workers(self) -> int:
        """How many jobs run at the same time."""
        ...

    def map(self, function: Callable[[Shared, Job], Answer], shared: Shared, jobs: Sequence[Job]) -> list[Answer]:
        """Apply a function to what all jobs share and to each job; gives the answers in the order of the jobs.

        The function is a plain one of a module; it may be done again after a worker was lost, so doing it twice must
        leave what doing it once leaves. Raises the GeneratorError that it raises, and EngineError for anything else.
        """
        ...
