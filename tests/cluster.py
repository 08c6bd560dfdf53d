"""A Dask scheduler and two workers, each a process of its own, as an operator starts them."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed import Client

from tests.builders import CHECKOUT


@dataclass(frozen=True)
class Cluster:
    """Where the scheduler answers, and the processes of the workers."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def started(folder: Path) -> Iterator[Cluster]:
    """Start a cluster whose workers know this checkout; it is gone at the end."""
    python = [sys.executable, "-m"]
    at = folder / "scheduler.json"
    scheduler = [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    worker = [*python, "distributed.cli.dask_worker", "--scheduler-file", str(at), "--nworkers", "1", "--nthreads", "1"]
    worker += ["--no-dashboard", "--local-directory", str(folder)]
    commands = ([*scheduler, "--scheduler-file", str(at)], worker, worker)
    running = [subprocess.Popen(command, cwd=CHECKOUT, stderr=subprocess.DEVNULL) for command in commands]
    try:
        for _ in range(300):
            if at.exists():
                break
            time.sleep(0.1)
        with Client(scheduler_file=str(at), set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield Cluster(address, tuple(running[1:]))
    finally:
        for process in reversed(running):
            process.kill()  # asked politely, a worker waits for a scheduler that may be gone
            process.wait(30)
