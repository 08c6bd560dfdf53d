"""The base of everything read from a configured file: it takes what is written, and guesses at nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

_SLUG = re.compile("[a-z][a-z0-9-]*")
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Strict(BaseModel):
    """A model that refuses unknown keys and words of another type, never changes, and never repeats an input value.

    `yes` is no truth value and "1" no number: only YAML's own true, false and numbers are.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, populate_by_name=True, strict=True, allow_inf_nan=False
    )

    @model_validator(mode="before")
    @classmethod
    def _lists_are_sequences(cls, value: Any) -> Any:
        """YAML has lists alone; frozen values hold tuples."""
        return {key: _frozen(one) for key, one in value.items()} if isinstance(value, dict) else value


def read_day(value: object) -> date:
    """Read a quoted ISO day, in no other form; raises ValueError.

    >>> read_day("2026-04-01")
    datetime.date(2026, 4, 1)
    """
    try:
        if isinstance(value, str) and _ISO_DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        message = "没有这一天，请核对年月日"
        raise ValueError(message) from None
    message = '日期要写成加引号的 "2026-04-01"'
    raise ValueError(message)


def _maybe_day(value: object) -> date | None:
    return None if value in ("", None) else read_day(value)


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        message = "只能用小写英文字母、数字和连字符，以字母开头"
        raise ValueError(message)
    return text


Slug = Annotated[str, AfterValidator(_slug)]
"""A name that stands in addresses and folders."""
IsoDay = Annotated[str, BeforeValidator(lambda value: read_day(value).isoformat())]
"""A day as text, YYYY-MM-DD."""
Day = Annotated[date, BeforeValidator(read_day)]
MaybeDay = Annotated[date | None, BeforeValidator(_maybe_day)]
"""A day; an empty cell is none."""


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    return value
