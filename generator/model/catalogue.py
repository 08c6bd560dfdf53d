"""The catalogue (信用信息目录): one dataset is one item that law allows to be collected and shown."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from generator.model.field import FieldSpec
from generator.model.schedule import Deliver, Expect
from generator.model.span import Span
from generator.model.strict import IsoDay, Slug, Strict

Kind = Literal["licence", "penalty", "red-list", "serious-list", "watch-list", "commitment", "model"]
ADVERSE: frozenset[str] = frozenset({"penalty", "serious-list", "watch-list"})


class Criteria(Strict):
    """By which document subjects are recognised."""

    document: str
    filing: str | None = None
    replaced_on: IsoDay | None = None


class ListingProcedure(Strict):
    """What a listing decision must say, for the whole list (五(三))."""

    measures: str
    removal_terms: str
    remedies: str


class Based(Strict):
    """A default that was changed, with the basis for it."""

    value: bool | Span
    basis: str


DEPARTURES: dict[str, bool | Span] = {"repairable": True, "objection_suspends": True, "late_after": Span("P7D")}
"""Keys of a dataset that may leave their default only with a basis, and the defaults."""


class Clean(Strict):
    """A declared piece of dirt: a suffix of one field, or a text that marks a row as no row."""

    field: str | None = None
    suffix: str | None = None
    row_contains: str | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Clean:
        if (self.row_contains is None) == (self.field is None or self.suffix is None):
            message = "clean 的每一项要么写 field 和 suffix，要么写 row_contains"
            raise ValueError(message)
        return self


class DatasetCredit(Strict):
    """What stands under `credit` of a dataset."""

    kind: Kind
    item: str
    access: Literal["public", "on-request", "government", "closed"]
    basis: tuple[str, ...] = Field(min_length=1)
    subjects: Literal["organisations", "mixed"]
    deliver: Deliver
    period: str
    expect: Expect = Expect()
    criteria: Criteria | None = None
    domain: Literal["health-and-safety", "market-and-social-order", "statutory-duty", "national-defence"] | None = None
    scope: Literal["national", "local"] | None = None
    listing_procedure: ListingProcedure | None = None
    natural_persons: Literal["withheld", "masked", "named"] = "withheld"
    person_basis: tuple[str, ...] = ()
    repairable: bool | Based = True
    objection_suspends: bool | Based = True
    late_after: Span | Based = Span("P7D")
    parity: Literal["report", "enforce"] = "report"
    clean: tuple[Clean, ...] = ()
    formats: tuple[Literal["csv", "jsonl", "parquet", "xlsx"], ...] = ("csv", "jsonl", "parquet", "xlsx")

    @field_validator("late_after")
    @classmethod
    def _in_days(cls, value: Span | Based) -> Span | Based:
        if not re.fullmatch(r"P[0-9]+D", str(_plain(value))):
            message = "late_after 按工作日计，写作 P7D 这样的形式"
            raise ValueError(message)
        return value

    @field_validator("item")
    @classmethod
    def _in_a_catalogue(cls, value: str) -> str:
        if value != "local" and not re.fullmatch(r"national-[0-9]{4}/\S+", value):
            message = "item 写作 national-<年份>/<代码> 或 local"
            raise ValueError(message)
        return value

    @property
    def late_days(self) -> int:
        """Within how many working days a record is to be published."""
        return int(str(_plain(self.late_after))[1:-1])

    @property
    def suspends(self) -> bool:
        """Whether measures rest while an objection is open (七(三))."""
        return bool(_plain(self.objection_suspends))

    @property
    def can_be_repaired(self) -> bool:
        """Whether the item knows repair at all (七(一))."""
        return bool(_plain(self.repairable))


class Reference(Strict):
    """Where a foreign key points: the fields of a dataset, of its own where no resource is named."""

    resource: str = ""
    fields: tuple[str, ...] = Field(min_length=1)

    @field_validator("fields", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value


class ForeignKey(Strict):
    """Fields whose values must stand in another table."""

    fields: tuple[str, ...] = Field(min_length=1)
    reference: Reference

    @field_validator("fields", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _of_one_width(self) -> ForeignKey:
        if len(self.fields) != len(self.reference.fields):
            message = "fields 和 reference.fields 的个数要相同"
            raise ValueError(message)
        return self


class Schema(Strict):
    """A Table Schema."""

    fields: tuple[FieldSpec, ...] = Field(min_length=1)
    missing_values: tuple[str, ...] = Field(default=("",), alias="missingValues")
    primary_key: tuple[str, ...] = Field(default=(), alias="primaryKey")
    unique_keys: tuple[tuple[str, ...], ...] = Field(default=(), alias="uniqueKeys")
    foreign_keys: tuple[ForeignKey, ...] = Field(default=(), alias="foreignKeys")

    @field_validator("primary_key", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value


class Dataset(Strict):
    """One catalogue item: a Frictionless resource without a path, and its credit terms."""

    name: Slug
    title: str
    description: str = ""
    credit: DatasetCredit
    dialect: dict[str, Any] = Field(default_factory=dict)
    table: Schema = Field(alias="schema")

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The declared columns, in order."""
        return self.table.fields

    @property
    def unique_sets(self) -> tuple[tuple[str, ...], ...]:
        """The columns whose values no two rows of a department may share."""
        return (*((field.name,) for field in self.fields if field.constraints.unique), *self.table.unique_keys)

    @cached_property
    def by_role(self) -> dict[str, FieldSpec]:
        """Columns by role."""
        return {field.role: field for field in self.fields if field.role}

    def named(self, role: str) -> str | None:
        """The column name that plays a role, or None."""
        field = self.by_role.get(role)
        return field.name if field else None

    @property
    def is_adverse(self) -> bool:
        """Whether an entry harms its subject: such pages are not offered to search engines."""
        return self.credit.kind in ADVERSE

    @property
    def date_column(self) -> str | None:
        """The column that list pages go by: decided-on, else listed-on (design §9)."""
        return self.named("decided-on") or self.named("listed-on")


def _plain(value: Span | Based | bool) -> bool | Span:  # noqa: FBT001  # a configured value, not a switch
    return value.value if isinstance(value, Based) else value
