"""Proofs: the records of a batch that are about one kind of subject, column by column, ready for the molds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from generator.model import urls
from generator.model.message import _
from generator.stages.render.fields import field_column
from generator.stages.render.linked import in_json
from generator.stages.render.markup import encoded, escaped, is_filled, mapped, texts_of
from generator.stages.render.sheets import Sheet
from generator.stages.render.words import FOREVER, day_of, month_words

DAYS = ("@date", "@since", "@repairable", "@pending", "published_until")


class Shape(NamedTuple):
    """What the template decides by. Records of one shape differ in texts alone."""

    department: str
    note: str
    severity: str
    has_number: bool
    has_subject: bool
    has_authority: bool
    days: tuple[str, ...]
    """For each of DAYS: day, ever, or empty."""
    forms: tuple[str, ...]
    """How each field is set."""


class Proof(NamedTuple):
    """Records, ready to be set."""

    addresses: list[str]
    keys: Iterator[tuple[Any, ...]]
    """What decides the shape of each, flat, for it is looked at for every record."""
    names: list[str]
    """The slots."""
    values: Iterator[tuple[bytes, ...]]
    """What goes into the slots of each, in the order of `names`."""


def proof_of(sheet: Sheet, kind: str, table: pa.RecordBatch) -> Proof:
    """Prepare records that are all about one kind of subject."""
    ids = texts_of(table["record_id"])
    addresses = [urls.record(one) for one in ids.to_pylist()]
    slots = _own(sheet, table) | {"address": [one.encode() for one in addresses], "record_id": encoded(ids)}
    days = [texts_of(table[name]) for name in DAYS]
    for name, texts in zip(DAYS, days, strict=True):
        slots[slot_name(name)] = encoded(texts)
        slots[f"{slot_name(name)}_words"] = mapped(texts, lambda day: day_of(day).words if day else "")
    fields = [field_column(column, table) for column in sheet.plans[kind].columns]
    for place, one in enumerate(fields):
        slots |= {f"f{place}": one.values, f"a{place}": one.asides}
    keys = zip(*_own_shape(sheet, table), *map(_forms_of, days), *(one.forms for one in fields), strict=True)
    return Proof(addresses, keys, list(slots), zip(*slots.values(), strict=True))


def shape_of(key: tuple[Any, ...]) -> Shape:
    """The shape of a flat key."""
    first_day = len(Shape._fields) - 2
    first_form = first_day + len(DAYS)
    department, note, severity, has_number, has_subject, has_authority = key[:first_day]
    days, forms = key[first_day:first_form], key[first_form:]
    return Shape(department, note, severity, has_number, has_subject, has_authority, days, forms)


def slot_name(column: str) -> str:
    """Name the slots of a column that is not a field."""
    return column.removeprefix("@")


def _own(sheet: Sheet, table: pa.RecordBatch) -> dict[str, list[bytes]]:
    """The slots that records of every dataset have."""
    names, codes = escaped(texts_of(table["@name"])), texts_of(table["@code"])
    months = pc.utf8_slice_codeunits(texts_of(table["@date"]), 0, 7)
    dataset = sheet.dataset.name
    return {
        "name": encoded(names),
        "json_name": [in_json(name).encode() for name in names.to_pylist()],
        "code": encoded(codes),
        "subject": [urls.subject(code).encode() for code in codes.to_pylist()],
        "number": encoded(escaped(_texts(table, sheet.number))),
        "authority": encoded(escaped(_texts(table, sheet.authority))),
        "month": mapped(months, lambda month: urls.listing(dataset, month or None)),
        "month_words": mapped(months, lambda month: month_words(month) if month else _("全部")),
    }


def _own_shape(sheet: Sheet, table: pa.RecordBatch) -> list[list[Any]]:
    codes = [texts_of(table[name]).to_pylist() for name in ("@department", "note", "@severity")]
    has_page = pc.match_substring_regex(texts_of(table["@code"]), urls.UNIFIED)
    is_told = (
        is_filled(_texts(table, sheet.number)),
        pc.and_(is_filled(texts_of(table["@name"])), has_page),
        is_filled(_texts(table, sheet.authority)),
    )
    return [*codes, *(one.to_pylist() for one in is_told)]


def _texts(table: pa.RecordBatch, name: str) -> pa.Array:
    """The texts of a column, empty where there is no such column."""
    return texts_of(table[name]) if name in table.schema.names else texts_of(pa.repeat("", table.num_rows))


def _forms_of(days: pa.Array) -> list[str]:
    forms = pc.if_else(pc.equal(days, FOREVER), "ever", pc.if_else(is_filled(days), "day", ""))
    found: list[str] = forms.to_pylist()
    return found
