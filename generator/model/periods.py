"""Publicity periods (公示期限) as versioned data: which span, from which day, under which text (design §6.1)."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from generator.model.message import _
from generator.model.span import Span
from generator.model.strict import Day, Strict, read_day

Severity = Literal["slight", "general", "serious"]
Start = Literal["decided-on", "listed-on", "first-published"]
_YEAR_DAY = re.compile(r"\{year(?:\+[0-9]+)?\}-([0-9]{2}-[0-9]{2})")
_ANY_DAY = date(2001, 1, 1)
"""Spans are compared by where they lead from one day."""
SEVERITY_WORDS: dict[str, str] = {"slight": _("轻微"), "general": _("一般"), "serious": _("严重")}


def _year_day(text: str) -> str:
    found = _YEAR_DAY.fullmatch(text)
    if not found:
        message = "写作 {year+1}-04-01：year 是记录所属的年度"
        raise ValueError(message)
    read_day(f"2001-{found[1]}")
    return text


YearDay = Annotated[str, AfterValidator(_year_day)]
"""A day counted from the year a record is about, such as {year+1}-04-01."""


class Term(Strict):
    """A span without classes."""

    shortest: Span | None = None
    longest: Span | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.shortest and self.longest and self.longest.after(_ANY_DAY) < self.shortest.after(_ANY_DAY):
            message = "longest 比 shortest 还短，请核对"
            raise ValueError(message)
        return self


class ClassPeriod(Term):
    """Whether a class of severity is published, and for how long."""

    publish: bool = True


class SectorPeriod(Term):
    """What one sector changes."""


class Early(Strict):
    """When a listing may end before its term."""

    after: Span
    from_: Literal["corrected-on", "listed-on", "decided-on"] = Field(alias="from")


class PeriodBody(Strict):
    """One rule in force."""

    basis: str | None = None
    verified: bool = False
    start: Start | None = None
    classes: dict[Severity, ClassPeriod] = Field(default_factory=dict)
    term: Term | None = None
    sectors: dict[str, SectorPeriod] = Field(default_factory=dict)
    no_early_end: tuple[str, ...] = ()
    early: Early | None = None
    until: Literal["valid-until", "removed-by-authority"] | None = None
    until_revoked: bool = False
    open_ended: bool = False
    per: Literal["year"] | None = None
    from_day: YearDay | None = None
    until_day: YearDay | None = None


class PeriodSet(PeriodBody):
    """A rule with the day it came into force."""

    from_: Day = Field(alias="from")


class PeriodRule(PeriodBody):
    """A rule of periods.yaml: either one body, or sets by date."""

    id: str
    title: str
    transition: Literal["earlier", "old", "new"] = "earlier"
    uncorrected: dict[str, Literal["stays", "ends"]] = Field(default_factory=dict)
    unknown_class: Literal["ask", "slight", "general", "serious"] = "ask"
    sets: tuple[PeriodSet, ...] = ()

    @property
    def has_classes(self) -> bool:
        """Whether any body tells classes of severity apart."""
        return any(body.classes for body in self.sets or (self,))

    @property
    def begins_when_shown(self) -> bool:
        """Whether any body counts from the first public day (自公示之日起)."""
        return any("first-published" in (body.start, self.start) for body in self.sets or (self,))

    @property
    def sectors_named(self) -> frozenset[str]:
        """Every sector that the rule says something about."""
        bodies = (self, *self.sets)
        named = (name for body in bodies for name in (*body.sectors, *body.no_early_end))
        return frozenset((*named, *self.uncorrected))
