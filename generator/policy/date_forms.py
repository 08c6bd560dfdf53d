"""Dates as departments write them to ISO: only declared forms, only days of the calendar (design §4.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from generator.model.field import DateForm

NO_END = "9999-12-31"
"""长期 in every machine file."""
_LONG_TERM = frozenset({"长期", "永久"})
_AGREED_END = "2099-12-31"
"""The day that stands for 长期 in the national data standard."""
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_PATTERNS: dict[DateForm, re.Pattern[str]] = {
    "iso": re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"),
    "slash": re.compile("([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"),
    "dot": re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})"),
    "compact": re.compile("([0-9]{4})([0-9]{2})([0-9]{2})"),
    "cn": re.compile("([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"),
}
_SERIAL = re.compile("[1-9][0-9]{4}")


def to_iso(text: str, forms: Sequence[DateForm]) -> str:
    """Write a date in ISO; what no declared form explains stays as it is, and fails its type.

    >>> to_iso("2025年3月4日", ("iso", "cn")), to_iso("2025-02-30", ("iso",)), to_iso("03/04/2025", ("slash",))
    ('2025-03-04', '2025-02-30', '03/04/2025')
    >>> to_iso("45720", ("excel-serial",)), to_iso("长期", ("long-term",))
    ('2025-03-04', '9999-12-31')
    """
    if "long-term" in forms and text in _LONG_TERM:
        return NO_END
    if "excel-serial" in forms and _SERIAL.fullmatch(text):
        return (_EXCEL_DAY_ZERO + timedelta(days=int(text))).isoformat()
    for form in forms:
        if form in _PATTERNS and (found := _PATTERNS[form].fullmatch(text)):
            written = _day(*map(int, found.groups())) or text
            return NO_END if written == _AGREED_END and "long-term" in forms else written
    return NO_END if text == _AGREED_END and "long-term" in forms else text


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
