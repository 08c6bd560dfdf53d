"""Shapes of cells that Frictionless certainly accepts for a type of Table Schema, in the default format.

A shape is narrower than the type on purpose: what it does not match goes to Frictionless, which alone decides. So a
shape may leave something out, and may never let in what Frictionless refuses.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.checks.cells import NUMBER_FORM

DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""A day that must still be one of the calendar."""
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_ZONE = "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"
_TEXT = r'"[^"\\\x00-\x1f]*"'
_SCALAR = rf"(?:{_TEXT}|-?(?:0|[1-9][0-9]{{0,14}})(?:\.[0-9]{{1,9}})?|true|false|null)"
_PAIR = f"{_TEXT} ?: ?{_SCALAR}"
_LONGITUDE = r"[+-]?(?:(?:1[0-7][0-9]|[0-9]{1,2})(?:\.[0-9]{1,12})?|180)"
_LATITUDE = r"[+-]?(?:[0-8]?[0-9](?:\.[0-9]{1,12})?|90)"

SHAPES: Mapping[str, str] = {
    "number": NUMBER_FORM,
    "integer": "-?[0-9]{1,15}",
    "year": "[0-9]{4}",
    "yearmonth": "[0-9]{4}-(?:0[1-9]|1[0-2])",
    "date": DAY,
    "datetime": f"{DAY}T{_CLOCK}{_ZONE}",
    "time": f"{_CLOCK}{_ZONE}",
    "duration": "P(?:[0-9]{1,4}(?:[YMWD]|Y[0-9]{1,4}M|M[0-9]{1,4}D)|T[0-9]{1,4}(?:[HMS]|H[0-9]{1,4}M))",
    "array": rf"\[(?:{_SCALAR}(?:, ?{_SCALAR})*)?\]",
    "object": rf"\{{(?:{_PAIR}(?:, ?{_PAIR})*)?\}}",
    "geopoint": f"{_LONGITUDE}, ?{_LATITUDE}",
}
"""By type, for RE2 and a whole cell."""

ANYTHING = frozenset({"string", "any", "list"})
"""Types that every text is one of: a list is divided at its commas, and its items are texts."""

DATED = frozenset({"date", "datetime"})
"""Types whose first ten signs are a day."""

LITERAL = frozenset({"string", "integer", "date", "year", "yearmonth"})
"""Types of which the same text is the same value, so that a listed text needs no reading."""

IN_ORDER = frozenset({"date", "yearmonth"})
"""Types whose shapes stand in the order of their texts."""
