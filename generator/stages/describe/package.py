"""datapackage.json: every table with its columns, codes, units, rows, bytes and hash (Data Package v2).

`frictionless validate download/datapackage.json` accepts it, and the rows with it.
"""

from __future__ import annotations

from typing import Any

from generator.model.catalogue import Dataset
from generator.model.columns import RECORD_ID, PublicColumn, public_columns
from generator.model.publication import Publication
from generator.model.statistics import STATISTICS_COLUMNS
from generator.stages.describe.files import File, Files

STATISTICS = "statistics.csv"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
_TYPES = frozenset({"number", "integer", "year", "date"})
_CSV_NOTE = (
    "CSV 供表格软件打开：文字单元格以 = + - @ 等开头的，前面加了一个单引号；要原样的值，请用 JSON Lines 或 Parquet。"
)


def package(publication: Publication, files: Files) -> dict[str, Any]:
    """Describe the tables. A dataset that its catalogue gives no CSV has none that Frictionless could judge."""
    site = publication.city.site
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "gongshi",
        "title": site.name,
        "description": f"{site.name}公示的公共信用信息。{_CSV_NOTE}请在24小时内更新，并删除不再列出的记录。",
        "homepage": site.base_url,
        "version": str(publication.version),
        "data_date": publication.data_date.isoformat(),
        "licenses": [{"name": site.licence.name, "path": site.licence.path}],
        "contributors": [{"title": site.organiser, "roles": ["publisher"]}],
        "sources": _sources(publication, [dataset.name for dataset in publication.datasets]),
        "resources": [
            *(_resource(publication, dataset, files) for dataset in publication.datasets if _has_csv(dataset)),
            _statistics(publication, files),
        ],
    }


def _has_csv(dataset: Dataset) -> bool:
    return "csv" in dataset.credit.formats


def _sources(publication: Publication, datasets: list[str]) -> list[dict[str, str]]:
    """Name the departments that hand the datasets in, each once, in the order of departments.yaml."""
    names = {unit.department for dataset in datasets for unit in publication.units_of(dataset)}
    return [{"title": department.name} for department in publication.city.departments if department.id in names]


def _resource(publication: Publication, dataset: Dataset, files: Files) -> dict[str, Any]:
    table, *others = files.of(dataset)
    return {
        "name": dataset.name,
        "type": "table",
        "title": dataset.title,
        "description": dataset.description,
        **_file(table),
        "encoding": "utf-8",
        "dialect": DIALECT,
        "rows": publication.rows_of(dataset.name),
        "sources": _sources(publication, [dataset.name]),
        "alternatives": [_file(one) for one in others],
        "schema": {
            "fields": [_field(column) for column in public_columns(dataset)],
            "primaryKey": [RECORD_ID],
            "missingValues": [""],
        },
    }


def _statistics(publication: Publication, files: Files) -> dict[str, Any]:
    rule = publication.city.site.small_counts
    return {
        "name": "statistics",
        "type": "table",
        "title": "统计",
        "description": (
            "按月份、部门、类别统计的决定数量，按部门送达的计，所以不因到期和修复减少。自然人单列，"
            f"不足{rule.suppress_below}的不列出，其余取整到{rule.round_to}。"
        ),
        **_file(files[STATISTICS]),
        "encoding": "utf-8",
        "dialect": DIALECT,
        "rows": len(publication.statistics),
        "schema": {"fields": [_field(column) for column in STATISTICS_COLUMNS], "missingValues": [""]},
    }


def _file(file: File) -> dict[str, Any]:
    return {
        "path": file.name,
        "format": file.form,
        "mediatype": file.media_type,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }


def _field(column: PublicColumn) -> dict[str, Any]:
    """Describe a published column. What is shown may be masked or withheld, so delivery's rules do not apply to it."""
    described = {
        "name": column.name,
        "type": column.type if column.type in _TYPES else "string",
        "title": column.title,
        "description": column.description,
        "code": column.code,
        "unit": column.unit,
        "constraints": column.constraints,
    }
    return {key: value for key, value in described.items() if value}
