"""What lists show of one dataset: few columns, chosen by role, and its rows in figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.columns import public_columns
from generator.model.message import _
from generator.model.parts import PublicPart
from generator.model.publication import Publication
from generator.stages.render.outline import Outline, joined, outline_of
from generator.stages.render.words import ANNOTATIONS, FOREVER, NOTHING

PAGE_ROWS = 100
TAIL = 6
"""Characters of a code's tail, as many as the hits of a search show."""
MATTERS = ("category", "content-text", "purpose", "basis-text", "status", "year")
"""Roles that may say in a list what a record is about, the best first."""
OWN = ("record_id", "published_until", "note", "@kind", "@department", "@date", "@name", "@code")
DEPARTMENT = "@department"

Cell = tuple[str, str, str]
"""Label, form (text, number, day) and what is shown."""


class Column(NamedTuple):
    """One column of a list."""

    label: str
    source: str
    form: str
    says: str
    """matter, fine, authority, date or until"""


class Row(NamedTuple):
    """One row of a list, as partials/rows.html takes it."""

    record_id: str
    until: str
    href: str
    name: str
    number: str
    tail: str
    """The end of an organisation's code, by which namesakes are told apart; empty for everyone else."""
    tags: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Listing:
    """The columns that the lists of a dataset need, and what they tell of all its rows."""

    dataset: Dataset
    columns: tuple[Column, ...]
    number: str | None
    """The column of the record number, where it is public."""
    departments: Mapping[str, str]
    """Department id to name."""
    outline: Outline
    """Its rows in figures; of none where only the columns matter."""

    @property
    def labels(self) -> list[tuple[str, str]]:
        """The head of the table."""
        who = _("名称与文书号") if self.number else _("名称")
        return [(who, "text"), *((column.label, column.form) for column in self.columns)]

    def rows(self, table: pa.Table) -> Iterator[Row]:
        """Rows of a piece of the table, ready for the template."""
        columns = (table[column.source].to_pylist() for column in self.columns)
        own = (table[name].to_pylist() for name in ("record_id", "published_until", "@kind", "@name", "@code", "note"))
        numbers = self.numbers(table).to_pylist()
        for (record_id, until, kind, name, code, note), number, *values in zip(
            zip(*own, strict=True), numbers, *columns, strict=True
        ):
            href = "" if kind == "person" else urls.record(record_id)
            tail = code[-TAIL:] if kind == "organisation" and urls.subject(code or "") else ""
            cells = tuple(
                (one.label, *self.shown(one, value or "")) for one, value in zip(self.columns, values, strict=True)
            )
            yield Row(record_id, until, href, name, number or "", tail, tags_of(note), cells)

    def shown(self, column: Column, value: str) -> tuple[str, str]:
        """The form of a cell and what it shows."""
        return ("text", self.departments[value]) if column.source == DEPARTMENT else SHOW[column.form](value)

    def numbers(self, table: pa.Table) -> pa.ChunkedArray:
        """The record numbers of a piece of the table."""
        return table[self.number] if self.number else pa.chunked_array([pa.repeat("", table.num_rows)])

    @property
    def names(self) -> list[str]:
        """The columns of public parts that lists need."""
        return _names(self.columns, self.number)


def layout_of(publication: Publication, dataset: Dataset) -> Listing:
    """The columns of a dataset's lists, without rows."""
    public = {column.name for column in public_columns(dataset)}
    number = dataset.named("record-number")
    departments = {one.id: one.name for one in publication.city.departments}
    former = {old: one.name for one in publication.city.departments for old in one.formerly}
    columns = tuple(_columns(dataset, public))
    shown = number if number in public else None
    nothing = _schema_of(_names(columns, shown)).empty_table()
    return Listing(dataset, columns, shown, departments | former, outline_of(nothing))


def listing_of(layout: Listing, outlines: Iterable[Outline]) -> Listing:
    """The lists of a dataset, of whose parts these are the outlines."""
    return replace(layout, outline=joined([layout.outline, *outlines]))


def rows_of(layout: Listing, part: PublicPart) -> pa.Table:
    """Read what lists need of a part; the other columns stay on disk."""
    table = pq.read_table(part.frame, columns=layout.names)
    return table.select(layout.names).cast(_schema_of(layout.names))


def tags_of(note: str | None) -> tuple[tuple[str, str], ...]:
    """Annotation codes joined by `;` as tags."""
    return tuple(ANNOTATIONS[code] for code in note.split(";") if code) if note else ()


def _names(columns: Iterable[Column], number: str | None) -> list[str]:
    own = [*OWN, *(column.source for column in columns), *([number] if number else [])]
    return list(dict.fromkeys(own))


def _schema_of(names: Iterable[str]) -> pa.Schema:
    """Text columns, whatever a part stored them as."""
    return pa.schema([(name, pa.large_string()) for name in names])


def _columns(dataset: Dataset, public: set[str]) -> Iterator[Column]:
    """What is it about, the fine or a second matter, by whom, when, until when: at most five beside the name."""
    named = [dataset.named(role) for role in MATTERS]
    matters = [name for name in named if name in public]
    fine = dataset.named("fine") if dataset.named("fine") in public else None
    for name in matters[: 1 if fine else 2]:
        yield Column(name, name, "text", "matter")
    if fine:
        yield Column(fine, fine, "number", "fine")
    authority = dataset.named("authority")
    source, label = (authority, authority) if authority in public else (DEPARTMENT, _("数据来源"))
    yield Column(label, source, "text", "authority")
    if dataset.date_column:
        yield Column(dataset.date_column, "@date", "day", "date")
    yield Column(_("公示至"), "published_until", "day", "until")


def _text(value: str) -> tuple[str, str]:
    return "text", value or NOTHING


def _number(value: str) -> tuple[str, str]:
    return "number", value or NOTHING


def _day(value: str) -> tuple[str, str]:
    if value == FOREVER:
        return "text", _("长期")
    return ("day", value) if value else ("text", NOTHING)


SHOW: Mapping[str, Callable[[str], tuple[str, str]]] = {"text": _text, "number": _number, "day": _day}
