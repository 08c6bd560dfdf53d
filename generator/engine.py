"""Where work runs: in this process, in worker processes, or on a Dask cluster. All give the same bytes (design §11).

A task is a folder and a number: what it needs and what it answers lie in the private work folder, so that nothing
of a row travels over a wire or stands in a scheduler's log. Answers are written under a temporary name and renamed: a
task done twice, or by a worker that was lost half-way, leaves what doing it once leaves. Of what goes wrong in a worker
only kind and place are told.
"""

from __future__ import annotations

import os
import pickle
import shutil
import socket
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import uuid4

import pyarrow as pa

from generator import errors
from generator.errors import EngineError, GeneratorError

Shared = TypeVar("Shared")
Job = TypeVar("Job")
Answer = TypeVar("Answer")
Failure = tuple[str, str]
"""Name of a class of errors.py, and the text."""

SMALL_ROWS = 20_000
"""A site of fewer delivered rows is done in this process: starting workers takes longer than it saves."""
ATTEMPTS = 4
"""How often a task is tried when its worker is lost."""
CONNECT_SECONDS = 30


class InProcess:
    """One job after the other, here: for small sites, tests and the debugger."""

    workers = 1

    def map(self, function: Callable[[Shared, Job], Answer], shared: Shared, jobs: Sequence[Job]) -> list[Answer]:
        """Apply a function to each job."""
        return [_apply(function, shared, job, number) for number, job in enumerate(jobs)]


class Pool(Protocol):
    """Workers that do numbered tasks of a folder."""

    workers: int

    def do(self, folder: Path, numbers: Sequence[int]) -> list[Failure | None]:
        """Do tasks; gives the failure of each, or None."""
        ...


@dataclass(frozen=True)
class Elsewhere:
    """Jobs done by a pool of workers that share a folder with this process."""

    pool: Pool
    folder: Path
    rounds: Iterator[int]

    @property
    def workers(self) -> int:
        """How many jobs run at the same time."""
        return self.pool.workers

    def map(self, function: Callable[[Shared, Job], Answer], shared: Shared, jobs: Sequence[Job]) -> list[Answer]:
        """Apply a function to each job; one job alone is done here."""
        # Arrow keeps what a stage took for the next one, and other allocations never get it.
        pa.default_memory_pool().release_unused()
        if len(jobs) < 2:
            return InProcess().map(function, shared, jobs)
        folder = self.folder / f"{next(self.rounds):04d}"
        folder.mkdir(parents=True, mode=0o700)
        try:
            _write(folder / "shared", (function, shared))
            for number, job in enumerate(jobs):
                _write(folder / f"{number}.job", job)
            for failure in self.pool.do(folder, range(len(jobs))):
                if failure:
                    raise _error(failure)
            return [_read(folder / f"{number}.answer") for number in range(len(jobs))]
        finally:
            shutil.rmtree(folder, ignore_errors=True)


class Processes:
    """Worker processes of this machine, started afresh: a fork would copy locks that other threads hold."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._executor: ProcessPoolExecutor | None = None

    def do(self, folder: Path, numbers: Sequence[int]) -> list[Failure | None]:
        """Do tasks; those that a lost worker left undone are done again by new ones."""
        for _ in range(ATTEMPTS):
            self._executor = self._executor or ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"))
            left = [number for number in numbers if not (folder / f"{number}.answer").exists()]
            tasks = [self._executor.submit(perform, str(folder), number) for number in left]
            try:
                return [task.result() for task in tasks]
            except BrokenProcessPool:
                self.close()
        return [_lost()]

    def close(self) -> None:
        """Stop the workers."""
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


class Cluster:
    """Workers of a Dask scheduler. Dask schedules, balances, and does again what a lost worker left."""

    def __init__(self, address: str) -> None:
        dask = import_module("distributed")  # not above: half a second for every command that needs no cluster
        try:
            # A client that finds nobody needs a minute to give up.
            socket.create_connection(dask.comm.get_address_host_port(address), CONNECT_SECONDS).close()
            self._client = dask.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError):
            message = "连接不上 Dask 调度器：请检查 --scheduler 的地址，确认调度器已经启动"
            raise EngineError(message) from None
        self.workers = max(1, sum(self._client.ncores().values()))

    def do(self, folder: Path, numbers: Sequence[int]) -> list[Failure | None]:
        """Do tasks."""
        # A task is not known to Dask by what it does: the same number of another build must be done again.
        keys = [f"gongshi-{uuid4().hex}" for _ in numbers]
        tasks = [
            self._client.submit(perform, str(folder), number, key=key, retries=ATTEMPTS)
            for number, key in zip(numbers, keys, strict=True)
        ]
        try:
            found: list[Failure | None] = self._client.gather(tasks)
        except Exception as error:  # Dask's own, and its text may name anything
            return [_lost(type(error).__name__)]
        return found

    def close(self) -> None:
        """Leave the cluster; its workers go on."""
        self._client.close()


@contextmanager
def open_desk(folder: Path) -> Iterator[Path]:
    """Offer an empty private work folder that goes at the end, and give its full path."""
    desk = folder.absolute()
    shutil.rmtree(desk, ignore_errors=True)
    desk.mkdir(parents=True, mode=0o700)
    try:
        yield desk
    finally:
        shutil.rmtree(desk, ignore_errors=True)


@contextmanager
def open_engine(folder: Path, rows: int, workers: int | None, scheduler: str | None) -> Iterator[InProcess | Elsewhere]:
    """Choose where a build of so many delivered rows runs, and start it.

    Args:
        folder: The private work folder; for a cluster it lies on storage that every worker sees under the same path.
        rows: Delivered rows; a small site is done in this process.
        workers: Worker processes, 1 for none; None: all cores, or none for a small site.
        scheduler: Address of a Dask scheduler (`tcp://…`), or None.

    Raises:
        EngineError: the scheduler does not answer.
    """
    workers = workers or (1 if rows < SMALL_ROWS else len(os.sched_getaffinity(0)))
    if not scheduler and workers == 1:
        yield InProcess()
        return
    pool = Cluster(scheduler) if scheduler else Processes(workers)
    try:
        yield Elsewhere(pool, folder.absolute() / "tasks", count())
    finally:
        pool.close()


def perform(folder: str, number: int) -> Failure | None:
    """Do one task in a worker."""
    place = Path(folder)
    try:
        function, shared = _shared(folder)
        _write(place / f"{number}.answer", _apply(function, shared, _read(place / f"{number}.job"), number))
    except GeneratorError as error:
        return type(error).__name__, str(error)
    except Exception as error:  # a damaged work folder: its text may name anything
        return (
            EngineError.__name__,
            f"工作进程读不到任务（{type(error).__name__}）；集群的各台机器要能看到同一个 state/",
        )
    return None


@lru_cache(maxsize=1)
def _shared(folder: str) -> tuple[Callable[[Any, Any], Any], Any]:
    """What all tasks of a folder share, read once by each worker."""
    function, shared = _read(Path(folder) / "shared")
    return function, shared


def _apply(function: Callable[[Shared, Job], Answer], shared: Shared, job: Job, number: int) -> Answer:
    try:
        return function(shared, job)
    except GeneratorError:
        raise
    except Exception as error:  # whatever it is, its text may quote what was read
        places = [one for one in traceback.extract_tb(error.__traceback__) if "generator" in Path(one.filename).parts]
        place = f"{Path(places[-1].filename).name}:{places[-1].lineno}" if places else "?"
        stage = function.__module__.removeprefix("generator.stages.")
        message = f"{stage} 第 {number + 1} 份出错：{type(error).__name__}（{place}）；这是程序的缺陷，请报告这一行"
    raise EngineError(message)  # outside the handler: the error itself must not be told


def _write(path: Path, value: object) -> None:
    """Let a file appear under its name only once it is whole."""
    partial = path.with_name(f".{path.name}.{uuid4().hex}")
    partial.write_bytes(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
    partial.replace(path)


def _read(path: Path) -> Any:
    return pickle.loads(path.read_bytes())


def _lost(kind: str = "BrokenProcessPool") -> Failure:
    text = f"工作进程一再中断（{kind}），多半是内存不够；请减少 --workers 或增加内存后重新运行"
    return EngineError.__name__, text


def _error(failure: Failure) -> GeneratorError:
    kind, text = failure
    found: GeneratorError = getattr(errors, kind, GeneratorError)(text)
    return found
