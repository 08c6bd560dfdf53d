"""Encodings are proven by the header, and nothing is lost in between (faults I01–I07)."""

import pytest

from tests.stages.intake.desk import Desk, codes_of, dataset, row, rows, table_of, text_of

RARE = "黄石㑇䶮𬱖商贸有限公司"
NAMED = [row(1, 名称=RARE)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_i01_i02_i03_every_sound_encoding_gives_the_same_rows(desk: Desk, codec: str):
    desk.hand_in("watch.csv", text_of(NAMED).encode(codec))

    unit = desk.unit()

    assert [] == codes_of(unit)
    assert RARE == table_of(unit)[0]["名称"]


def test_i01_gbk_is_taken_in(desk: Desk):
    desk.hand_in("watch.csv", text_of(rows(1, 2)).encode("gbk"))

    assert rows(1, 2) == table_of(desk.unit())


def test_i03_utf_16_big_endian_with_its_mark_is_taken_in(desk: Desk):
    desk.hand_in("watch.csv", b"\xfe\xff" + text_of(rows(1)).encode("utf-16-be"))

    assert rows(1) == table_of(desk.unit())


def test_i04_two_exports_in_different_encodings_are_refused_with_the_line(desk: Desk):
    second = text_of(rows(2)).split("\n", 1)[1]
    desk.hand_in("watch.csv", text_of(rows(1)).encode("utf-8") + second.encode("gbk"))

    unit = desk.unit()

    assert ["source-malformed"] == codes_of(unit)
    assert 3 == unit.findings[0].row


def test_i04_a_mixture_within_a_line_is_refused(desk: Desk):
    broken = text_of(rows(1)).encode("gbk") + "黄石".encode() + b"\xff\n"
    desk.hand_in("watch.csv", broken)

    assert ["source-malformed"] == codes_of(desk.unit())


def test_i06_where_both_encodings_decode_and_neither_header_fits_it_is_the_header(desk: Desk):
    desk.hand_in("watch.csv", "表头甲,表头乙\n一,二\n".encode())

    assert ["source-header"] == codes_of(desk.unit())


@pytest.mark.parametrize("name", ["联通", "鈥", "涓"])
def test_i07_a_gbk_name_that_is_sound_utf_8_too_is_read_as_the_header_says(desk: Desk, name: str):
    desk.hand_in("watch.csv", text_of([row(1, 名称=name)]).encode("gbk"))

    assert name == table_of(desk.unit())[0]["名称"]


def test_i07_a_header_of_codes_proves_no_encoding_where_little_text_fits_two(tmp_path):
    fields: dict[str, object] = {"名称": {"credit": {"code": "MC"}}, "文号": {"credit": {"code": "WH"}}}
    fields |= {title: {"credit": {"optional": True}} for title in ("统一社会信用代码", "日期", "事实", "部门代码")}
    desk = Desk(tmp_path, (dataset(fields=fields),))

    desk.hand_in("watch.csv", "WH,MC\n1,汉字\n".encode())
    ambiguous = codes_of(desk.unit())
    desk.hand_in("watch.csv", "WH,MC\n1,黄石青禾建材有限公司\n".encode())
    telling = codes_of(desk.unit())

    assert (["source-header"], []) == (ambiguous, telling)


def test_bytes_that_no_encoding_explains_are_malformed(desk: Desk):
    desk.hand_in("watch.csv", b"\xff\xff\xff,\x80\n\xff")

    assert ["source-malformed"] == codes_of(desk.unit())
