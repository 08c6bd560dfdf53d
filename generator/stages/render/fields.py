"""Fields of a record page: how a cell is set, and what goes into its slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from markupsafe import Markup

from generator.model.columns import MONEY_ROLES, PublicColumn, yuan_name
from generator.model.message import _
from generator.stages.render.markup import encoded, escaped, is_filled, mapped, texts_of
from generator.stages.render.mold import slot
from generator.stages.render.words import FOREVER, Day, day_of

CODE_ROLES = frozenset(["subject-code", "authority-code", "source-unit-code"])
NOTHING = "nothing"
YUAN = _("即{amount}元")
LONG = 120
"""Characters from which a text is set as paragraphs."""


class Field(NamedTuple):
    """A field as the page shows it."""

    label: str
    form: str
    """text, code, long or day"""
    value: Any
    aside: str = ""


@dataclass(frozen=True)
class FieldColumn:
    """A field of all records of a batch: how each is set, and what goes into its two slots."""

    forms: list[str]
    values: list[bytes]
    asides: list[bytes]


def field_column(column: PublicColumn, table: pa.RecordBatch) -> FieldColumn:
    """Say how the cells of a column are set: ever, day, money, code, long or text; NOTHING where one is empty."""
    texts, role = texts_of(table[column.name]), column.source.role if column.source else None
    values = escaped(texts)
    if column.type == "date":
        return _days(texts)
    if role in MONEY_ROLES and yuan_name(column.name) in table.schema.names:
        yuan = texts_of(table[yuan_name(column.name)])
        forms = pc.if_else(is_filled(yuan), "money", _plain(column, values))
        return FieldColumn(_where_filled(texts, forms), encoded(values), encoded(escaped(yuan)))
    forms = _where_filled(texts, _plain(column, values))
    shown = encoded(values)
    if "long" in forms:
        shown = [_paragraphs(text) if form == "long" else text for text, form in zip(shown, forms, strict=True)]
    return FieldColumn(forms, shown, [b""] * len(shown))


def field_of(column: PublicColumn, form: str, place: int) -> Field:
    """A field with slots for its texts; `place` names them."""
    value, aside = slot(f"f{place}"), slot(f"a{place}")
    match form:
        case "day" | "ever":
            return Field(column.title, "day", Day(value if form == "day" else "", aside))
        case "money":
            return Field(column.title, "text", value, Markup(YUAN.format(amount=aside)))  # both escaped
        case "long":
            return Field(column.title, "long", [value])
        case _:
            return Field(column.title, form, value)


def _days(texts: pa.Array) -> FieldColumn:
    forms = _where_filled(texts, pc.if_else(pc.equal(texts, FOREVER), "ever", "day"))
    return FieldColumn(forms, encoded(texts), mapped(texts, lambda day: day_of(day).words if day else ""))


def _where_filled(texts: pa.Array, forms: pa.Array) -> list[str]:
    found: list[str] = pc.if_else(is_filled(texts), forms, NOTHING).to_pylist()
    return found


def _plain(column: PublicColumn, values: pa.Array) -> pa.Array:
    if column.source and (column.source.role in CODE_ROLES or column.source.credit.check):
        return pa.repeat("code", len(values))
    is_long = pc.or_(pc.greater(pc.utf8_length(values), LONG), pc.match_substring(values, "\n"))
    return pc.if_else(is_long, "long", "text")


def _paragraphs(text: bytes) -> bytes:
    return "</p><p>".join(line for line in text.decode().splitlines() if line.strip()).encode()
