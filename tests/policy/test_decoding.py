"""Bytes become text only under the one encoding that the header proves (faults I01–I07)."""

import codecs

import pytest

from generator.policy.decoding import (
    CANDIDATES,
    GB18030,
    UTF8,
    Encoding,
    has_final_newline,
    pieces,
    prove_encoding,
    undecodable_line,
)
from generator.policy.refusal import SourceRefusedError

HEADER, ROW = "名称,文号\n", "黄石市青禾建材有限公司,黄市监处罚〔2026〕1号\n"


def names(opening: str) -> int:
    """How many of two declared Chinese columns an opening begins with."""
    return sum(cell in {"名称", "文号"} for cell in opening.split("\n", 1)[0].split(","))


def codes(opening: str) -> int:
    """The same for a header of codes alone, which every encoding of one byte a letter reads alike."""
    return sum(cell in {"MC", "WH"} for cell in opening.split("\n", 1)[0].split(","))


def refusal(data: list[bytes], recognised=names) -> SourceRefusedError:
    with pytest.raises(SourceRefusedError) as refused:
        prove_encoding(data, recognised)
    return refused.value


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_i03_a_mark_settles_the_encoding_and_is_no_part_of_the_text(codec):
    mark = "\ufeff".encode(codec)
    data = [mark + HEADER.encode(codec), ROW.encode(codec)]

    found = prove_encoding(data, names)

    assert Encoding(codec, len(mark)) == found
    assert HEADER + ROW == "".join(pieces(data, found))


@pytest.mark.parametrize("encoding", CANDIDATES, ids=lambda one: one.codec)
def test_i01_i02_without_a_mark_the_header_tells_the_encoding(encoding):
    data = [(HEADER + ROW + "黄石㑇䶮𬱖商行,1\n").encode(encoding.codec)]

    assert encoding == prove_encoding(data, names)


def test_i06_of_two_encodings_that_decode_the_one_with_more_declared_columns_is_taken():
    """The bytes of 联通 in GBK are sound UTF-8: only the header can say."""
    data = ["名称,文号\n联通,1\n".encode("gbk")]

    assert GB18030 == prove_encoding(data, names)


def test_a_mark_that_contradicts_the_bytes_is_refused():
    refused = refusal([codecs.BOM_UTF8 + (HEADER + ROW).encode("gbk")])

    assert ("source-malformed", None) == (refused.code, refused.row)


def test_i04_a_file_of_two_encodings_is_refused_with_the_line_where_the_second_begins():
    """Counted over the pieces in which a file is read, and within the last of them."""
    data = [(HEADER + ROW).encode(), (ROW * 2).encode(), (ROW.replace("\n", "") + "\n").encode() + ROW.encode("gbk")]

    refused = refusal(data)

    assert ("source-malformed", 6) == (refused.code, refused.row)
    assert "编码有误：文件里混有不同编码，或字节已损坏；请整份按 UTF-8 重新导出" == refused.message


def test_i05_bytes_that_no_encoding_explains_are_refused_without_a_line():
    refused = refusal([b"\xff\xff\xff,\x80\n\xff"])

    assert ("source-malformed", None) == (refused.code, refused.row)


def test_a_header_of_which_no_column_is_declared_is_a_wrong_header():
    refused = refusal(["甲列,乙列\n一,二\n".encode()])

    assert ("source-header", 1) == (refused.code, refused.row)
    assert "表头没有一列与目录相符；请对照目录检查表头和编码" == refused.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MC,WH\nABC,1\n", UTF8),  # ASCII alone reads the same in both
        ("MC,WH\n黄石青禾建材有限,1\n", UTF8),  # eight characters beyond ASCII are no accident
    ],
)
def test_i07_under_a_header_of_codes_utf_8_stands_by_itself_where_it_says_enough(text, expected):
    assert expected == prove_encoding([text.encode()], codes)


def test_i07_characters_are_counted_over_all_pieces_and_letters_between_them_do_not_count():
    enough = ["MC,WH\nA黄石青禾B,1\n".encode(), "C建材有限D,2\n".encode()]
    too_few = ["MC,WH\nABCDEFGHI黄石青禾,1\n".encode(), "ABCDEFGHI建材,2\n".encode()]

    assert UTF8 == prove_encoding(enough, codes)
    assert "source-header" == refusal(too_few, codes).code


def test_i07_a_header_of_codes_proves_nothing_where_little_text_fits_two_encodings():
    refused = refusal(["MC,WH\n1,汉字\n".encode()], codes)

    assert ("source-header", 1) == (refused.code, refused.row)
    assert "表头只有代码，汉字又太少，证明不了编码；请用中文表头，或存为带 BOM 的 UTF-8" == refused.message


def test_a_header_of_codes_over_gbk_is_gb18030_where_utf_8_breaks():
    assert GB18030 == prove_encoding(["MC,WH\n黄石,1\n".encode("gbk")], codes)


def test_two_encodings_of_which_none_is_utf_8_are_not_chosen_between():
    """A header of codes may read as one in UTF-16 of either byte order."""
    little, big = "MC\n", "\u4d00\u4300\u0a00"

    refused = refusal([little.encode("utf-16-le")], lambda opening: int(opening in (little, big)))

    assert ("source-header", 1) == (refused.code, refused.row)


@pytest.mark.parametrize("encoding", CANDIDATES, ids=lambda one: one.codec)
def test_a_character_cut_in_two_between_pieces_is_whole_again(encoding):
    data = (HEADER + ROW).encode(encoding.codec)
    cut = [data[start : start + 3] for start in range(0, len(data), 3)]

    assert HEADER + ROW == "".join(pieces(cut, encoding))
    assert undecodable_line(cut, encoding) is None


def test_i28_a_text_that_ends_within_a_character_does_not_decode():
    data = [(HEADER + ROW).encode(), "黄".encode()[:2]]

    with pytest.raises(UnicodeDecodeError):
        list(pieces(data, UTF8))
    assert 3 == undecodable_line(data, UTF8)


def test_the_first_line_that_does_not_decode_is_counted_from_one():
    assert 1 == undecodable_line([b"\xff"], UTF8)
    assert 2 == undecodable_line([b"a\n\xff\n\xff"], UTF8)


@pytest.mark.parametrize("encoding", CANDIDATES, ids=lambda one: one.codec)
def test_a_last_line_that_is_ended_is_told_from_one_that_is_not(encoding):
    """In UTF-16 the two bytes of the line end may lie in two pieces."""
    data = "a\nb\n".encode(encoding.codec)

    assert has_final_newline([data[:-1], data[-1:]], encoding)
    assert has_final_newline([data], encoding)
    assert not has_final_newline(["a\nb".encode(encoding.codec)], encoding)
    assert not has_final_newline([b""], encoding)


@pytest.mark.parametrize(
    "packed",
    [b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"],
    ids=["zip", "empty-zip", "xls", "gz", "rar", "7z"],
)
def test_i17_a_workbook_or_an_archive_under_another_name_is_told_for_what_it_is(packed):
    refused = refusal([packed + b"anything", b"more"])

    assert ("source-malformed", None) == (refused.code, refused.row)
    assert "这是工作簿或压缩包（xlsx、xls、zip、gz），不是 CSV；请另存为 CSV UTF-8 后报送" == refused.message


# Mutants that no test can notice:
# + skip = None
#   A slice from nowhere begins at nought.
# + last = b"XXXX"
# + last = (last + piece[-3:])[-2:]
# + last = (last + piece[-2:])[-3:]
#   Only the last signs are looked at.
