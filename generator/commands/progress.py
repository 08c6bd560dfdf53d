"""How far a run is: a bar where somebody watches, plain lines where nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from generator.model.night import Result
from generator.model.work import Engine

Shared = TypeVar("Shared")
Job = TypeVar("Job")
Answer = TypeVar("Answer")
_ROUNDS = 4
"""So many jobs a worker are given out between two moves of a bar."""


class Lines:
    """One line a step."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __call__(self, step: str) -> None:
        """Print a step."""
        self._console.print(f"· {step}", markup=False)

    def watching(self, engine: Engine) -> Engine:
        """Leave an engine as it is."""
        return engine

    def counted(self, result: Result) -> None:
        """Take an account; nothing is said of it before the end."""


class Bars:
    """One bar a step; it moves with the parts that are done."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def __call__(self, step: str) -> None:
        """Begin a bar."""
        self.finish()
        self._task = self._bars.add_task(step, total=None)

    def watching(self, engine: Engine) -> Engine:
        """Watch an engine."""
        return Watched(engine, self)

    def counted(self, result: Result) -> None:
        """Take an account; nothing is said of it before the end."""

    def move(self, done: int, total: int) -> None:
        """Move the bar of the step that runs."""
        if self._task is not None:
            self._bars.update(self._task, completed=done, total=total)

    def finish(self) -> None:
        """Fill the bar of the step that has ended."""
        self.move(1, 1)


class Watched:
    """An engine that is given its jobs in rounds, so that a bar can move between them."""

    def __init__(self, engine: Engine, bars: Bars) -> None:
        self._engine = engine
        self._bars = bars

    @property
    def workers(self) -> int:
        """How many jobs run at the same time."""
        return self._engine.workers

    def map(self, function: Callable[[Shared, Job], Answer], shared: Shared, jobs: Sequence[Job]) -> list[Answer]:
        """Apply a function to each job."""
        answers: list[Answer] = []
        size = _ROUNDS * self.workers
        for start in range(0, len(jobs), size):
            answers += self._engine.map(function, shared, jobs[start : start + size])
            self._bars.move(len(answers), len(jobs))
        return answers


@contextmanager
def shown(console: Console) -> Iterator[Lines | Bars]:
    """Show progress on a console for as long as the work lasts."""
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bars:
        told = Bars(bars)
        yield told
        told.finish()
