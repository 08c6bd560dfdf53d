"""Export: the downloads of every dataset, as CSV and workbook for people, as JSON Lines and Parquet for programs.

Reads the public model alone and refuses a value that is not of its column's type. Rows are sorted by
(date, record id), so that the same rows give the same bytes whatever the order of delivery was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.columns import PublicColumn, public_columns
from generator.model.publication import XLSX_ROWS, Publication
from generator.stages.export.order import DATE, sorted_slices
from generator.stages.export.statistics import write_statistics
from generator.stages.export.typed import typed
from generator.stages.export.workbook import YearlyWorkbooks
from generator.stages.export.writers import WRITERS, Writer


def export(publication: Publication, site: Path) -> None:
    """Write the downloads of every dataset, also of one without rows, and statistics.csv (design §9).

    Raises:
        GeneratorError: a value does not fit the type its column declares.
    """
    (site / "download").mkdir(parents=True, exist_ok=True)
    for dataset in publication.datasets:
        _export_dataset(publication, dataset, site)
    write_statistics(publication, site / "download" / "statistics.csv")


def _export_dataset(publication: Publication, dataset: Dataset, site: Path) -> None:
    columns = public_columns(dataset)
    parts = [part.frame for part in publication.parts_of(dataset.name)]
    with ExitStack() as stack:
        writers = [stack.enter_context(writer) for writer in _writers(publication, dataset, columns, site)]
        for rows in sorted_slices(parts, [*(column.name for column in columns), DATE], site / "download"):
            table = typed(rows, columns, dataset.name).append_column(DATE, rows.column(DATE))
            for writer in writers:
                writer.write(table)


def _writers(
    publication: Publication, dataset: Dataset, columns: Sequence[PublicColumn], site: Path
) -> Iterator[Writer]:
    is_large = publication.rows_of(dataset.name) > XLSX_ROWS
    for form in (*publication.formats_of(dataset), "ids.gz"):
        path = site / urls.to_file(urls.download(dataset.name, form))
        write = YearlyWorkbooks if form == "xlsx" and is_large else WRITERS[form]
        yield write(path, columns)
