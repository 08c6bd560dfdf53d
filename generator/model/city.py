"""What a city configures beside its datasets: site, departments, legal bases, measures, calendars."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from generator.model.catalogue import Dataset
from generator.model.periods import PeriodRule
from generator.model.strict import Day, MaybeDay, Slug, Strict

_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
STRONG_LEVELS = frozenset({"law", "administrative-regulation", "local-regulation", "central-policy"})
"""Levels that may carry a public item (三(一)): 法律、法规或者党中央、国务院政策文件."""
PERSON_LEVELS = frozenset({"law", "administrative-regulation", "local-regulation", "state-council-decision"})
"""Levels that may carry the publication of a person's data (三(三)); consent is the other way."""

Level = Literal[
    "law", "administrative-regulation", "local-regulation", "central-policy", "state-council-decision",
    "department-rule", "normative-document", "judicial-interpretation", "local-supplement",
]  # fmt: skip


def _site_address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        message = "网站地址写作 https://credit.example.org，后面可以有路径，不带 ? 和 #"
        raise ValueError(message)
    return text


Address = Annotated[str, AfterValidator(_site_address)]
"""Where the site stands on the web."""


class Link(Strict):
    """A named address."""

    title: str
    url: str

    @field_validator("url")
    @classmethod
    def _web_only(cls, value: str) -> str:
        if not value.startswith(("https://", "http://", "/")):
            message = "网址只能以 https://、http:// 或 / 开头"
            raise ValueError(message)
        return value


class Licence(Strict):
    """Terms of re-use."""

    name: str
    path: str


class SmallCounts(Strict):
    """How counts about persons are blurred."""

    suppress_below: int = Field(default=10, ge=10)
    round_to: int = Field(default=5, ge=5)


class Site(Strict):
    """The identity of one site (site.yaml)."""

    name: str
    base_url: Address
    language: str = "zh-CN"
    fictional: bool = False
    as_of: MaybeDay = None
    banner: str | None = None
    key_fingerprint: str | None = None
    organiser: str
    operator: str
    phone: str
    address: str
    site_code: str
    icp: str
    police_record: str
    repair_channel: Link
    authoritative: str
    licence: Licence
    small_counts: SmallCounts = SmallCounts()


class Contact(Strict):
    """Where a department can be reached; never a mobile number."""

    phone: str | None = None
    address: str | None = None
    hours: str | None = None


class Department(Strict):
    """A provider of data. The id is part of every record key and is never changed."""

    id: Slug
    code: str
    name: str
    level: Literal["county", "city", "province", "association", "media"]
    formerly: tuple[Slug, ...] = ()
    contact: Contact = Contact()
    repair_channel: Link | None = None
    objection_channel: Link | None = None


class Basis(Strict):
    """A legal text that something rests on (basis.yaml)."""

    id: str
    title: str
    issuer: str
    level: Level
    number: str | None = None
    articles: dict[str, str] = Field(default_factory=dict)
    in_force_from: Day
    repealed_on: MaybeDay = None
    source: str
    verified: bool

    @model_validator(mode="after")
    def _in_order(self) -> Basis:
        if self.repealed_on is not None and self.repealed_on <= self.in_force_from:
            message = "repealed_on 要晚于 in_force_from，请核对日期"
            raise ValueError(message)
        return self

    def in_force(self, day: date) -> bool:
        """Tell whether the text is law on a day; the day of repeal is the first without it."""
        return self.in_force_from <= day and (self.repealed_on is None or day < self.repealed_on)

    @property
    def citation(self) -> str:
        """How pages cite it."""
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


SeverityWord = Literal["轻微", "一般", "严重"]
Said = Annotated[str, Field(min_length=1)]
"""A text that may not be empty."""


class Measure(Strict):
    """One line of a measures list (六(一), 八): the ledger of restraints or of incentives."""

    id: Said
    title: Said
    content: Said
    applies_to: tuple[Slug, ...] = Field(min_length=1)
    severities: tuple[SeverityWord, ...] = ()
    basis: str
    article: str = ""
    executor: Said
    executor_kind: Literal["department", "financial", "credit-service", "association", "media"]
    mandatory: Literal["是", "否", ""] = ""
    status: Literal["keep", "adjust", "suspended", "abolished"]
    in_force_from: MaybeDay = None
    in_force_until: MaybeDay = None
    suspended_from: MaybeDay = None
    abolished_on: MaybeDay = None

    @field_validator("applies_to", "severities", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(filter(None, map(str.strip, value.replace("；", ";").split(";"))))

    @model_validator(mode="after")
    def _in_order(self) -> Measure:
        if self.in_force_from and self.in_force_until and self.in_force_until < self.in_force_from:
            message = "in_force_until 早于 in_force_from，请核对日期"
            raise ValueError(message)
        return self

    @property
    def is_forced(self) -> bool:
        """Whether somebody who is no authority is made to punish (六(一)): such a measure may only be for reference."""
        return self.mandatory == "是" and self.executor_kind != "department"

    def in_force(self, day: date) -> bool:
        """Tell whether the measure may be taken on a day: its dates decide whatever its status says (design §6).

        A status without its date holds at once.
        """
        for status, since in (("suspended", self.suspended_from), ("abolished", self.abolished_on)):
            if since <= day if since else self.status == status:
                return False
        started = self.in_force_from is None or self.in_force_from <= day
        return started and (self.in_force_until is None or day <= self.in_force_until)


@dataclass(frozen=True)
class City:
    """Everything configured, parsed and cross-checked. `datasets` stand in the order of their files."""

    site: Site
    datasets: tuple[Dataset, ...]
    departments: tuple[Department, ...]
    bases: Mapping[str, Basis]
    periods: Mapping[str, PeriodRule]
    restraints: tuple[Measure, ...]
    incentives: tuple[Measure, ...]
    holidays: Mapping[date, bool]
    """Day to whether it is a day off; only days that differ from the week's rule."""
    divisions: Mapping[str, str]
    surnames: frozenset[str]

    def may_be_taken(self, measure: Measure, day: date) -> bool:
        """Tell whether a measure holds on a day: its own dates, and its basis in force.

        A restraint needs a law, a regulation or a central document; without one it rests at once (八, 即刻暂停).
        """
        basis = self.bases.get(measure.basis)
        is_carried = basis is not None and basis.in_force(day)
        if basis is not None and measure in self.restraints:
            is_carried = is_carried and basis.level in STRONG_LEVELS
        return is_carried and measure.in_force(day)

    def dataset(self, name: str) -> Dataset:
        """The dataset of that name; raises KeyError."""
        return {dataset.name: dataset for dataset in self.datasets}[name]

    def department(self, identifier: str) -> Department:
        """The department of that id, or the one it has become; raises KeyError."""
        for department in self.departments:
            if identifier == department.id or identifier in department.formerly:
                return department
        raise KeyError(identifier)

    def heir(self, identifier: str) -> str:
        """The id under which a department is known now; of one that departments.yaml no longer has its own."""
        return next((one.id for one in self.departments if identifier in (one.id, *one.formerly)), identifier)
