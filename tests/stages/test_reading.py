"""The fast reader and the strict one see the same rows, and the fast one is given only what it cannot misread."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import EngineError
from generator.model.delivery import NormalisedFile
from generator.stages.validate.reading import blocks, read_block, read_rows, read_strictly

NAMES = ["名称", "事实"]
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=20)


def written(rows: list[tuple[str, str]], names: list[str] | None = None) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([names, *rows] if names else rows)
    return out.getvalue().encode()


def file_of(folder: Path, rows: list[tuple[str, str]], said: int | None = None) -> NormalisedFile:
    path = folder / "rows.csv"
    path.write_bytes(written(rows, NAMES))
    return NormalisedFile("", path, path, len(rows) if said is None else said, (), path, "", "")


@given(ROWS)
def test_what_intake_writes_is_read_back_by_both_readers(rows: list[tuple[str, str]]):
    block = written(rows)

    expected = [list(row) for row in rows]
    assert expected == [list(row.values()) for row in read_strictly(block, NAMES).to_pylist()]
    assert expected == ([list(row.values()) for row in read_block(block, NAMES).to_pylist()] if block else [])


@given(ROWS, st.integers(1, 40))
def test_blocks_are_the_file_and_end_where_a_row_ends(rows: list[tuple[str, str]], size: int):
    text = written(rows)

    cut = list(blocks(io.BytesIO(text), size))

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
    (frame,) = read_rows(file_of(tmp_path, [cells, ("x", "y")]), 10)

    assert [cells, ("x", "y")] == list(frame.itertuples(index=False, name=None))


def test_frames_hold_as_many_rows_as_a_part_may(tmp_path: Path):
    rows = [(str(number), 'a "quoted" one' if number == 4 else "") for number in range(7)]

    sizes = [len(frame) for frame in read_rows(file_of(tmp_path, rows), 3)]

    assert [3, 3, 1] == sizes


def test_a_row_that_is_lost_on_the_way_stops_the_build(tmp_path: Path):
    file = file_of(tmp_path, [("a", "b")], said=2)

    with pytest.raises(EngineError, match="读到 1 行"):
        list(read_rows(file, 10))


@pytest.mark.parametrize("block", [b'a,"b\n', b"a\n", b"a,b,c\n", b"\xff,b\n"])
def test_what_intake_would_not_write_is_refused_without_a_cell(block: bytes):
    with pytest.raises(EngineError) as told:
        read_strictly(block + b"x,y\n", NAMES)

    assert told.value.__context__ is None
