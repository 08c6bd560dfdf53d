"""However a file is cut into pieces on the way, the strict reader sees the same rows."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import CatalogueError
from generator.policy.refusal import SourceRefusedError
from generator.policy.tables import Limits, Shape, csv_options, read_blocks

CELLS = st.text(alphabet='甲乙"\n, ;', max_size=6)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8), st.integers(1, 7))
def test_what_a_writer_writes_is_read_back_row_by_row(rows: list[tuple[str, ...]], size: int):
    """Unless a cell looks like swallowed rows: that is refused, not repaired."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("a", "b", "c"), *rows])
    text = out.getvalue()
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    looks_swallowed = any("\n" in cell and cell.count(",") == 2 * cell.count("\n") for row in rows for cell in row)

    shape = Shape(3, frozenset({0, 1, 2}))
    if looks_swallowed:
        with pytest.raises(SourceRefusedError):
            list(read_blocks(pieces, shape))
        return
    blocks = list(read_blocks(pieces, shape))

    assert [list(row) for row in rows] == [row for block in blocks for row in block.rows]
    assert list(range(2, len(rows) + 2)) == [int(number) for block in blocks for number in block.numbers]


@pytest.mark.parametrize(
    ("limits", "row"), [(Limits(rows=2), None), (Limits(line_characters=3), 2)], ids=["rows", "line"]
)
def test_i15_what_is_too_much_is_refused(limits: Limits, row: int | None):
    text = ["a,b\n", "1,2\n3,4\n5,6\n"] if row is None else ["a,b\n", "1111", "1111", ",2\n"]

    with pytest.raises(SourceRefusedError) as refusal:
        list(read_blocks(text, Shape(2, limits=limits)))

    assert ("source-malformed", row) == (refusal.value.code, refusal.value.row)


def test_a_word_of_the_dialect_that_cannot_be_honoured_is_refused():
    with pytest.raises(CatalogueError, match="skipRows"):
        csv_options({"skipRows": 2})
