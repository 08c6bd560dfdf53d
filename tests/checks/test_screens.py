"""Screen, then judge: on every file the verdicts on cells and rows are those of Frictionless with our check."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from frictionless import Checklist, Resource, Schema
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.checks.gongshi import GongshiCheck
from generator.checks.judge import judge_rows
from generator.checks.screens import judge_cells, proven
from generator.model.catalogue import Dataset
from tests.benchmarks.judging import CREDIT
from tests.builders import id_number, unified_code

SHOWN = {"disclose": "public"}
FIELDS: list[dict[str, Any]] = [
    {"name": "text", "type": "string", "constraints": {"required": True, "minLength": 2, "maxLength": 4}},
    {"name": "pattern", "type": "string", "constraints": {"pattern": "(?:[A-Z]{2}|〇+)"}},
    {"name": "enum", "type": "string", "constraints": {"enum": ["轻微", "一般"]}},
    {"name": "number", "type": "number", "constraints": {"minimum": 0, "maximum": 1000}},
    {"name": "integer", "type": "integer", "constraints": {"minimum": 1}},
    {"name": "year", "type": "year"},
    {"name": "date", "type": "date", "constraints": {"required": True}},
    {"name": "code", "type": "string"},
    {"name": "person", "type": "string"},
]
CREDITS: dict[str, dict[str, Any]] = {
    "code": {"role": "subject-code", "check": "uscc"},
    "person": {"role": "person-id", "check": "id-number", "disclose": "withhold"},
}
# Cells at which a screen and Frictionless could part ways; among them what Python takes for a number or a day.
TRAPS = (
    "", " ", "　", "\t", "\n", "-", "无", "a", "ab", "abcd", "abcde", "AB", "AB\n", "ABC", "〇〇", "〇A", "轻微",
    "轻微 ",
    "0", "-0", "+1", "1.", ".5", "1.5", "1.0000001", "1e3", "1E-2", "NaN", "nan", "Infinity", "-inf", "1_000", "１２",
    "٣", "1,000", "1000.000001", "1000", "9" * 12, "9" * 13, "9" * 40, "01", "00", "1.0", "１", "0x10", " 5", "5 ",
    "2026", "202", "20260", "-2026", "0000", "9999", "10000", "2026.0", "二〇二六", "2026-02-28", "2025-02-29",
    "2024-02-29", "2026-2-8", "20260208", "2026-02-08T00:00", "0001-01-01", "9999-12-31", "10000-01-01", "0000-01-01",
    "２０２６-02-08", "2026-02-08 ", "1676-01-01", "2263-01-01", "\ufffd", "锟斤拷", "a\x01", "\x7f", "\ue000",
    "\u0085a",
    "ab\u2028", "e\u0301e\u0301", "\U00020000\U00020000", "9.1E+17", "420299198803081000", "######", "4,202,991",
    unified_code(1), unified_code(1).lower(), unified_code(1)[:-1] + "0", id_number("19900101"), "420299900101001",
)  # fmt: skip
CELLS = st.one_of(st.sampled_from(TRAPS), st.text(st.characters(exclude_categories=["Cs"]), max_size=5))
ROWS = st.lists(st.tuples(*[CELLS] * len(FIELDS)), min_size=1, max_size=8)


def dataset() -> Dataset:
    fields = [field | {"credit": SHOWN | CREDITS.get(field["name"], {})} for field in FIELDS]
    schema = {"fields": fields, "missingValues": ["", "-", "无"]}
    return Dataset.model_validate({"name": "trial", "title": "试", "credit": CREDIT, "schema": schema})


DATASET = dataset()
DESCRIPTOR = {
    "fields": [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in DATASET.fields],
    "missingValues": list(DATASET.table.missing_values),
}


def frictionless(rows: list[tuple[str, ...]]) -> set[tuple[int, str, str]]:
    """(row, field, type) of every error that Frictionless finds with our check."""
    data = [[field["name"] for field in FIELDS], *map(list, rows)]
    resource = Resource(data=data, schema=Schema.from_descriptor(DESCRIPTOR))
    report = resource.validate(Checklist(checks=[GongshiCheck()]), limit_errors=10**6)
    errors: list[Any] = list(report.tasks[0].errors)
    return {(one.row_number - 2, getattr(one, "field_name", ""), one.type) for one in errors}


def ours(rows: list[tuple[str, ...]]) -> set[tuple[int, str, str]]:
    texts = pd.DataFrame(rows, columns=[field["name"] for field in FIELDS], dtype="str")
    cells = texts.mask(texts.isin(DATASET.table.missing_values))
    doubtful = np.flatnonzero(~proven(DATASET, cells))
    found = [*judge_cells(DATASET, cells), *judge_rows(DESCRIPTOR, texts, doubtful)]
    return {(int(row), one.field, one.code.removeprefix("schema/")) for one in found for row in one.rows}


@settings(max_examples=150)
@given(ROWS)
@example([("\x1f", "", "", "", "", "", "\x1f", "", "")])  # damaged, and blank as Python sees it
@example([("ab", "AB", "一般", "1.5", "1", "2026", "2026-02-28", unified_code(1), id_number("19900101"))])
def test_verdicts_are_those_of_frictionless(rows: list[tuple[str, ...]]):
    assert frictionless(rows) == ours(rows)


@pytest.mark.parametrize("place", range(len(FIELDS)), ids=[field["name"] for field in FIELDS])
def test_every_trap_in_every_field_is_judged_alike(place: int):
    plain = ("ab", "AB", "一般", "1.5", "1", "2026", "2026-02-28", unified_code(1), id_number("19900101"))
    rows = [(*plain[:place], trap, *plain[place + 1 :]) for trap in TRAPS]

    assert frictionless(rows) == ours(rows)


def test_a_plain_row_needs_no_judge():
    """Else the property above would hold for a screen that proves nothing."""
    plain = ("ab", "AB", "一般", "1.5", "1", "2026", "2026-02-28", unified_code(1), id_number("19900101"))
    cells = pd.DataFrame([plain], columns=[field["name"] for field in FIELDS], dtype="str")

    assert [True] == proven(DATASET, cells).tolist()
