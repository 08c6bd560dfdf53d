"""Sheets: what all record pages of one dataset share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import escape

from generator.model.catalogue import Dataset
from generator.model.columns import SUBJECT_KINDS, PublicColumn, public_columns
from generator.model.field import PERSON_ROLES
from generator.model.periods import SEVERITY_WORDS
from generator.stages.render.bases import checked, citations_of
from generator.stages.render.freshness import department_name
from generator.stages.render.periods import record_words
from generator.stages.render.press import Press
from generator.stages.render.words import KINDS

SUBJECT_ROLES = PERSON_ROLES | {
    "subject-name", "subject-kind", "subject-code", "address", "phone", "district", "sector",
}  # fmt: skip
AUTHORITY_ROLES = frozenset(["authority", "authority-code", "source-unit", "source-unit-code"])
NO_GROUP = frozenset([None, "remark"])


class Plan(NamedTuple):
    """What a page shows of one kind of subject: columns under their titles, and the names of fields nobody sees."""

    sections: tuple[tuple[str, tuple[PublicColumn, ...]], ...]
    withheld: tuple[str, ...]
    columns: tuple[PublicColumn, ...]
    """All columns, in order; a field's place here names its slots."""


@dataclass(frozen=True)
class Sheet:
    """What all record pages of one dataset share."""

    press: Press
    dataset: Dataset

    @cached_property
    def title(self) -> str:
        """The dataset's title, escaped."""
        return str(escape(self.dataset.title))

    @cached_property
    def number(self) -> str:
        """The column of the record number, or an empty name."""
        return self.dataset.named("record-number") or ""

    @cached_property
    def authority(self) -> str:
        """The column of the authority, or an empty name."""
        return self.dataset.named("authority") or ""

    @cached_property
    def departments(self) -> dict[str, str]:
        """Names of departments as they are met, escaped."""
        return {}

    def department(self, identifier: str) -> str:
        """A department's name, escaped."""
        if identifier not in self.departments:
            self.departments[identifier] = str(escape(department_name(self.press.publication, identifier)))
        return self.departments[identifier]

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """Kind of subject to its plan."""
        return {kind: _plan(self.dataset, kind) for kind in SUBJECT_KINDS}

    @cached_property
    def incentives(self) -> tuple[tuple[str, str, str], ...]:
        """Title, who grants it, and basis of the incentives that entries of a red list may have today (四(五)–(七))."""
        publication = self.press.publication
        city, name = publication.city, self.dataset.name
        held = [one for one in city.incentives if name in one.applies_to and city.may_be_taken(one, publication.as_of)]
        cited = [city.bases[one.basis] for one in held]
        return tuple((one.title, one.executor, checked(it.citation, it)) for one, it in zip(held, cited, strict=True))

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The legal bases of the dataset."""
        return citations_of(self.press.publication.city, self.dataset.credit.basis)

    @cached_property
    def periods(self) -> dict[str, str]:
        """Severity to what the period rule says of it."""
        publication, rule = self.press.publication, self.dataset.credit.period
        known = ("", *SEVERITY_WORDS)
        return {one: record_words(publication.city, rule, one, publication.as_of) for one in known}


def _plan(dataset: Dataset, kind: str) -> Plan:
    sections = _sections(dataset, kind)
    return Plan(sections, _withheld(dataset, kind), tuple(column for _, columns in sections for column in columns))


def _sections(dataset: Dataset, kind: str) -> tuple[tuple[str, tuple[PublicColumn, ...]], ...]:
    """The columns that a kind of subject shows, in three groups; a field without a role stays with the one before it.

    Amounts in 元 are no fields of their own here: they stand beside the delivered amount.
    """
    words = KINDS[dataset.credit.kind]
    groups: dict[str, list[PublicColumn]] = {words.subject: [], words.matter: [], words.authority: []}
    group = words.subject
    for column in public_columns(dataset):
        if column.source is None or column.is_yuan or column.source.credit.disclosure(kind) == "withhold":
            continue
        role = column.source.role
        if role in SUBJECT_ROLES:
            group = words.subject
        elif role not in NO_GROUP:
            group = words.authority if role in AUTHORITY_ROLES else words.matter
        groups[group].append(column)
    return tuple((title, tuple(columns)) for title, columns in groups.items() if columns)


def _withheld(dataset: Dataset, kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in dataset.fields if field.credit.disclosure(kind) == "withhold")
