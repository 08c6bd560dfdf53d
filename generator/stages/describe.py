"""Describe: what the downloads are, for programs (datapackage.json) and for whoever checks a copy (SHA256SUMS).

Runs after export and reads the finished files, so that sizes and hashes are those of the bytes themselves.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from generator.model.catalogue import Dataset
from generator.model.columns import RECORD_ID, PublicColumn, public_columns
from generator.model.publication import Publication

PACKAGE = "datapackage.json"
SUMS = "SHA256SUMS"
MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
_TYPES = frozenset({"number", "integer", "year", "date"})
_CSV_NOTE = (
    "CSV 供表格软件打开：文字单元格以 = + - @ 等开头的，前面加了一个单引号；要原样的值，请用 JSON Lines 或 Parquet。"
)


def describe(publication: Publication, site: Path) -> None:
    """Write download/datapackage.json (Data Package v2) and download/SHA256SUMS over everything in download/."""
    folder = site / "download"
    package = json.dumps(_package(publication, folder), ensure_ascii=False, indent=2)
    (folder / PACKAGE).write_text(package + "\n", encoding="utf-8", newline="\n")
    names = sorted(path.name for path in folder.iterdir() if path.name != SUMS)
    sums = "".join(f"{_sha256(folder / name)}  {name}\n" for name in names)
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")


def _package(publication: Publication, folder: Path) -> dict[str, Any]:
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
        # A dataset that its catalogue gives no CSV has no table that Frictionless could judge.
        "resources": [
            _resource(publication, dataset, folder)
            for dataset in publication.datasets
            if "csv" in dataset.credit.formats
        ],
    }


def _sources(publication: Publication, datasets: list[str]) -> list[dict[str, str]]:
    """Name the departments that hand the datasets in, each once, in the order of departments.yaml."""
    names = {unit.department for dataset in datasets for unit in publication.units_of(dataset)}
    return [{"title": department.name} for department in publication.city.departments if department.id in names]


def _resource(publication: Publication, dataset: Dataset, folder: Path) -> dict[str, Any]:
    return {
        "name": dataset.name,
        "type": "table",
        "title": dataset.title,
        "description": dataset.description,
        **_file(folder, dataset, "csv"),
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "rows": sum(part.rows for part in publication.parts_of(dataset.name)),
        "sources": _sources(publication, [dataset.name]),
        "alternatives": [
            _file(folder, dataset, form) for form in ("jsonl", "parquet") if form in dataset.credit.formats
        ],
        "schema": {
            "fields": [_field(column) for column in public_columns(dataset)],
            "primaryKey": [RECORD_ID],
            "missingValues": [""],
        },
    }


def _file(folder: Path, dataset: Dataset, form: str) -> dict[str, Any]:
    path = folder / f"{dataset.name}.{form}"
    return {
        "path": path.name,
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
    }


def _field(column: PublicColumn) -> dict[str, Any]:
    """Describe a published column. What is shown may be masked or withheld, so delivery's rules do not apply to it."""
    described = {
        "name": column.name,
        "type": column.type if column.type in _TYPES else "string",
        "title": column.title,
        "description": column.description,
        "code": column.code,
        "constraints": column.constraints,
    }
    return {key: value for key, value in described.items() if value}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
