"""A length of time as law writes it: years, months, days (ISO 8601: P1Y, P3M, P7D)."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from generator.model.message import BESIDE, _n, listed

_FORM = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})D)?")


class Span(str):
    """A period. As text it is its ISO form; added to a day it gives the day of the same number.

    >>> Span("P3M").after(date(2025, 11, 30))
    datetime.date(2026, 2, 28)
    >>> Span("P1Y").after(date(2024, 2, 29))
    datetime.date(2025, 2, 28)
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Span:
        """Refuse what is no period; raises ValueError."""
        if not (found := _FORM.fullmatch(text)) or not any(found.groups()):
            message = "期限写作 P1Y、P3M、P7D 这样的形式"
            raise ValueError(message)
        return super().__new__(cls, text)

    def after(self, day: date) -> date:
        """The day this period after `day`; month arithmetic ends on the last day of a shorter month (design §6.1)."""
        years, months, days = (int(part or 0) for part in _FORM.fullmatch(self).groups())  # type: ignore[union-attr]  # checked in __new__
        index = day.year * 12 + day.month - 1 + years * 12 + months
        year, month = divmod(index, 12)
        if year > 9998:
            return date.max
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(days=days)

    @property
    def months(self) -> int:
        """Years and months together, in months."""
        years, months, _ = _FORM.fullmatch(self).groups()  # type: ignore[union-attr]  # checked in __new__
        return int(years or 0) * 12 + int(months or 0)

    @property
    def days(self) -> int:
        """The days beside them."""
        return int(_FORM.fullmatch(self)[3] or 0)  # type: ignore[index]  # checked in __new__

    @property
    def words(self) -> str:
        """The period as pages say it."""
        years, months, days = (int(part or 0) for part in _FORM.fullmatch(self).groups())  # type: ignore[union-attr]  # checked in __new__
        said = ((years, _n("{count}年", years)), (months, _n("{count}个月", months)), (days, _n("{count}天", days)))
        return listed((words for number, words in said if number), BESIDE) or said[-1][1]

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic read a period from text."""
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())
