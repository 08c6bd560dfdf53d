"""What pages tell of a whole dataset does not hang on how its rows are cut into parts."""

import tempfile
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.stages.render.outline import Outline, joined, outline_of
from generator.stages.render.roll import Roll, lay_out_roll, roll_of
from generator.stages.render.rows import BATCH_ROWS, LAID, write
from generator.stages.render.rows import pieces as pieces_of
from generator.stages.render.subjects import lay_out_subjects, spans_of
from tests.builders import unified_code

NAMES = ("record_id", "@kind", "@name", "@code", "@department", "@date")
SCHEMA = pa.schema([(name, pa.large_string()) for name in NAMES])

kinds = st.sampled_from(["organisation", "organisation", "sole-trader", "person"])
names = st.sampled_from(["黄石青禾建材有限公司", "鑫源商行", "ABC店", ""])
codes = st.sampled_from([unified_code(1), unified_code(2), unified_code(3), "420000000000001", ""])
departments = st.sampled_from(["tax", "ecology", "customs"])
days = st.sampled_from(["2026-11-02", "2026-11-01", "2026-10-31", "2025-01-01", ""])
KEYS = ("@date", "record_id")
cells = st.lists(st.tuples(kinds, names, codes, departments, days), max_size=25)


def table(rows: list[tuple[str, ...]]) -> pa.Table:
    numbered = [(f"r{number:03d}", *row) for number, row in enumerate(rows)]
    return pa.Table.from_pylist([dict(zip(NAMES, row, strict=True)) for row in numbered], SCHEMA)


def pieces(rows: pa.Table, size: int) -> list[pa.Table]:
    return [rows.slice(first, size) for first in range(0, max(rows.num_rows, 1), size)]


def told(outline: Outline) -> list[Any]:
    tables = (outline.departments, outline.newest, outline.newest_organisations)
    counts = (outline.months, outline.by_department)  # in order
    alike = (outline.records, outline.months_of_organisations, set(outline.subjects.to_pylist()))
    return [*(one.to_pylist() for one in tables), *(list(one.items()) for one in counts), *alike]


@settings(max_examples=30, deadline=None)
@given(cells=cells, size=st.integers(1, 7))
def test_outlines_of_parts_are_together_that_of_the_whole(cells, size):
    rows = table(cells)

    found = joined([outline_of(piece) for piece in pieces(rows, size)])

    assert told(outline_of(rows)) == told(found)
    assert len(found.subjects) == len(set(found.subjects.to_pylist()))


def test_an_outline_counts_by_month_and_department_and_leaves_persons_out_where_it_says_so():
    rows = table(
        [
            ("organisation", "甲", unified_code(1), "tax", "2026-10-01"),
            ("person", "王**", "", "customs", "2026-11-02"),
            ("sole-trader", "乙", "", "tax", "2026-11-01"),
            ("organisation", "甲", unified_code(1), "ecology", ""),
        ]
    )

    outline = outline_of(rows)

    assert [("2026-11", 2), ("2026-10", 1), ("", 1)] == list(outline.months.items())
    assert {"2026-11": 1, "2026-10": 1} == outline.months_of_organisations
    assert [("customs", 1), ("tax", 2), ("ecology", 1)] == list(outline.by_department.items())
    assert ["r001", "r002", "r000", "r003"] == outline.newest["record_id"].to_pylist()
    assert ["r002", "r000", "r003"] == outline.newest_organisations["record_id"].to_pylist()
    assert {unified_code(1), "乙"} == set(outline.subjects.to_pylist())


@settings(max_examples=20, deadline=None)
@given(cells=cells, size=st.integers(1, 7))
def test_the_roll_of_parts_is_that_of_the_whole(cells, size):
    rows = table(cells)
    with tempfile.TemporaryDirectory() as folder:
        whole, parts = (called(Path(folder, name), rows, size) for name, size in (("whole", 99), ("parts", size)))

        assert whole.table.to_pylist() == parts.table.to_pylist()
        assert spans_of(whole) == spans_of(parts)


def called(folder: Path, rows: pa.Table, size: int) -> Roll:
    for number, piece in enumerate(pieces(rows, size)):
        lay_out_roll(piece, folder / "rows", number)
    return roll_of(folder / "rows", folder / "roll")


def test_everyone_is_on_the_roll_once_under_the_newest_name_and_persons_are_not(tmp_path: Path):
    code = unified_code(1)
    rows = table(
        [
            ("organisation", "旧名", code, "tax", "2026-10-01"),
            ("organisation", "新名", code, "ecology", "2026-11-01"),
            ("organisation", "无码", "", "tax", "2026-11-01"),
            ("person", "王**", "", "tax", "2026-11-01"),
            ("sole-trader", "", unified_code(2), "tax", "2026-11-01"),
        ]
    )

    roll = called(tmp_path, rows, 1)

    lines = {(one["name"], one["code"], one["record"], one["count"], one["initial"]) for one in roll.table.to_pylist()}
    assert {("新名", code, "r001", 2, "x"), ("无码", "", "r002", 1, "w")} == lines
    assert [(code, code)] == spans_of(roll)


def test_pages_of_organisations_are_set_by_so_many_codes_and_by_so_many_rows(tmp_path: Path):
    one, two, three, four = sorted(unified_code(number) for number in range(4))
    rows = table([("organisation", code, code, "tax", "2026-10-01") for code in (one, two, three, three, three, four)])

    roll = called(tmp_path, rows, 2)

    assert [(one, two), (three, four)] == spans_of(roll, most=2)
    assert [(one, three), (four, four)] == spans_of(roll, rows=4)
    assert [(one, four)] == spans_of(roll)


def test_a_list_of_more_rows_than_are_taken_together_has_them_in_order(tmp_path: Path):
    months = ("2026-11", "2026-10")
    laid: dict[str, list[tuple[str, str]]] = {month: [] for month in months}
    for number in range(3):
        for month in months:
            mine = [
                (f"{month}-{1 + place % 28:02d}", f"r{number}{place * 7919 % 9973:04d}") for place in range(BATCH_ROWS)
            ]
            cells = {name: [""] * len(mine) for name in LAID.names} | {"@html": [b""] * len(mine)}
            days, ids = zip(*mine, strict=True)
            write(pa.table(cells | {"@date": days, "record_id": ids}, LAID), tmp_path / month, number)
            laid[month] += mine

    listed = list(pieces_of([tmp_path / month for month in months], 100))

    found = [(day, one) for some in listed for day, one in zip(*(some[name].to_pylist() for name in KEYS), strict=True)]
    newest_first = [sorted(sorted(laid[month], key=itemgetter(1)), key=itemgetter(0), reverse=True) for month in months]
    assert [row for rows in newest_first for row in rows] == found
    assert {100} == {some.num_rows for some in listed}


def test_rows_for_pages_of_organisations_lie_by_code_and_the_newest_first(tmp_path: Path):
    one, other = sorted([unified_code(1), unified_code(2)])
    rows = table(
        [
            ("organisation", "乙", other, "tax", "2026-11-01"),
            ("organisation", "甲", one, "tax", "2026-10-01"),
            ("organisation", "甲", one, "tax", "2026-11-01"),
            ("organisation", "丙", "420000000000001", "tax", "2026-11-01"),
            ("person", "王**", one, "tax", "2026-11-01"),
        ]
    )

    lay_out_subjects(rows, tmp_path, 7)

    laid = pa.ipc.open_file(tmp_path / "000007.arrow").read_all()
    assert ["r002", "r001", "r000"] == laid["record_id"].to_pylist()
    assert not pc.any(pc.equal(laid["@kind"], "person")).as_py()
