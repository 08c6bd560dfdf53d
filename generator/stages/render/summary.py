"""What home says of each dataset: counted once while its lists are read, so that no listing need be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.stages.render.listing import Listing, Row
from generator.stages.render.outline import NEWEST
from generator.stages.render.words import NOTHING

HOME_LABELS = (_("类别"), _("内容"), _("认定或作出机关"), _("日期"))


@dataclass(frozen=True)
class Summary:
    """One dataset in figures; only `records` counts rows about persons."""

    dataset: Dataset
    records: int
    months: Mapping[str, int]
    subjects: pa.Array
    """Organisations, once each: codes, or names where there is no code."""
    newest: tuple[tuple[str, Row], ...]
    """The newest rows with their days. None where the entries harm, for home is a page that search engines keep; none
    where rows have no date, for nobody could say which is new."""


def summary_of(listing: Listing) -> Summary:
    """Tell of a dataset."""
    outline = listing.outline
    is_news = not listing.dataset.is_adverse and listing.dataset.date_column is not None
    newest = outline.newest_organisations.slice(0, NEWEST if is_news else 0)
    days = newest["@date"].to_pylist()
    return Summary(
        dataset=listing.dataset,
        records=outline.records,
        months=outline.months_of_organisations,
        subjects=outline.subjects,
        newest=tuple((day, _at_home(listing, row, day)) for day, row in zip(days, listing.rows(newest), strict=True)),
    )


def count_subjects(summaries: Iterable[Summary]) -> int:
    """Count organisations, each once, of whatever datasets they are."""
    return int(pc.count_distinct(pa.chunked_array([one.subjects for one in summaries], pa.large_string())).as_py())


def _at_home(listing: Listing, row: Row, day: str) -> Row:
    """A row with the columns that all datasets share: which dataset, what about, by whom, when."""
    said = {
        column.says: value for column, (_, _, value) in reversed(list(zip(listing.columns, row.cells, strict=True)))
    }
    values = (("text", listing.dataset.title), ("text", said.get("matter", "")), ("text", said["authority"]))
    forms = (*values, ("day", day) if day else ("text", NOTHING))
    cells = tuple((label, *shown) for label, shown in zip(HOME_LABELS, forms, strict=True))
    return row._replace(number="", cells=cells)
