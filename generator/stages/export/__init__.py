"""Export: the downloads of every dataset, as CSV for spreadsheets and as JSON Lines and Parquet for programs.

Reads the public model alone and refuses a value that is not of its column's type. Rows are sorted by
(date, record id), so that the same rows give the same bytes whatever the order of delivery was.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.columns import public_columns
from generator.model.publication import Publication
from generator.stages.export.order import sorted_slices
from generator.stages.export.typed import typed
from generator.stages.export.writers import WRITERS


def export(publication: Publication, site: Path) -> None:
    """Write download/<dataset>.csv, .jsonl and .parquet, also for a dataset without rows (design §9).

    Raises:
        GeneratorError: a value does not fit the type its column declares.
    """
    (site / "download").mkdir(parents=True, exist_ok=True)
    for dataset in publication.datasets:
        _export_dataset(publication, dataset, site)


def _export_dataset(publication: Publication, dataset: Dataset, site: Path) -> None:
    columns = public_columns(dataset)
    forms = [form for form in WRITERS if form in dataset.credit.formats]
    parts = [part.frame for part in publication.parts_of(dataset.name)]
    with ExitStack() as stack:
        writers = [
            stack.enter_context(WRITERS[form](site / urls.to_file(urls.download(dataset.name, form)), columns))
            for form in forms
        ]
        for rows in sorted_slices(parts, [column.name for column in columns], site / "download"):
            table = typed(rows, columns, dataset.name)
            for writer in writers:
                writer.write(table)
