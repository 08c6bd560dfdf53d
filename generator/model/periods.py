"""Publicity periods (公示期限) as versioned data: which span, from which day, under which text (design §6.1)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from generator.model.field import Strict
from generator.model.message import _
from generator.model.span import Span

Severity = Literal["slight", "general", "serious"]
Start = Literal["decided-on", "listed-on", "first-published"]
SEVERITY_WORDS: dict[str, str] = {"slight": _("轻微"), "general": _("一般"), "serious": _("严重")}


class ClassPeriod(Strict):
    """Whether a class of severity is published, and for how long."""

    publish: bool = True
    shortest: Span | None = None
    longest: Span | None = None


class SectorPeriod(Strict):
    """What one sector changes."""

    shortest: Span | None = None
    longest: Span | None = None


class Term(Strict):
    """A span without classes."""

    shortest: Span | None = None
    longest: Span | None = None


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
    from_day: str | None = None
    until_day: str | None = None


class PeriodSet(PeriodBody):
    """A rule with the day it came into force."""

    from_: Annotated[date, BeforeValidator(lambda value: date.fromisoformat(value))] = Field(alias="from")


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

    @model_validator(mode="after")
    def _has_an_end(self) -> PeriodRule:
        days = [period_set.from_ for period_set in self.sets]
        if days != sorted(set(days)):
            message = f"{self.id}：sets 要按 from 从早到晚排列，且日期不重复"
            raise ValueError(message)
        for body in self.sets or (self,):
            ends = (body.classes, body.term, body.until, body.per)
            if not any(ends):
                message = f"{self.id}：没有写公示到何时（classes、term、until、per 之一）"
                raise ValueError(message)
            if body.per and not (body.from_day and body.until_day):
                message = f"{self.id}：per: year 要写 from_day 和 until_day"
                raise ValueError(message)
        return self
