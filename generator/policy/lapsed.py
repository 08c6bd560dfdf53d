"""What the catalogue may say only while a text is in force falls back to what holds without it.

A column that speaks of natural persons is closed, and the records stay; what cannot be repaired can be again, measures
rest while an objection is open, and a decision is late after the usual days.

Source: 黄信用办〔2021〕3号 三(三), 七(一): nothing is beyond repair but by law or central document;
《中华人民共和国个人信息保护法》第二十五条: without a basis, what is personal is not published.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.model.catalogue import DEPARTURES, Based, Dataset, DatasetCredit
from generator.model.city import City
from generator.model.field import PERSON_ROLES, FieldSpec

CONSENT = "consent"
CLOSED = "withhold"
KINDS = ("organisation", "sole-trader", "person")


def close_lapsed(city: City, day: date) -> City:
    """The city with every personal column closed whose basis, its own or else its dataset's, does not hold on a day.

    A field with a role of a person is closed for everybody, another one for persons. A default that was left under a
    basis that does not hold is the default again.
    """
    return replace(city, datasets=tuple(_closed(city, one, day) for one in city.datasets))


def _closed(city: City, dataset: Dataset, day: date) -> Dataset:
    fields = tuple(_field(city, dataset, field, day) for field in dataset.fields)
    credit = _credit(city, dataset.credit, day)
    if fields == dataset.table.fields and credit is dataset.credit:
        return dataset
    # Made anew and not copied: a copy would keep what was worked out from the open fields.
    table = dataset.table.model_copy(update={"fields": fields})
    terms = {"credit": credit, "dialect": dataset.dialect, "schema": table}
    return Dataset.model_validate(
        {"name": dataset.name, "title": dataset.title, "description": dataset.description, **terms}
    )


def _credit(city: City, credit: DatasetCredit, day: date) -> DatasetCredit:
    left = {key: value for key in DEPARTURES if isinstance(value := getattr(credit, key), Based)}
    back = {
        key: Based(value=DEPARTURES[key], basis=one.basis)
        for key, one in left.items()
        if not city.bases[one.basis].in_force(day)
    }
    return credit.model_copy(update=back) if back else credit


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
