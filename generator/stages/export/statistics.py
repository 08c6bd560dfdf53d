"""statistics.csv: the figures of tonight, in the form of every other CSV."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from generator.model.publication import Publication
from generator.model.statistics import STATISTICS_COLUMNS, Figures
from generator.stages.export.typed import ARROW_TYPES
from generator.stages.export.writers import CsvFile


def write_statistics(publication: Publication, path: Path) -> None:
    """Write one line for each of the publication's figures, in their order."""
    names = {one.id: one.name for one in publication.city.departments}
    names |= {old: one.name for one in publication.city.departments for old in one.formerly}
    columns = {
        column.name: pa.array(
            [_value(figures, column.name, names) for figures in publication.statistics],
            ARROW_TYPES.get(column.type, pa.large_string()),
        )
        for column in STATISTICS_COLUMNS
    }
    with CsvFile(path, STATISTICS_COLUMNS) as file:
        file.write(pa.table(columns))


def _value(figures: Figures, column: str, names: dict[str, str]) -> str | int | None:
    if column == "department_name":
        return names.get(figures.department, "")
    value: str | int | None = getattr(figures, column)
    return value
