"""`gongshi demo`: a fictional city with synthetic deliveries of any size, the same for the same seed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from random import Random

import typer

from generator.commands.fiction import files
from generator.commands.fiction.deliveries import DELIVERIES, plan
from generator.commands.fiction.rulings import Book, open_book
from generator.commands.fiction.scene import Delivery
from generator.commands.fiction.stream import Stream
from generator.commands.fiction.subjects import Pool
from generator.errors import GeneratorError
from generator.stages.read import read_city

SEED = 2021
"""The seed of the example city in data/."""
_SMALLEST_POOL = 3_000


def demo(target: Path, shipped: Path, rows: int | None, seed: int, dataset: str | None) -> None:
    """Write a city into target/data: the configuration of `shipped`, and deliveries and rulings that never were.

    Args:
        target: The folder of the new city.
        shipped: The example city's inputs; its deliveries and rulings are not copied.
        rows: Delivered rows in all; None for the size of the example city.
        seed: The same seed gives the same bytes.
        dataset: Deliver this dataset only; None for all.

    Raises:
        GeneratorError: The folder is in use.
        BadParameter: There is no such dataset or size.
    """
    inputs = target / "data"
    _refuse(inputs, rows, dataset)
    shutil.copytree(shipped, inputs, ignore=_generated(shipped), copy_function=shutil.copyfile, dirs_exist_ok=True)
    planned = plan(rows, dataset)
    pool = Pool(seed, max(_SMALLEST_POOL, sum(one.rows for one in planned) // 4))
    city = read_city(inputs)
    folder = inputs / "departments"
    with open_book(inputs / "rulings") as book:
        for name, deliveries in groupby(planned, key=lambda one: one.dataset):
            stream = Stream(city, pool, Random(f"{seed}/{name}"), book)
            for delivery in deliveries:
                path = files.write(folder, city.dataset(name), delivery, stream.rows(delivery))
                _acknowledge(book, delivery, path)
    if dataset is None:
        files.write_stray(folder)


def _refuse(inputs: Path, rows: int | None, dataset: str | None) -> None:
    known = {one.dataset for one in DELIVERIES}
    if dataset is not None and dataset not in known:
        message = f"没有“{dataset}”这个数据集，可选：{'、'.join(sorted(known))}"
        raise typer.BadParameter(message)
    if rows is not None and rows < 1:
        message = "--rows 要是正整数"
        raise typer.BadParameter(message)
    if inputs.exists() and (not inputs.is_dir() or any(inputs.iterdir())):
        message = f"{inputs} 已经存在而且不是空的，请换一个文件夹"
        raise GeneratorError(message)


def _generated(shipped: Path) -> Callable[[str, list[str]], set[str]]:
    def ignore(folder: str, _: list[str]) -> set[str]:
        return {"departments", "rulings"} if Path(folder) == shipped else set()

    return ignore


def _acknowledge(book: Book, delivery: Delivery, path: Path) -> None:
    """Accept a file's size in advance, where the office sends a checksum along."""
    if not delivery.style.has_sidecars:
        return
    common = {
        "dataset": delivery.dataset,
        "department": delivery.department,
        "authority": "黄石市社会信用体系建设领导小组办公室（演示）",
        "document": "数据量变动确认〔2026〕1号",
        "decided_on": "2026-11-20",
    }
    book.add("acknowledgements", common, file=delivery.name, sha256=files.digest(path), rows=str(delivery.rows))
