"""The setter: sets rows of lists, a batch at a time, each from the mold of its shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from jinja2 import Template

from generator.model import urls
from generator.stages.render.listing import TAIL, Column, Listing, Row, tags_of
from generator.stages.render.markup import TEXT, encoded, escaped, is_filled, texts_of
from generator.stages.render.mold import Mold, slot

Shape = tuple[Any, ...]
"""Whether a row has a link, a number and a tail, its note, and the form of each cell: what the template decides by."""
OWN = ("id", "until", "href", "name", "number", "tail")


class RowSetter:
    """Sets the rows of one dataset's lists.

    Args:
        template: partials/rows.html.
        listing: The columns.
        is_by_number: Whether a row is named by its document, or the dataset where it has none: so on pages that say
            once whose all their rows are.
    """

    def __init__(self, template: Template, listing: Listing, *, is_by_number: bool = False) -> None:
        self._template, self._listing, self._is_by_number = template, listing, is_by_number
        self._names = [*OWN, *(f"c{place}" for place in range(len(listing.columns)))]
        self._molds: dict[Shape, Mold] = {}

    def set(self, table: pa.Table) -> list[bytes]:
        """Set the rows of a table that has the columns of the listing."""
        return list(self._set(table)) if table.num_rows else []

    def _set(self, table: pa.Table) -> Iterator[bytes]:
        cells = [self._cells(column, texts_of(table[column.source])) for column in self._listing.columns]
        shapes = zip(*self._own_shape(table), *(forms for forms, _ in cells), strict=True)
        values = zip(*self._own_values(table), *(shown for _, shown in cells), strict=True)
        for shape, row in zip(shapes, values, strict=True):
            if shape not in self._molds:
                self._molds[shape] = Mold(self._template.render(rows=[self._slotted(shape)]), self._names)
            yield self._molds[shape].fill(row)

    def _own_shape(self, table: pa.Table) -> list[list[Any]]:
        is_linked = pc.not_equal(texts_of(table["@kind"]), "person")
        notes = texts_of(table["note"]).to_pylist()
        if self._is_by_number:
            nothing = [False] * table.num_rows
            return [is_linked.to_pylist(), nothing, nothing, notes]
        return [is_linked.to_pylist(), is_filled(self._numbers(table)).to_pylist(), _has_tail(table).to_pylist(), notes]

    def _own_values(self, table: pa.Table) -> list[list[bytes]]:
        ids, names, numbers = texts_of(table["record_id"]), texts_of(table["@name"]), self._numbers(table)
        if self._is_by_number:
            names = pc.if_else(is_filled(numbers), numbers, self._listing.dataset.title)
        return [
            encoded(ids),
            encoded(texts_of(table["published_until"])),
            [urls.record(one).encode() for one in ids.to_pylist()],
            encoded(escaped(names)),
            encoded(escaped(numbers)),
            encoded(pc.utf8_slice_codeunits(texts_of(table["@code"]), -TAIL)),
        ]

    def _numbers(self, table: pa.Table) -> pa.Array:
        return texts_of(self._listing.numbers(table))

    def _cells(self, column: Column, texts: pa.Array) -> tuple[list[str], list[bytes]]:
        """The form of each cell of a column, and what it shows; worked out once for each different text."""
        coded = texts.dictionary_encode()
        shown = [self._listing.shown(column, text) for text in coded.dictionary.to_pylist()]
        forms = pa.array([form for form, _ in shown], TEXT).take(coded.indices)
        words = escaped(pa.array([str(words) for _, words in shown], TEXT)).take(coded.indices)
        return forms.to_pylist(), encoded(words)

    def _slotted(self, shape: Shape) -> Row:
        """A row with slots for its texts."""
        is_linked, has_number, has_tail, note, *forms = shape
        cells = tuple(
            (column.label, form, slot(f"c{place}"))
            for place, (column, form) in enumerate(zip(self._listing.columns, forms, strict=True))
        )
        return Row(
            slot("id"),
            slot("until"),
            slot("href") if is_linked else "",
            slot("name"),
            slot("number") if has_number else "",
            slot("tail") if has_tail else "",
            tags_of(note),
            cells,
        )


def _has_tail(table: pa.Table) -> pa.Array:
    is_organisation = pc.equal(texts_of(table["@kind"]), "organisation")
    return pc.and_(is_organisation, pc.match_substring_regex(texts_of(table["@code"]), urls.UNIFIED))
