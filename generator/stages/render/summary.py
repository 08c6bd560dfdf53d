"""What home says of each dataset: counted once while its lists are read, so that no listing need be kept."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.stages.render.listing import Listing, Row, months_of
from generator.stages.render.words import NOTHING

NEWEST = 8
HOME_LABELS = (_("类别"), _("内容"), _("认定或作出机关"), _("日期"))


@dataclass(frozen=True)
class Summary:
    """One dataset in figures; only `records` counts rows about persons."""

    dataset: Dataset
    records: int
    months: dict[str, int]
    subjects: frozenset[str]
    """Codes of organisations, or names where there is no code."""
    newest: tuple[tuple[str, Row], ...]
    """The newest rows with their days. None where the entries harm, for home is a page that search engines keep; none
    where rows have no date, for nobody could say which is new."""


def summary_of(listing: Listing) -> Summary:
    """Count a dataset."""
    organisations = listing.about_organisations()
    is_news = not listing.dataset.is_adverse and listing.dataset.date_column is not None
    newest = organisations.slice(0, NEWEST if is_news else 0)
    days = newest["@date"].to_pylist()
    return Summary(
        dataset=listing.dataset,
        records=listing.table.num_rows,
        months=months_of(organisations),
        subjects=subjects_of(organisations),
        newest=tuple((day, _at_home(listing, row, day)) for day, row in zip(days, listing.rows(newest), strict=True)),
    )


def subjects_of(organisations: pa.Table) -> frozenset[str]:
    """Who is in a table of organisations: by code, or by name where there is no code."""
    codes = organisations["@code"]
    has_code = pc.greater(pc.utf8_length(codes), 0)
    return frozenset(pc.unique(pc.if_else(has_code, codes, organisations["@name"])).to_pylist())


def _at_home(listing: Listing, row: Row, day: str) -> Row:
    """A row with the columns that all datasets share: which dataset, what about, by whom, when."""
    said = {
        column.says: value for column, (_, _, value) in reversed(list(zip(listing.columns, row.cells, strict=True)))
    }
    values = (("text", listing.dataset.title), ("text", said.get("matter", "")), ("text", said["authority"]))
    forms = (*values, ("day", day) if day else ("text", NOTHING))
    cells = tuple((label, *shown) for label, shown in zip(HOME_LABELS, forms, strict=True))
    return row._replace(number="", cells=cells)
