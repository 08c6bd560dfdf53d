"""Fields of a record page: how a cell is set, and what goes into its slots."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.model.columns import MONEY_ROLES, PublicColumn, yuan_name
from generator.model.message import _
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


def form_of(column: PublicColumn, row: dict[str, str]) -> str:
    """How a field is set: ever, day, money, code, long or text; NOTHING where the department filled nothing in."""
    value, role = row[column.name], column.source.role if column.source else None
    if not value:
        return NOTHING
    if column.type == "date":
        return "ever" if value == FOREVER else "day"
    if role in MONEY_ROLES and row.get(yuan_name(column.name)):
        return "money"
    if role in CODE_ROLES or (column.source and column.source.credit.check):
        return "code"
    return "long" if len(value) > LONG or "\n" in value else "text"


def field_of(column: PublicColumn, form: str, place: int) -> Field:
    """A field with slots for its texts; `place` names them."""
    value, aside = slot(f"f{place}"), slot(f"a{place}")
    match form:
        case "day" | "ever":
            return Field(column.title, "day", Day(value if form == "day" else "", aside))
        case "money":
            return Field(column.title, "text", value, aside)
        case "long":
            return Field(column.title, "long", [value])
        case _:
            return Field(column.title, form, value)


def field_values(place: int, column: PublicColumn, form: str, row: dict[str, str]) -> dict[str, str]:
    """What goes into a field's slots; cells come escaped."""
    value = row[column.name]
    if form in ("day", "ever"):
        iso, words = day_of(value)
        return {f"f{place}": iso, f"a{place}": words}
    if form == "money":
        return {f"f{place}": value, f"a{place}": YUAN.format(amount=row[yuan_name(column.name)])}
    if form == "long":
        return {f"f{place}": "</p><p>".join(line for line in value.splitlines() if line.strip())}
    return {f"f{place}": value}
