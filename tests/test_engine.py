"""Where work runs makes no difference to what is made, and what goes wrong in a worker tells only kind and place."""

import hashlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from distributed import Client

from generator.commands.demo import SEED, demo
from generator.engine import Cluster, Elsewhere, InProcess, open_engine
from generator.errors import CatalogueError, EngineError
from tests.builders import SmallCity, id_number
from tests.cluster import started
from tests.conftest import CHECKOUT

SECRET = id_number("19900101")


def double(shared: int, job: int) -> int:
    return shared * job


def refuse(_: None, job: int) -> int:
    if job == 2:
        message = "basis.yaml：缺少依据"
        raise CatalogueError(message)
    return job


def stumble(_: None, job: int) -> int:
    if job == 1:
        raise ValueError(SECRET)
    return job


def die_once(marks: Path, job: int) -> int:
    """Kill the worker that comes here first, in the middle of its work."""
    mark = marks / str(job)
    if job == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return job


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler and two workers."""
    with started(tmp_path_factory.mktemp("cluster")) as running:
        yield running.address


@pytest.fixture(params=["in-process", "processes", "dask"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[InProcess | Elsewhere]:
    scheduler = request.getfixturevalue("cluster") if request.param == "dask" else None
    with open_engine(tmp_path, 0, {"in-process": 1}.get(request.param, 2), scheduler) as opened:
        yield opened


def test_answers_come_in_the_order_of_the_jobs(engine: InProcess | Elsewhere):
    assert [0, 7, 14, 21] == engine.map(double, 7, [0, 1, 2, 3])


def test_a_refusal_in_a_worker_is_the_refusal_of_the_build(engine: InProcess | Elsewhere):
    with pytest.raises(CatalogueError, match="缺少依据"):
        engine.map(refuse, None, [1, 2, 3])


def test_of_a_defect_only_kind_and_place_are_told(engine: InProcess | Elsewhere):
    """An exception may quote what it read; nothing of it may reach a log."""
    with pytest.raises(EngineError) as told:
        engine.map(stumble, None, [0, 1])

    assert "ValueError" in str(told.value)
    assert "第 2 份" in str(told.value)
    assert SECRET not in repr(told.value)
    assert told.value.__context__ is None


def test_nothing_stays_of_tasks_that_are_done(engine: InProcess | Elsewhere, tmp_path: Path):
    engine.map(double, 2, [1, 2])

    assert [] == [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["processes", "dask"])
def test_a_worker_killed_in_the_middle_costs_time_and_no_rows(kind: str, tmp_path: Path, request):
    scheduler = request.getfixturevalue("cluster") if kind == "dask" else None
    marks = tmp_path / "marks"
    marks.mkdir()

    with open_engine(tmp_path, 0, 2, scheduler) as engine:
        answers = engine.map(die_once, marks, list(range(8)))

    assert list(range(8)) == answers
    assert (marks / "3").exists()


def test_a_small_site_needs_no_workers(tmp_path: Path):
    with open_engine(tmp_path, 100, None, None) as engine:
        assert isinstance(engine, InProcess)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere", "tcp://127.0.0.1", "tcp://127.0.0.1:x"])
def test_a_scheduler_that_does_not_answer_refuses_at_once(tmp_path: Path, address: str):
    began = monotonic()

    with pytest.raises(EngineError, match="连接不上"), open_engine(tmp_path, 0, None, address):
        pass

    assert monotonic() - began < 5


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> SmallCity:
    """Six departments, every quirk and most faults."""
    made = SmallCity(tmp_path_factory.mktemp("city"))
    demo(made.root, CHECKOUT / "data", 240, SEED, "penalties")
    return made


def built_with(city: SmallCity, root: Path, *options: str) -> tuple[str, dict[str, str]]:
    """What a first build says, and the SHA-256 of every file it makes."""
    fresh = SmallCity(root)
    fresh.data.symlink_to(city.data)
    built = fresh.build("2026-11-24", *options)
    assert built.code == 0, built.said
    site = fresh.public.resolve()
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    digests = {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return str(built.account["totals"]), digests


@pytest.mark.parametrize("options", [["--workers", "2"], ["--scheduler", ""]], ids=" ".join)
def test_all_engines_give_the_same_bytes(alone, city: SmallCity, options: list[str], tmp_path: Path, cluster: str):
    options = [option or cluster for option in options]

    assert alone == built_with(city, tmp_path, *options)


@pytest.fixture(scope="module")
def alone(city: SmallCity, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    return built_with(city, tmp_path_factory.mktemp("alone"), "--workers", "1")


def test_cluster_counts_its_workers(cluster: str):
    with Client(cluster, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(2, timeout=60)  # the one that another test has killed is coming back
    pool = Cluster(cluster)
    try:
        assert 2 == pool.workers
    finally:
        pool.close()
