"""However a file is cut into pieces on the way, the strict reader sees the same rows."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import CatalogueError
from generator.policy.refusal import SourceRefusedError
from generator.policy.tables import Block, Limits, Shape, csv_options, header_cells, read_blocks

CELLS = st.text(alphabet='甲乙"\n, ;', max_size=6)


def blocks_of(text: str, **shape: Any) -> list[Block]:
    return list(read_blocks([text], Shape(**{"width": 2, **shape})))


def refusal(text: str | list[str], **shape: Any) -> SourceRefusedError:
    with pytest.raises(SourceRefusedError) as refused:
        list(read_blocks([text] if isinstance(text, str) else text, Shape(**{"width": 2, **shape})))
    assert "source-malformed" == refused.value.code
    return refused.value


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


def test_every_word_of_the_dialect_reaches_the_reader_also_below_csv():
    words = {"delimiter": ";", "quoteChar": "'", "doubleQuote": False, "escapeChar": "\\", "skipInitialSpace": True}

    expected = {
        "delimiter": ";", "quotechar": "'", "doublequote": False, "escapechar": "\\", "skipinitialspace": True
    }  # fmt: skip
    assert (expected, expected) == (csv_options(words), csv_options({"csv": words}))


def test_refused_words_of_the_dialect_are_told_with_those_that_are_known():
    with pytest.raises(CatalogueError) as refused:
        csv_options({"lineTerminator": "\n", "header": False})

    told = "不支持 header、lineTerminator，只支持 delimiter、quoteChar、doubleQuote、escapeChar、skipInitialSpace"
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("甲,乙\n1,2\n", ["甲", "乙"]),
        ("甲,乙\r\n1,2\r\n", ["甲", "乙"]),
        ("甲,乙\r1,2\r", ["甲", "乙"]),
        ('"甲\n乙",丙\n', ["甲\n乙", "丙"]),
        ('"甲\r\n乙",丙\r\n', ["甲\r\n乙", "丙"]),
        ("", []),
        ('"甲', []),
        ('"甲"乙,丙\n', []),
    ],
)
def test_the_first_record_is_the_header_and_what_is_none_has_no_cells(opening, expected):
    assert expected == header_cells(opening, {})


def test_a_file_of_a_header_alone_has_no_blocks():
    assert [] == blocks_of("a,b\n")
    assert [] == blocks_of("")


@pytest.mark.parametrize(
    ("damage", "named"), [("\0", "空字节（NUL）"), ("\x1a", "文件结束符（0x1A）"), ("\r", "单独的回车符（CR）")]
)
@pytest.mark.parametrize("cell", ["甲{}乙", '"甲{}乙"'])
def test_i08_i09_damage_is_named_with_its_row_inside_quotes_or_not(damage, named, cell):
    refused = refusal("a,b\n1,2\n3," + cell.format(damage) + "\n")

    assert (3, f"含有{named}，文件已损坏；请重新导出") == (refused.row, refused.message)


def test_i09_damage_in_the_very_first_line_is_told_with_row_one():
    assert 1 == refusal("a\0,b\n1,2\n").row


def test_a_return_before_a_line_feed_is_no_damage():
    [block] = blocks_of("a,b\r\n1,2\r\n")

    assert [["1", "2"]] == block.rows


@pytest.mark.parametrize("pieces", [["a,b\r", "\n1,2\r", "\n"], ["a,b\r\n1", ",2\r\n"]])
def test_a_line_end_cut_in_two_between_pieces_is_whole_again(pieces):
    [block] = read_blocks(pieces, Shape(2))

    assert [["1", "2"]] == block.rows


@pytest.mark.parametrize("text", ['a,b\n1,2\n"3,4\n5,6\n', 'a,b\n1,2\n"3"x,4\n'])
def test_i12_quotes_that_do_not_match_are_refused_with_the_row_where_they_open(text):
    refused = refusal(text)

    assert (3, "引号不成对，或一格过长；请检查这一行起的引号") == (refused.row, refused.message)


@pytest.mark.parametrize(("row", "cells"), [("1,2,3", 3), ("1", 1)])
def test_i10_a_row_of_another_width_is_refused(row, cells):
    refused = refusal(f"a,b\n1,2\n{row}\n")

    assert (3, f"这一行有 {cells} 格，应有 2 格；请检查分隔符和引号") == (refused.row, refused.message)


def test_i11_every_row_one_field_longer_than_the_header_is_refused():
    assert 2 == refusal("a,b\n1,2,3\n4,5,6\n").row


def test_rows_are_numbered_as_a_spreadsheet_counts():
    [block] = blocks_of("a,b\n1,2\n3,4\n")

    assert ([2, 3], (), 0) == (block.numbers.tolist(), block.not_rows, block.blanks)


@pytest.mark.parametrize("blank", ["", " ", "\u3000"])
def test_blank_lines_at_the_end_are_no_rows_and_each_is_counted(blank):
    rows, end = blocks_of(f"a,b\n1,2\n{blank}\n{blank}\n")

    assert ([["1", "2"]], [2], (), 0) == (rows.rows, rows.numbers.tolist(), rows.not_rows, rows.blanks)
    assert ([], [], (3, 4), 2) == (end.rows, end.numbers.tolist(), end.not_rows, end.blanks)


@pytest.mark.parametrize("after", ["3,4", "说明"])
def test_a_blank_line_in_the_middle_is_refused_with_its_row(after):
    refused = refusal(f"a,b\n1,2\n\n\n{after}\n", explanations=("说明",))

    assert (3, "文件中间有空行；请删去空行，确认没有缺行后重新报送") == (refused.row, refused.message)


def test_in_a_table_of_one_column_an_empty_line_is_blank_and_a_blank_cell_is_a_cell():
    [block] = blocks_of("a\n1\n \n2\n", width=1)

    assert [["1"], [" "], ["2"]] == block.rows
    assert 3 == refusal("a\n1\n\n2\n", width=1).row


def test_a_row_that_a_declared_text_explains_is_no_row_whatever_its_width():
    [block] = blocks_of("a,b\n填表说明：,\n1,2\n合计,说明,3\n3,4\n", explanations=("说明", "没有的"))

    assert ([["1", "2"], ["3", "4"]], [3, 5], (2, 4)) == (block.rows, block.numbers.tolist(), block.not_rows)


def test_a_declared_text_that_stands_across_two_cells_explains_nothing():
    [block] = blocks_of("a,b\n说,明\n", explanations=("说明",))

    assert ([["说", "明"]], ()) == (block.rows, block.not_rows)


def test_i13_a_line_feed_is_let_through_where_the_catalogue_says_so():
    [block] = blocks_of('a,b\n1,"甲\n乙"\n2,丙\n', multiline=frozenset({1}))

    assert ([["1", "甲\n乙"], ["2", "丙"]], [2, 3]) == (block.rows, block.numbers.tolist())


def test_i13_a_line_feed_elsewhere_is_refused_with_row_and_cell():
    refused = refusal('a,b\n1,2\n3,"甲\n乙"\n', multiline=frozenset({0}))

    assert (3, True) == (refused.row, refused.message.startswith("第 2 格里有换行，目录没有声明 multiline"))


@pytest.mark.parametrize(("options", "between"), [({}, ","), ({"delimiter": ";"}, ";")])
def test_i12_a_cell_that_holds_whole_rows_swallowed_them(options, between):
    """Two stray quotes: as many delimiters inside as so many rows would have."""
    text = f'a{between}b\n1{between}2\n3{between}"4\n5{between}6\n7{between}8"\n'

    refused = refusal(text, multiline=frozenset({0, 1}), options=options)

    assert (3, "第 2 格吞进了整行数据，引号不成对") == (refused.row, refused.message)


def test_in_a_table_of_one_column_no_cell_swallows_a_row():
    [block] = blocks_of('a\n"甲\n乙"\n', width=1, multiline=frozenset({0}))

    assert [["甲\n乙"]] == block.rows


def test_rows_beyond_a_block_go_on_counting():
    """A file is read in blocks of 20,000 rows; blank lines may begin in one and end in the next."""
    text = "a,b\n" + "1,2\n" * 19_999 + "\n" * 3

    blocks = blocks_of(text)

    assert [19_999, 0, 0] == [len(block.rows) for block in blocks]
    assert ((20_001, 20_002, 20_003), 3) == (blocks[-1].not_rows, blocks[-1].blanks)
    assert 20_001 == refusal(text + "3,4\n").row


def test_a_full_block_is_followed_by_the_next_rows_number():
    blocks = blocks_of("a,b\n" + "1,2\n" * 20_001)

    assert [(2, 20_001), (20_002, 20_002)] == [(int(one.numbers[0]), int(one.numbers[-1])) for one in blocks]


def test_i12_a_line_feed_in_a_later_block_is_told_with_its_own_row():
    assert 20_003 == refusal("a,b\n" + "1,2\n" * 20_001 + '1,"2\n"\n').row


def test_i15_as_many_rows_as_the_limit_are_let_through_and_no_more():
    two, three = "a,b\n1,2\n3,4\n", "a,b\n1,2\n3,4\n5,6\n"

    assert 2 == len(blocks_of(two, limits=Limits(rows=2))[0].rows)
    assert "超过 2 行；请分成几个文件报送" == refusal(three, limits=Limits(rows=2)).message


def test_i15_as_many_characters_in_a_line_as_the_limit_are_let_through_and_no_more():
    """What is left without a line end is measured, piece by piece: a line of a gigabyte is never held."""
    limits = Limits(line_characters=8)

    [block] = read_blocks(["a,b\n", "1,", "222222", "\n"], Shape(2, limits=limits))
    refused = refusal(["a,b\n", "1,", "2222222", "\n"], limits=limits)

    assert [["1", "222222"]] == block.rows
    assert (2, "一行超过 8 个字符；请检查换行符和引号") == (refused.row, refused.message)


def test_i15_the_limits_are_far_above_any_honest_delivery():
    limits = Limits()

    assert (2 * 1024**3, 1024**2, 5_000_000) == (limits.file_bytes, limits.line_characters, limits.rows)


def test_a_row_whose_last_cell_is_empty_is_whole():
    assert [["甲", ""]] == blocks_of("a,b\n甲,\n")[0].rows


def test_a_last_row_without_a_line_end_is_read():
    assert [["1", "2"]] == blocks_of("a,b\n1,2")[0].rows


def test_i15_a_line_just_below_the_limit_is_measured_alone():
    """Lines before it do not count."""
    [block] = read_blocks(["a,b\n1,2\n1,2\n3,", "4"], Shape(2, limits=Limits(line_characters=4)))

    assert [["1", "2"], ["1", "2"], ["3", "4"]] == block.rows


def test_row_numbers_are_whole_numbers_also_where_there_are_none():
    """They are written beside the rows and read back as such."""
    blocks = blocks_of("a,b\n\n\n")

    assert [(0, "int64"), (0, "int64")] == [(len(one.numbers), str(one.numbers.dtype)) for one in blocks]


def test_a_blank_line_at_the_end_of_a_block_is_in_the_middle_where_rows_follow():
    """All of the next block is sound by itself."""
    assert 20_001 == refusal("a,b\n" + "1,2\n" * 19_999 + "\n3,4\n").row


def test_an_explanation_of_full_width_among_rows_of_full_width_is_no_row():
    [block] = blocks_of("a,b\n填表说明,\n1,2\n", explanations=("说明",))

    assert ([["1", "2"]], (2,)) == (block.rows, block.not_rows)


def test_in_a_table_of_one_column_a_blank_cell_is_a_cell_beside_an_explanation_too():
    [block] = blocks_of("a\n说明\n \n2\n", width=1, explanations=("说明",))

    assert ([[" "], ["2"]], (2,)) == (block.rows, block.not_rows)


def test_i15_the_header_is_measured_like_any_line():
    pieces = ["aaaa", ",bbb", "\n1,2\n"]

    [block] = read_blocks(pieces, Shape(2, limits=Limits(line_characters=8)))

    assert [["1", "2"]] == block.rows
    assert 1 == refusal(["aaaa", ",bbbb", "\n1,2\n"], limits=Limits(line_characters=8)).row


def test_i08_damage_in_the_row_below_an_empty_first_line_is_in_row_two():
    assert 2 == refusal("\n1,\0\n").row


# Mutants that no test can notice:
# + lines = len(_take(reader, 1, 0)) or reader.line_num
# + if reader.line_num + lines != len(rows):
#   It only saves time: rows without a line feed are looked through in vain.
# + everything = "\n".join(map("\n".join, rows)) if (explanations) or True else ""
#   It only saves time.
# + everything = "\n".join(map("\n".join, rows)) if explanations else "XXXX"
#   It is not looked at where nothing is looked for.
# + everything = "XX\nXX".join(map("\n".join, rows)) if explanations else ""
# + everything = "\n".join(map("XX\nXX".join, rows)) if explanations else ""
#   No cell is cut by it; where it makes a row look explained, the row is looked at cell by cell.
