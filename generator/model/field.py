"""A field of the catalogue: what Frictionless says of it, and what credit law says of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from generator.model.pattern import has_bare_alternation, refuse_unsound
from generator.model.strict import Strict

Role = Literal[
    "record-number", "certificate-number", "subject-name", "subject-kind", "subject-code", "person-id",
    "person-id-type", "representative", "representative-id", "representative-id-type", "responsible-person",
    "acted-on", "decided-on", "listed-on", "removed-on", "notified-on", "corrected-on", "year", "valid-from",
    "valid-until", "restraint-until", "public-until", "severity", "penalty-procedure", "publish-slight", "sector",
    "district", "status", "row-access", "authority", "authority-code", "source-unit", "source-unit-code", "category",
    "fine", "confiscated", "basis-text", "fact-text", "content-text", "measures", "removal-terms", "remedies",
    "replaces", "concerns", "purpose", "due-on", "fulfilment", "address", "phone", "remark",
]  # fmt: skip
SubjectKind = Literal["organisation", "sole-trader", "person"]
Disclosure = Literal["public", "name", "narrative", "district", "withhold"]
CheckName = Literal["uscc", "id-number", "registration-number", "organisation-code", "tax-number"]
DateForm = Literal["iso", "slash", "dot", "compact", "cn", "excel-serial", "long-term"]
FieldType = Literal[
    "string", "number", "integer", "boolean", "date", "datetime", "time", "year", "yearmonth", "duration", "any",
    "list", "array", "object", "geopoint",
]  # fmt: skip
TEXT_TYPES: frozenset[FieldType] = frozenset({"string", "any", "list", "array", "object"})


PERSON_ROLES: frozenset[str] = frozenset(
    {
        "representative",
        "representative-id",
        "representative-id-type",
        "responsible-person",
        "person-id",
        "person-id-type",
    }
)
"""Fields that speak of a natural person whatever the subject is; they need a person basis to be shown (三(三))."""


class PersonBasis(Strict):
    """The law that lets a personal field be shown."""

    basis: str
    article: str | None = None


class FieldCredit(Strict):
    """What stands under `credit` of a field."""

    disclose: Disclosure | dict[SubjectKind, Disclosure]
    role: Role | None = None
    code: str | None = None
    aliases: tuple[str, ...] = ()
    check: tuple[CheckName, ...] = ()
    """Any one passing is enough."""
    forms: tuple[DateForm, ...] = Field(default=("iso",), min_length=1)
    values: dict[str, str] = Field(default_factory=dict)
    """Delivered word to canonical word."""
    optional: bool = False
    multiline: bool = False
    person_basis: PersonBasis | None = None

    @field_validator("check", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def disclosure(self, kind: str) -> Disclosure:
        """Tell how the field is shown for a subject kind. One value covers organisations only (design §4)."""
        if isinstance(self.disclose, str):
            return self.disclose if kind == "organisation" else "withhold"
        return self.disclose.get(kind, "withhold")  # type: ignore[call-overload, no-any-return]  # kind is a SubjectKind


class Constraints(Strict):
    """The constraints of a Table Schema field, in Frictionless' words."""

    required: bool | None = None
    unique: bool | None = None
    min_length: Annotated[int | None, Field(alias="minLength", ge=0)] = None
    max_length: Annotated[int | None, Field(alias="maxLength", ge=1)] = None
    minimum: float | int | str | None = None
    maximum: float | int | str | None = None
    pattern: str | None = None
    enum: tuple[Any, ...] | None = Field(default=None, min_length=1)

    @field_validator("pattern")
    @classmethod
    def _portable(cls, value: str | None) -> str | None:
        if value is None:
            return None
        refuse_unsound(value)
        if has_bare_alternation(value):
            message = "pattern 里的“|”要写在 (?:…) 里"
            raise ValueError(message)
        return value


class FieldSpec(Strict):
    """One column of a dataset."""

    name: str = Field(min_length=1)
    type: FieldType = "string"
    format: str | None = None
    title: str | None = None
    description: str | None = None
    example: Any = None
    decimal_char: Annotated[str | None, Field(alias="decimalChar")] = None
    group_char: Annotated[str | None, Field(alias="groupChar")] = None
    bare_number: Annotated[bool | None, Field(alias="bareNumber")] = None
    true_values: Annotated[tuple[str, ...] | None, Field(alias="trueValues")] = None
    false_values: Annotated[tuple[str, ...] | None, Field(alias="falseValues")] = None
    constraints: Constraints = Constraints()
    credit: FieldCredit

    @model_validator(mode="after")
    def _named_plainly(self) -> FieldSpec:
        if self.name.startswith("@") or self.name in {"record_id", "published_until", "note"}:
            message = "字段名不能以 @ 开头，也不能是 record_id、published_until、note"
            raise ValueError(message)
        limits = self.constraints
        if self.type in ("datetime", "time") and (limits.minimum, limits.maximum) != (None, None):
            # Frictionless stops with a TypeError where a cell has a time zone and the limit has none, or the other way.
            message = "datetime 和 time 字段不能写 minimum、maximum；需要上下限的，请用 date 字段"
            raise ValueError(message)
        return self

    @property
    def is_text(self) -> bool:
        """Whether a cell may hold words, and so a name."""
        return self.type in TEXT_TYPES

    @property
    def role(self) -> str | None:
        """The field's role, or None."""
        return self.credit.role
