"""The fast reader and the strict one see the same rows, and the fast one is given only what it cannot misread."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import EngineError
from generator.model.delivery import NormalisedFile
from generator.stages.intake.normal_rows import write_rows
from generator.stages.validate.reading import blocks, read_block, read_rows, read_strictly

NAMES = ["名称", "事实"]
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=20)


def written(rows: list[tuple[str, str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def file_of(folder: Path, rows: list[tuple[str, str]], part_rows: int = 10) -> NormalisedFile:
    path = folder / "rows.csv"
    cuts = write_rows(path, NAMES, rows, part_rows)
    return NormalisedFile("", path, cuts, path, len(rows), (), path, "", "")


@given(ROWS)
def test_what_intake_writes_is_read_back_by_both_readers(rows: list[tuple[str, str]]):
    block = written(rows)

    expected = [list(row) for row in rows]
    assert expected == [list(row.values()) for row in read_strictly(block, NAMES).to_pylist()]
    assert expected == ([list(row.values()) for row in read_block(block, NAMES).to_pylist()] if block else [])


@given(ROWS, st.integers(1, 40))
def test_blocks_are_the_file_and_end_where_a_row_ends(rows: list[tuple[str, str]], size: int):
    text = written(rows)

    cut = list(blocks(io.BytesIO(text), len(text), size))

    assert text == b"".join(cut)
    assert len(rows) == sum(read_strictly(block, NAMES).num_rows for block in cut)


@pytest.mark.parametrize(
    "cells",
    [
        ("", ""), ("NA", "null"), ("001", "1e5"), ("true", "2026-01-01"), ("'", "`"), (" a ", "\t"), ("\u2028", "\x85"),
        ("\ufeff", "\ufeff"), ("a,b", 'say "so"'), ("two\nlines", "one"), ("#", "\\N"), ("\U00020000", "〇"),
    ],
)  # fmt: skip
def test_no_cell_is_taken_for_more_than_text(tmp_path: Path, cells: tuple[str, str]):
    """Arrow and pandas turn such cells into nothing, numbers, days, or two cells where they are left to guess."""
    frame = read_rows(file_of(tmp_path, [cells, ("x", "y")]), 0, 2)

    assert [cells, ("x", "y")] == list(frame.itertuples(index=False, name=None))


def test_each_part_of_a_file_is_read_by_itself(tmp_path: Path):
    rows = [(str(number), 'a "quoted"\none' if number == 4 else "") for number in range(7)]
    file = file_of(tmp_path, rows, part_rows=3)

    parts = [read_rows(file, number, count) for number, count in enumerate((3, 3, 1))]

    assert [rows[:3], rows[3:6], rows[6:]] == [list(one.itertuples(index=False, name=None)) for one in parts]
    assert (4, file.path.stat().st_size) == (len(file.cuts), file.cuts[-1])


@pytest.mark.parametrize(("rows", "parts"), [(6, 2), (0, 0)])
def test_a_file_whose_rows_fill_its_parts_has_no_empty_one(tmp_path: Path, rows: int, parts: int):
    assert parts == file_of(tmp_path, [("a", "b")] * rows, 3).parts


def test_a_row_that_is_lost_on_the_way_stops_the_build(tmp_path: Path):
    file = file_of(tmp_path, [("a", "b")])

    with pytest.raises(EngineError, match="读到 1 行"):
        read_rows(file, 0, 2)


@pytest.mark.parametrize("block", [b'a,"b\n', b"a\n", b"a,b,c\n", b"\xff,b\n"])
def test_what_intake_would_not_write_is_refused_without_a_cell(block: bytes):
    with pytest.raises(EngineError) as told:
        read_strictly(block + b"x,y\n", NAMES)

    assert told.value.__context__ is None
