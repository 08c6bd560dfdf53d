"""Record pages: one record of an organisation, every public field of it, why it is shown and how long.

Persons have no page: rows about them are passed over here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.columns import MONEY_ROLES, SUBJECT_KINDS, PublicColumn, public_columns, yuan_name
from generator.model.field import PERSON_ROLES
from generator.model.parts import PublicPart
from generator.model.periods import SEVERITY_WORDS
from generator.stages.render.bases import citations_of
from generator.stages.render.freshness import data_date_of, department_name
from generator.stages.render.listing import tags_of
from generator.stages.render.periods import record_words
from generator.stages.render.press import Press, robots_of
from generator.stages.render.words import KINDS, NOTHING, SUBJECT_WORDS, Day, day_of, month_words

BATCH_ROWS = 5_000
SUBJECT_ROLES = PERSON_ROLES | {
    "subject-name", "subject-kind", "subject-code", "address", "phone", "district", "sector",
}  # fmt: skip
AUTHORITY_ROLES = frozenset(["authority", "authority-code", "source-unit", "source-unit-code"])
NO_GROUP = frozenset([None, "remark"])
CODE_ROLES = frozenset(["subject-code", "authority-code", "source-unit-code"])
LONG = 120
"""Characters from which a text is set as paragraphs."""


class Field(NamedTuple):
    """A field as the page shows it."""

    label: str
    form: str
    """text, code, long or day"""
    value: Any
    aside: str = ""


class Plan(NamedTuple):
    """What a page shows of one kind of subject: columns under their titles, and the names of fields nobody sees."""

    sections: tuple[tuple[str, tuple[PublicColumn, ...]], ...]
    withheld: str


@dataclass(frozen=True)
class Sheet:
    """What all record pages of one dataset share."""

    press: Press
    dataset: Dataset

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """Kind of subject to its plan."""
        return {kind: Plan(_sections(self.dataset, kind), _withheld(self.dataset, kind)) for kind in SUBJECT_KINDS}

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


def render_records(press: Press, dataset: Dataset, part: PublicPart) -> Iterator[str]:
    """Write the record pages of one part; gives the addresses that search engines may have."""
    sheet = Sheet(press, dataset)
    template = press.environment.get_template("record.html")
    with pq.ParquetFile(part.frame) as file:
        for batch in file.iter_batches(BATCH_ROWS):
            for row in batch.to_pylist():
                if row["@kind"] == "person":
                    continue
                address = urls.record(row["record_id"])
                press.write(urls.to_file(address), template.render(_context(sheet, row, address)))
                if not dataset.is_adverse and row["@kind"] == "organisation":
                    yield address


def _context(sheet: Sheet, row: dict[str, str], address: str) -> dict[str, Any]:
    dataset, publication = sheet.dataset, sheet.press.publication
    kind, department = row["@kind"], row["@department"]
    plan = sheet.plans[kind]
    number = row.get(dataset.named("record-number") or "") or ""
    data_date = data_date_of(publication, dataset.name, department)
    return {
        "title": f"{row['@name']}：{dataset.title}",
        "crumbs": _crumbs(dataset, row, number),
        "current": "/catalogue/",
        "column": dataset.title,
        "robots": robots_of(dataset, [row["published_until"]]),
        "dataset": dataset,
        "dataset_href": urls.dataset(dataset.name),
        "kind": KINDS[dataset.credit.kind],
        "name": row["@name"],
        "lead": _lead(dataset, row, number, department_name(publication, department)),
        "tags": (("公示中", "tag-on"), *tags_of(row["note"])),
        "severity": SEVERITY_WORDS.get(row["@severity"], ""),
        "stages": _stages(dataset, row),
        "pending": day_of(row["@pending"]) if row["@pending"] else None,
        "sections": [(title, [_field(column, row) for column in columns]) for title, columns in plan.sections],
        "withheld": plan.withheld,
        "subject_kind": SUBJECT_WORDS[kind],
        "bases": sheet.bases,
        "since": day_of(row["@since"]) if row["@since"] else None,
        "until": day_of(row["published_until"]),
        "until_iso": row["published_until"],
        "period": sheet.periods[row["@severity"] or ""],
        "repairable": day_of(row["@repairable"]) if row["@repairable"] else None,
        "is_repairable": dataset.is_adverse and dataset.credit.can_be_repaired,
        "department": publication.department(department),
        "address": address,
        "record_id": row["record_id"],
        "data_date": day_of(data_date) if data_date else None,
        "decided": row["@date"] or row["@since"],
        "subject": urls.subject(row["@code"]),
    }


def _crumbs(dataset: Dataset, row: dict[str, str], number: str) -> list[tuple[str, str]]:
    day = row["@date"]
    month = (urls.listing(dataset.name, day[:7] or None), month_words(day[:7]) if day else "全部")
    return [
        ("/catalogue/", "公示目录"),
        (urls.dataset(dataset.name), dataset.title),
        month,
        ("", number or row["@name"]),
    ]


def _lead(dataset: Dataset, row: dict[str, str], number: str, department: str) -> str:
    who = row.get(dataset.named("authority") or "") or department
    when = f"于{day_of(row['@date']).words}" if row["@date"] else ""
    document = f"，文书号{number}" if number else ""
    return f"{who}{when}{KINDS[dataset.credit.kind].verb}{document}。"


def _stages(dataset: Dataset, row: dict[str, str]) -> list[tuple[Day, str]]:
    """The dates people come for, in order: shown since, may be repaired from, shown until."""
    stages = []
    if row["@date"]:
        stages.append((day_of(row["@date"]), KINDS[dataset.credit.kind].verb))
    elif row["@since"]:
        stages.append((day_of(row["@since"]), "开始公示"))
    if row["@repairable"] and dataset.is_adverse and dataset.credit.can_be_repaired:
        stages.append((day_of(row["@repairable"]), "最短公示期届满，可以申请信用修复"))
    last = day_of(row["published_until"])
    return [*stages, (last, "公示的最后一天，次日撤下" if last.iso else "没有固定的截止日期")]


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


def _withheld(dataset: Dataset, kind: str) -> str:
    return "、".join(field.name for field in dataset.fields if field.credit.disclosure(kind) == "withhold")


def _field(column: PublicColumn, row: dict[str, str]) -> Field:
    value = row[column.name]
    role = column.source.role if column.source else None
    if not value:
        return Field(column.title, "text", NOTHING)
    if column.type == "date":
        return Field(column.title, "day", day_of(value))
    if role in MONEY_ROLES and row.get(yuan_name(column.name)):
        return Field(column.title, "text", value, f"即{row[yuan_name(column.name)]}元")
    if role in CODE_ROLES or (column.source and column.source.credit.check):
        return Field(column.title, "code", value)
    if len(value) > LONG or "\n" in value:
        return Field(column.title, "long", [line for line in value.splitlines() if line.strip()])
    return Field(column.title, "text", value)
