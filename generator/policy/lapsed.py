"""A column that speaks of natural persons is shown only while its person basis is in force.

Source: 黄信用办〔2021〕3号 三(三); 《中华人民共和国个人信息保护法》第二十五条: without a basis, what is personal is not
published; from the day of a repeal on the column is closed, and the records stay.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.field import PERSON_ROLES, FieldSpec

CONSENT = "consent"
CLOSED = "withhold"
KINDS = ("organisation", "sole-trader", "person")


def close_lapsed(city: City, day: date) -> City:
    """The city with every personal column closed whose basis, its own or else its dataset's, does not hold on a day.

    A field with a role of a person is closed for everybody, another one for persons.
    """
    return replace(city, datasets=tuple(_closed(city, one, day) for one in city.datasets))


def _closed(city: City, dataset: Dataset, day: date) -> Dataset:
    fields = tuple(_field(city, dataset, field, day) for field in dataset.fields)
    if fields == dataset.table.fields:
        return dataset
    # Made anew and not copied: a copy would keep what was worked out from the open fields.
    table = dataset.table.model_copy(update={"fields": fields})
    terms = {"credit": dataset.credit, "dialect": dataset.dialect, "schema": table}
    return Dataset.model_validate(
        {"name": dataset.name, "title": dataset.title, "description": dataset.description, **terms}
    )


def _field(city: City, dataset: Dataset, field: FieldSpec, day: date) -> FieldSpec:
    own = field.credit.person_basis  # a field that names none and needs one does not load
    names = (own.basis,) if own else dataset.credit.person_basis
    if not names or any(name == CONSENT or city.bases[name].in_force(day) for name in names):
        return field
    said = {kind: field.credit.disclosure(kind) for kind in KINDS}
    closed = {kind: CLOSED if kind == "person" or field.role in PERSON_ROLES else word for kind, word in said.items()}
    if closed == said:
        return field
    return field.model_copy(update={"credit": field.credit.model_copy(update={"disclose": closed})})
