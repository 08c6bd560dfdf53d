"""Record pages: one record of an organisation, every public field of it, why it is shown and how long.

Persons have no page: rows about them are passed over here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from markupsafe import Markup

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.model.parts import PublicPart
from generator.model.periods import SEVERITY_WORDS
from generator.stages.render.fields import NOTHING, Field, field_of
from generator.stages.render.freshness import data_date_of
from generator.stages.render.leads import lead_of, title_of
from generator.stages.render.linked import LinkedRecord, linked_record
from generator.stages.render.listing import tags_of
from generator.stages.render.mold import Mold, slot
from generator.stages.render.press import Press, robots_of
from generator.stages.render.proof import DAYS, Shape, proof_of, shape_of, slot_name
from generator.stages.render.sheets import Plan, Sheet
from generator.stages.render.words import FOREVER, KINDS, SUBJECT_WORDS, Day, day_of

BATCH_ROWS = 5_000
KINDS_WITH_PAGES = ("organisation", "sole-trader")
Molds = dict[tuple[Any, ...], Mold]
"""Molds by what decides their shape."""


def render_records(press: Press, dataset: Dataset, part: PublicPart) -> Iterator[str]:
    """Write the record pages of one part; gives the addresses that search engines may have."""
    sheet = Sheet(press, dataset)
    molds: dict[str, Molds] = {kind: {} for kind in KINDS_WITH_PAGES}
    with pq.ParquetFile(part.frame) as file:
        for batch in file.iter_batches(BATCH_ROWS):
            for kind in KINDS_WITH_PAGES:
                written = _write(sheet, kind, batch.filter(pc.equal(batch["@kind"], kind)), molds[kind])
                if kind == "organisation" and not dataset.is_adverse:
                    yield from written


def _write(sheet: Sheet, kind: str, table: pa.RecordBatch, molds: Molds) -> list[str]:
    """Write the pages of records that are all about one kind of subject; gives their addresses."""
    if not table.num_rows:
        return []
    template = sheet.press.environment.get_template("record.html")
    proof = proof_of(sheet, kind, table)
    for address, key, values in zip(proof.addresses, proof.keys, proof.values, strict=True):
        if key not in molds:
            molds[key] = Mold(template.render(_context(sheet, kind, shape_of(key))), proof.names)
        sheet.press.put(urls.to_file(address), molds[key].fill(values))
    return proof.addresses


def _context(sheet: Sheet, kind: str, shape: Shape) -> dict[str, Any]:
    """The template's context for all records of one shape: it knows no row, so that no row can show through."""
    dataset, publication, plan = sheet.dataset, sheet.press.publication, sheet.plans[kind]
    data_date = data_date_of(publication, dataset.name, shape.department)
    day = dict(zip(DAYS, map(_slot_of_day, DAYS, shape.days), strict=True))
    return {
        "title": title_of(sheet),
        "crumbs": _crumbs(dataset, shape),
        "current": "/catalogue/",
        "column": dataset.title,
        "column_says": dataset.description or dataset.title,
        "robots": robots_of(dataset, [slot("published_until") if shape.days[-1] == "day" else FOREVER]),
        "dataset": dataset,
        "dataset_href": urls.dataset(dataset.name),
        "kind": KINDS[dataset.credit.kind],
        "name": slot("name"),
        "lead": lead_of(
            sheet,
            shape.department,
            has_authority=shape.has_authority,
            has_day=bool(shape.days[0]),
            has_number=shape.has_number,
        ),
        "tags": ((_("公示中"), "tag-on"), *tags_of(shape.note)),
        "severity": SEVERITY_WORDS.get(shape.severity, ""),
        "stages": _stages(dataset, day),
        "pending": day["@pending"],
        "sections": _filled(plan, shape.forms),
        "blank": _blank(plan, shape.forms),
        "withheld": plan.withheld,
        "subject_kind": SUBJECT_WORDS[kind],
        "is_corrected": "corrected" in (shape.note or "").split(";"),
        "bases": sheet.bases,
        "incentives": sheet.incentives,
        "since": day["@since"],
        "until": day["published_until"],
        "until_iso": slot("published_until"),
        "period": sheet.periods[shape.severity],
        "repairable": day["@repairable"],
        "is_repairable": dataset.is_adverse and dataset.credit.can_be_repaired,
        "department": publication.department(shape.department),
        "address": slot("address"),
        "record_id": slot("record_id"),
        "data_date": day_of(data_date) if data_date else None,
        "published": slot("since") if day["@since"] else slot("date") if day["@date"] else "",
        "subject": slot("subject") if shape.has_subject else "",
        "linked": _linked(sheet, shape, day) if kind == "organisation" else None,
    }


def _linked(sheet: Sheet, shape: Shape, day: dict[str, Day | None]) -> Markup | None:
    """The record for machines, of organisations alone: whoever trades may be a person."""
    if not shape.has_subject:
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


def _crumbs(dataset: Dataset, shape: Shape) -> list[tuple[str, str]]:
    return [
        ("/catalogue/", _("公示目录")),
        (urls.dataset(dataset.name), dataset.title),
        (slot("month"), slot("month_words")),
        ("", slot("number") if shape.has_number else slot("name")),
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


def _slot_of_day(name: str, form: str) -> Day | None:
    if not form:
        return None
    return Day(slot(slot_name(name)) if form == "day" else "", slot(f"{slot_name(name)}_words"))


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
