"""Instruct the gate: what it is told of a publication, in plain values. The gate itself is not asked for anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.columns import public_columns
from generator.model.facts import Tombstone
from generator.model.publication import Publication

NUMBERS = frozenset({"record-number", "certificate-number", "replaces", "concerns"})


def told(publication: Publication) -> Mapping[str, object]:
    """What the gate is told: days, the ledger's counts, the columns that hold organisations' codes, our phones."""
    city = publication.city
    phones = [city.site.phone, *(one.contact.phone for one in city.departments if one.contact.phone)]
    return {
        "version": publication.version,
        "as_of": publication.as_of.isoformat(),
        "data_date": publication.data_date.isoformat(),
        "expires": publication.expires.isoformat(),
        "datasets": {dataset.name: _counted(publication, dataset) for dataset in publication.datasets},
        "phones": phones,
    }


def _counted(publication: Publication, dataset: Dataset) -> Mapping[str, object]:
    sources = [(column.name, column.source) for column in public_columns(dataset) if column.source is not None]
    codes = [name for name, field in sources if field.credit.check or (field.role or "").endswith("-code")]
    return {
        "rows": publication.rows_of(dataset.name),
        "code_columns": codes,
        "number_columns": [name for name, field in sources if field.role in NUMBERS],
        "day_column": next((name for name, field in sources if field.name == dataset.date_column), ""),
        "formats": [*publication.formats_of(dataset), "ids.gz"],
    }


def lists(
    publication: Publication, literals: Iterable[str], names: Iterable[Path], tombstones: Iterable[Tombstone]
) -> Mapping[str, Iterable[str]]:
    """What the gate must find nowhere, whom a record must not name, and the sole traders whose codes excuse nothing.

    `names` are tables of record_id and name.
    """
    stones = {stone.record_id for stone in tombstones} - set(shown(publication)["record_id"])
    return {
        "literals": literals,
        "names": _lines(names),
        "sole_traders": _sole_traders(publication),
        "tombstones": stones,
    }


def _lines(names: Iterable[Path]) -> Iterator[str]:
    for path in names:
        table = pd.read_parquet(path)
        yield from table["record_id"] + "\t" + table["name"]


def _sole_traders(publication: Publication) -> frozenset[str]:
    found: set[str] = set()
    for part in publication.parts:
        frame_ = pd.read_parquet(part.frame, columns=["@kind", "@code"])
        found |= set(frame_.loc[frame_["@kind"] == "sole-trader", "@code"])
    return frozenset(found - {""})


def shown(publication: Publication) -> pd.DataFrame:
    """List record_id and dataset of everything that is public from now on."""
    frames = [
        pd.read_parquet(part.frame, columns=["record_id"]).assign(dataset=part.dataset) for part in publication.parts
    ]
    return (
        pd.concat(frames, ignore_index=True) if frames else pd.DataFrame({"record_id": [], "dataset": []}, dtype="str")
    )
