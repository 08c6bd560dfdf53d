"""How a dataset is handed in, and what a delivery is measured against (design §4: `deliver`, `expect`)."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from generator.model.pattern import refuse_unsound
from generator.model.span import Span
from generator.model.strict import IsoDay, Strict

Share = Annotated[float, Field(ge=0, le=1)]
"""A part of a whole, 0 to 1 inclusive."""


class Deliver(Strict):
    """Who may hand the dataset in, under which file names, and how deliveries follow one another."""

    departments: tuple[str, ...] = Field(min_length=1)
    match: str = Field(min_length=1)
    mode: Literal["snapshot", "append"]
    batch: str | None = None
    ended_on: IsoDay | None = None
    allow_empty_until: IsoDay | None = None

    @field_validator("match")
    @classmethod
    def _inside(cls, value: str) -> str:
        if value.startswith(("/", "~")) or ".." in value or "\\" in value or "://" in value:
            message = "match 只能是部门文件夹里的文件名样式"
            raise ValueError(message)
        return value

    @field_validator("batch")
    @classmethod
    def _one_group(cls, value: str | None) -> str | None:
        if value is None:
            return None
        refuse_unsound(value)
        if re.compile(value).groups != 1:
            message = "batch 要恰好有一个分组，例如 penalties-([0-9]{8})"
            raise ValueError(message)
        return value


class Expect(Strict):
    """What a delivery is measured against."""

    min_rows: int = Field(default=0, ge=0)
    shrink: Share | None = None
    """The part of the last delivery that may be missing."""
    grow: float | None = Field(default=None, ge=1)
    """How many times the last delivery tonight's may be."""
    fill: dict[str, Share] = Field(default_factory=dict)
    """Field name to the part of the rows that must hold a value."""
    every: Span | None = None
    max_age: Span | None = None

    @field_validator("every")
    @classmethod
    def _some_time(cls, value: Span | None) -> Span | None:
        if value is not None and not (value.months or value.days):
            message = "every 至少是一天（P1D）"
            raise ValueError(message)
        return value
