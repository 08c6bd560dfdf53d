"""Export: the downloads of every dataset, as CSV and workbook for people, as JSON Lines and Parquet for programs.

Reads the public model alone and refuses a value that is not of its column's type. Rows are sorted by
(date, record id), so that the same rows give the same bytes whatever the order of delivery was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.columns import PublicColumn, public_columns
from generator.model.publication import XLSX_ROWS, Publication
from generator.model.work import Engine
from generator.stages.export.collect import collect, fresh
from generator.stages.export.order import DATE, sorted_slices
from generator.stages.export.statistics import write_statistics
from generator.stages.export.typed import typed
from generator.stages.export.workbook import YearlyWorkbooks
from generator.stages.export.writers import WRITERS, Writer

WORKBOOK = ("xlsx",)


class _Shop(NamedTuple):
    """What all jobs share."""

    publication: Publication
    downloads: Path

    def folder_of(self, job: _Job) -> Path:
        """Where a job writes."""
        return self.downloads / f".{job.dataset.name}.{job.forms[0]}"


class _Job(NamedTuple):
    """One dataset in some formats."""

    dataset: Dataset
    forms: tuple[str, ...]


def export(publication: Publication, site: Path, engine: Engine) -> None:
    """Write the downloads of every dataset, also of one without rows, and statistics.csv (design §9).

    Raises:
        GeneratorError: a value does not fit the type its column declares.
    """
    (site / "download").mkdir(parents=True, exist_ok=True)
    jobs = [_Job(dataset, forms) for dataset in publication.datasets for forms in _divided(publication, dataset)]
    jobs.sort(key=lambda job: job.forms != WORKBOOK)  # the longest first
    shop = _Shop(publication, site.absolute() / "download")
    engine.map(_export, shop, jobs)
    for job in jobs:
        collect(shop.folder_of(job), shop.downloads)
    write_statistics(publication, site / "download" / "statistics.csv")


def _divided(publication: Publication, dataset: Dataset) -> Iterator[tuple[str, ...]]:
    """The formats that one job writes from rows it has sorted once: a workbook takes longer than all others."""
    forms = publication.formats_of(dataset)
    yield (*(form for form in forms if form not in WORKBOOK), "ids.gz")
    if WORKBOOK[0] in forms:
        yield WORKBOOK


def _export(shop: _Shop, job: _Job) -> None:
    publication, dataset, folder = shop.publication, job.dataset, fresh(shop.folder_of(job))
    columns = public_columns(dataset)
    parts = [part.frame for part in publication.parts_of(dataset.name)]
    with ExitStack() as stack:
        writers = [stack.enter_context(writer) for writer in _writers(publication, job, columns, folder)]
        for rows in sorted_slices(parts, [*(column.name for column in columns), DATE], folder):
            table = typed(rows, columns, dataset.name).append_column(DATE, rows.column(DATE))
            for writer in writers:
                writer.write(table)


def _writers(publication: Publication, job: _Job, columns: Sequence[PublicColumn], folder: Path) -> Iterator[Writer]:
    is_large = publication.rows_of(job.dataset.name) > XLSX_ROWS
    for form in job.forms:
        write = YearlyWorkbooks if form == "xlsx" and is_large else WRITERS[form]
        yield write(folder / Path(urls.download(job.dataset.name, form)).name, columns)
