"""Record pages: one record of an organisation, every public field of it, why it is shown and how long.

Persons have no page: rows about them are passed over here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from markupsafe import Markup

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.model.parts import PublicPart
from generator.model.periods import SEVERITY_WORDS
from generator.stages.render.fields import NOTHING, Field, field_of, field_values, form_of
from generator.stages.render.freshness import data_date_of
from generator.stages.render.leads import lead_of, title_of
from generator.stages.render.linked import LinkedRecord, in_json, linked_record
from generator.stages.render.listing import tags_of
from generator.stages.render.mold import Mold, escaped, slot
from generator.stages.render.press import Press, robots_of
from generator.stages.render.sheets import Plan, Sheet
from generator.stages.render.words import FOREVER, KINDS, SUBJECT_WORDS, Day, day_of, month_words

BATCH_ROWS = 5_000
DAYS = ("@date", "@since", "@repairable", "@pending", "published_until")


class Shape(NamedTuple):
    """What the template decides by. Rows of one shape differ in texts alone."""

    kind: str
    department: str
    note: str
    severity: str
    has_number: bool
    has_subject: bool
    days: tuple[str, ...]
    """For each of DAYS: day, ever, or empty."""
    forms: tuple[str, ...]
    """How each field is set."""


def render_records(press: Press, dataset: Dataset, part: PublicPart) -> Iterator[str]:
    """Write the record pages of one part; gives the addresses that search engines may have."""
    sheet = Sheet(press, dataset)
    template = press.environment.get_template("record.html")
    molds: dict[Shape, Mold] = {}
    with pq.ParquetFile(part.frame) as file:
        for batch in file.iter_batches(BATCH_ROWS):
            for row in _rows(batch):
                if row["@kind"] == "person":
                    continue
                address = urls.record(row["record_id"])
                shape = _shape(sheet, row)
                values = _values(sheet, shape, row, address)
                if shape not in molds:
                    molds[shape] = Mold(template.render(_context(sheet, shape)))
                press.write(urls.to_file(address), molds[shape].fill(values))
                if not dataset.is_adverse and row["@kind"] == "organisation":
                    yield address


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, str]]:
    """Give rows whose texts are escaped."""
    columns = [escaped(column.to_pylist()) for column in batch.columns]
    names = batch.schema.names
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def _shape(sheet: Sheet, row: dict[str, str]) -> Shape:
    """Everything that a page is decided by."""
    plan = sheet.plans[row["@kind"]]
    return Shape(
        kind=row["@kind"],
        department=row["@department"],
        note=row["note"],
        severity=row["@severity"],
        has_number=bool(row.get(sheet.number)),
        has_subject=bool(row["@name"] and urls.subject(row["@code"])),
        days=tuple(_form_of_day(row[name]) for name in DAYS),
        forms=tuple(form_of(column, row) for column in plan.columns),
    )


def _values(sheet: Sheet, shape: Shape, row: dict[str, str], address: str) -> dict[str, str]:
    """What goes into the slots, escaped."""
    dataset, day = sheet.dataset, row["@date"]
    number = row.get(sheet.number, "")
    values = {
        "title": title_of(sheet, row),
        "month": urls.listing(dataset.name, day[:7] or None),
        "month_words": month_words(day[:7]) if day else _("全部"),
        "crumb": number or row["@name"],
        "name": row["@name"],
        "lead": lead_of(sheet, row, number),
        "address": address,
        "record_id": row["record_id"],
        "published": row["@since"] or day,
        "last": row["published_until"],
        "subject": urls.subject(row["@code"]) if row["@name"] else "",
        "json_name": in_json(row["@name"]),
        "code": row["@code"],
    }
    for name in DAYS:
        if row[name]:
            values[f"{slot_name(name)}_iso"], values[f"{slot_name(name)}_words"] = day_of(row[name])
    for place, column in enumerate(sheet.plans[shape.kind].columns):
        values |= field_values(place, column, shape.forms[place], row)
    return values


def _context(sheet: Sheet, shape: Shape) -> dict[str, Any]:
    """The template's context for all records of one shape: it knows no row, so that no row can show through."""
    dataset, publication = sheet.dataset, sheet.press.publication
    data_date = data_date_of(publication, dataset.name, shape.department)
    day = dict(zip(DAYS, map(_slot_of_day, DAYS, shape.days), strict=True))
    return {
        "title": slot("title"),
        "crumbs": _crumbs(dataset),
        "current": "/catalogue/",
        "column": dataset.title,
        "column_says": dataset.description or dataset.title,
        "robots": robots_of(dataset, [slot("last") if shape.days[-1] == "day" else FOREVER]),
        "dataset": dataset,
        "dataset_href": urls.dataset(dataset.name),
        "kind": KINDS[dataset.credit.kind],
        "name": slot("name"),
        "lead": slot("lead"),
        "tags": ((_("公示中"), "tag-on"), *tags_of(shape.note)),
        "severity": SEVERITY_WORDS.get(shape.severity, ""),
        "stages": _stages(dataset, day),
        "pending": day["@pending"],
        "sections": _filled(sheet.plans[shape.kind], shape.forms),
        "blank": _blank(sheet.plans[shape.kind], shape.forms),
        "withheld": sheet.plans[shape.kind].withheld,
        "subject_kind": SUBJECT_WORDS[shape.kind],
        "is_corrected": "corrected" in (shape.note or "").split(";"),
        "bases": sheet.bases,
        "incentives": sheet.incentives,
        "since": day["@since"],
        "until": day["published_until"],
        "until_iso": slot("last"),
        "period": sheet.periods[shape.severity],
        "repairable": day["@repairable"],
        "is_repairable": dataset.is_adverse and dataset.credit.can_be_repaired,
        "department": publication.department(shape.department),
        "address": slot("address"),
        "record_id": slot("record_id"),
        "data_date": day_of(data_date) if data_date else None,
        "published": slot("published") if day["@since"] or day["@date"] else "",
        "subject": slot("subject") if shape.has_subject else "",
        "linked": _linked(sheet, shape, day),
    }


def _linked(sheet: Sheet, shape: Shape, day: dict[str, Day | None]) -> Markup | None:
    """The record for machines, of organisations alone: whoever trades may be a person."""
    if shape.kind != "organisation" or not shape.has_subject:
        return None
    since, last = day["@since"], day["published_until"]
    record = LinkedRecord(
        address=slot("address"),
        identifier=slot("record_id"),
        name=slot("json_name"),
        code=slot("code"),
        subject=slot("subject"),
        since=since.iso if since else "",
        until=last.iso if last else "",
    )
    return linked_record(sheet.press.publication, sheet.dataset, shape.department, record)


def _crumbs(dataset: Dataset) -> list[tuple[str, str]]:
    return [
        ("/catalogue/", _("公示目录")),
        (urls.dataset(dataset.name), dataset.title),
        (slot("month"), slot("month_words")),
        ("", slot("crumb")),
    ]


def _stages(dataset: Dataset, day: dict[str, Day | None]) -> list[tuple[Day, str]]:
    """The dates people come for, in order: shown since, may be repaired from, shown until."""
    stages = []
    if decided := day["@date"]:
        stages.append((decided, KINDS[dataset.credit.kind].verb))
    elif since := day["@since"]:
        stages.append((since, _("开始公示")))
    repairable, last = day["@repairable"], day["published_until"]
    if repairable and dataset.is_adverse and dataset.credit.can_be_repaired:
        stages.append((repairable, _("最短公示期届满，可以申请信用修复")))
    if last:
        stages.append((last, _("公示的最后一天，次日撤下") if last.iso else _("没有固定的截止日期")))
    return stages


def _form_of_day(iso: str) -> str:
    return "" if not iso else "ever" if iso == FOREVER else "day"


def _slot_of_day(name: str, form: str) -> Day | None:
    if not form:
        return None
    return Day(slot(f"{slot_name(name)}_iso") if form == "day" else "", slot(f"{slot_name(name)}_words"))


def slot_name(column: str) -> str:
    """Name the slots of a column that is not a field."""
    return column.removeprefix("@")


def _filled(plan: Plan, forms: tuple[str, ...]) -> list[tuple[str, list[Field]]]:
    """What was filled in, section by section: what was not would only make the page long on a phone."""
    places = iter(range(len(forms)))
    return [
        (
            title,
            [
                field_of(column, forms[place], place)
                for column, place in zip(columns, places, strict=False)
                if forms[place] != NOTHING
            ],
        )
        for title, columns in plan.sections
    ]


def _blank(plan: Plan, forms: tuple[str, ...]) -> list[str]:
    """The names of the fields that the department left empty."""
    return [column.title for column, form in zip(plan.columns, forms, strict=True) if form == NOTHING]
