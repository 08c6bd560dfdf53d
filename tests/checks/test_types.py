"""Every type and constraint of Table Schema: what a screen proves, Frictionless accepts, and verdicts are the same."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from frictionless import Checklist, Resource, Schema
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.checks.gongshi import GongshiCheck
from generator.checks.judge import judge_rows
from generator.checks.screens import judge_cells, proven
from generator.model.catalogue import Dataset
from generator.model.field import FieldSpec
from tests.benchmarks.judging import CREDIT

PLAIN: dict[str, tuple[dict[str, Any], str]] = {
    "boolean": ({"type": "boolean"}, "true"),
    "boolean-words": ({"type": "boolean", "trueValues": ["是"], "falseValues": ["否", "无效"]}, "是"),
    "date": ({"type": "date", "constraints": {"minimum": "2020-01-01", "maximum": "2026-11-24"}}, "2026-02-28"),
    "date-enum": ({"type": "date", "constraints": {"enum": ["2026-02-28", "2024-02-29"]}}, "2024-02-29"),
    "date-form": ({"type": "date", "format": "%d.%m.%Y"}, "28.02.2026"),
    "datetime": ({"type": "datetime", "constraints": {"required": True}}, "2026-02-28T08:00:00"),
    "time": ({"type": "time"}, "08:00:00Z"),
    "year": ({"type": "year", "constraints": {"minimum": 2000, "maximum": 2026}}, "2026"),
    "year-enum": ({"type": "year", "constraints": {"enum": ["2025", "2026"]}}, "2026"),
    "yearmonth": ({"type": "yearmonth", "constraints": {"minimum": "2020-01", "maximum": "2026-11"}}, "2026-02"),
    "duration": ({"type": "duration"}, "P1Y6M"),
    "any": ({"type": "any", "constraints": {"required": True}}, "甲"),
    "list": ({"type": "list"}, "甲,乙"),
    "list-length": ({"type": "list", "constraints": {"minLength": 2, "maxLength": 3}}, "甲,乙"),
    "array": ({"type": "array"}, '["甲", 1]'),
    "array-length": ({"type": "array", "constraints": {"maxLength": 1}}, '["甲"]'),
    "object": ({"type": "object"}, '{"甲": 1}'),
    "geopoint": ({"type": "geopoint"}, "115.04,30.2"),
    "integer": ({"type": "integer", "constraints": {"minimum": -5, "maximum": 10**15}}, "7"),
    "integer-enum": ({"type": "integer", "constraints": {"enum": ["1", "7"]}}, "7"),
    "integer-bare": ({"type": "integer", "bareNumber": False}, "7元"),
    "number": ({"type": "number", "constraints": {"minimum": -1.5, "maximum": "1000"}}, "2.50"),
    "number-required": ({"type": "number", "constraints": {"required": True}}, "2.50"),
    "number-enum": ({"type": "number", "constraints": {"enum": ["2.5"]}}, "2.5"),
    "number-signs": ({"type": "number", "decimalChar": ",", "groupChar": "."}, "2"),
    "string": ({"type": "string", "constraints": {"minLength": 1, "maxLength": 3, "pattern": "[甲乙]{1,5}"}}, "甲乙"),
    "string-enum": ({"type": "string", "constraints": {"required": True, "enum": ["甲", "乙"]}}, "甲"),
    "email": ({"type": "string", "format": "email"}, "a@example.org"),
}  # fmt: skip
"""By what is tried: the field, and a cell that it accepts."""
UNPROVEN = frozenset(
    {
        "date-form",
        "datetime-from",
        "list-length",
        "array-length",
        "integer-bare",
        "number-enum",
        "number-signs",
        "email",
    }
)
"""What no screen proves: Frictionless judges every row of such a column."""

TRAPS = (
    "", " ", "-", "甲", "甲,乙", "甲,,乙", ",", "true", "True", "tRUE", "false", "FALSE", "0", "1", "00", "是", "否",
    "yes", "2026-02-28", "2025-02-29", "2024-02-29", "2019-12-31", "2026-11-25", "0000-01-01", "0001-01-01",
    "28.02.2026", "2026-02-28T08:00:00", "2026-02-28 08:00:00", "2026-02-30T08:00:00", "2026-02-28T24:00:00",
    "2026-02-28T23:59:60", "2026-02-28T08:00:00Z", "2026-02-28T08:00:00+08:00", "2026-02-28T08:00:00+14:59",
    "2026-02-28T08:00:00-00:00", "2026-02-28T08:00:00.123", "2026-02-28T08:00", "0000-02-28T08:00:00",
    "2019-02-28T08:00:00", "9999-12-31T23:59:59", "08:00:00", "08:00", "24:00:00", "08:60:00", "08:00:00+08:00",
    "08:00:00.5", "8:00:00", "23:59:59-14:59", "2026", "1999", "2027", "0000", "9999", "02026", "2026-02", "2026-13",
    "2026-00", "2019-12", "2026-12", "2026-2", "0000-01", "9999-12", "P1Y", "P0D", "P", "PT", "P1Y6M", "P6M1Y",
    "P1M3D", "P3D1M", "PT1H30M", "PT30M1H", "P1W", "P1W2D", "P1Y2W", "P1H", "PT1D", "-P1D", "P1.5Y", "P9999Y9999M",
    "P0001Y", "p1y", "P1Y2D", "P9999D", "PT9999S", "P9999W", "[]", "{}", "[1]", "[1,2]", "[01]", "[1.]", "[-0]",
    "[-1.50]", '["甲", 1]', '["a\\n"]', '["a\tb"]', "[NaN]", "[true,null]", "[ 1]", "[1,]", '{"a":1}',
    '{"a": "b", "a": 2}', '{"a" : null}', "{'a':1}", '{"a":{}}', "[[]]", "null", '"a"', '["\x7f"]', "115.04,30.2",
    "115.04, 30.2", "180,90", "180.1,90", "181,0", "0,91", "-180,-90", "+1,+2", "179.999999,89.9", "1,2,3", "1",
    "199,0", "100,90.0", "-0,-0", "１,２", "1e2,3", "lon,lat", "NaN,0", "7", "007", "-5", "-6", "+7", " 7", "7元",
    "1_0", "10000000000000000", "999999999999999", "2.5", "2.50", "-1.5", "-1.6", "1000", "1000.1", "2,5", "1.000",
    "a@example.org", "a@", "甲乙", "甲乙丙", "甲乙甲乙", "锟斤拷", "\ufffd", "\u2028",
)  # fmt: skip
CREDITED = {"credit": {"disclose": "public"}}
MISSING = ["", "-"]


def dataset(name: str) -> Dataset:
    fields = [{"name": "列", **PLAIN[name][0], **CREDITED}]
    told = {"name": "trial", "title": "试", "credit": CREDIT, "schema": {"fields": fields, "missingValues": MISSING}}
    return Dataset.model_validate(told)


DATASETS = {name: dataset(name) for name in PLAIN}
DESCRIPTORS: dict[str, dict[str, Any]] = {
    name: {
        "fields": [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in made.fields],
        "missingValues": MISSING,
    }
    for name, made in DATASETS.items()
}


def frictionless(name: str, cells: list[str]) -> set[tuple[int, str]]:
    """(row, type) of every error that Frictionless finds with our check."""
    # A second column, for Frictionless passes over a row that is blank altogether.
    fields = [*DESCRIPTORS[name]["fields"], {"name": "行", "type": "string"}]
    schema = Schema.from_descriptor({"fields": fields, "missingValues": MISSING})
    resource = Resource(data=[["列", "行"], *([cell, "甲"] for cell in cells)], schema=schema)
    report = resource.validate(Checklist(checks=[GongshiCheck()]), limit_errors=10**6)
    errors: list[Any] = list(report.tasks[0].errors)
    return {(one.row_number - 2, one.type) for one in errors}


def ours(name: str, cells: list[str]) -> set[tuple[int, str]]:
    texts = pd.DataFrame({"列": pd.Series(cells, dtype="str")})
    known = texts.mask(texts.isin(MISSING))
    doubtful = np.flatnonzero(~proven(DATASETS[name], known))
    wide = texts.assign(行=pd.Series(["甲"] * len(cells), dtype="str"))
    descriptor = DESCRIPTORS[name] | {"fields": [*DESCRIPTORS[name]["fields"], {"name": "行", "type": "string"}]}
    found = [*judge_cells(DATASETS[name], known), *judge_rows(descriptor, wide, doubtful)]
    return {(int(row), one.code.removeprefix("schema/")) for one in found for row in one.rows}


@pytest.mark.parametrize("name", PLAIN)
def test_every_trap_is_judged_alike(name: str):
    assert frictionless(name, list(TRAPS)) == ours(name, list(TRAPS))


@given(
    st.sampled_from(list(PLAIN)), st.lists(st.text('0123456789-:TZ+.,PYMWDHS[]{}" truefals甲', max_size=12), min_size=1)
)
@settings(max_examples=60)
def test_any_text_is_judged_alike(name: str, cells: list[str]):
    assert frictionless(name, cells) == ours(name, cells)


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_cell_is_proven_wherever_a_screen_can(name: str):
    """Else what is above would hold for a screen that proves nothing."""
    cells = pd.DataFrame({"列": pd.Series([PLAIN[name][1]], dtype="str")})

    assert [name not in UNPROVEN] == proven(DATASETS[name], cells).tolist()
    assert set() == frictionless(name, [PLAIN[name][1]])


@pytest.mark.parametrize("kind", ["datetime", "time"])
def test_a_limit_that_frictionless_cannot_compare_is_refused(kind: str):
    """It stops where a cell has a time zone and the limit has none: one cell would stop the night."""
    limits = {"minimum": "2020-01-01T00:00:00"}
    field = {"name": "列", "type": kind, "constraints": limits, "credit": {"disclose": "public"}}

    with pytest.raises(ValidationError, match="minimum、maximum"):
        FieldSpec.model_validate(field)
