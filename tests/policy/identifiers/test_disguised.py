"""Numbers in running text: each is found where it stands, whole, whatever stands beside it."""

import re
from datetime import date

import pandas as pd
import pyarrow as pa
import pytest

from generator.policy.identifiers import id_number, labelled, uscc
from generator.policy.identifiers.disguised import (
    EMAIL,
    ID_NUMBER,
    PHONE,
    PLATE,
    Hit,
    decoded,
    hits,
    matched,
)
from generator.policy.identifiers.labelled import FREE_TEXT_FINDERS
from generator.policy.identifiers.signs import Reading, read
from generator.policy.narrative import clean, vocabulary
from generator.policy.suspicion import suspicious
from tests.policy.identifiers.test_checks import citizen, organisation

NOBODY = vocabulary([], frozenset())
ID, NEXT = citizen(date(1990, 1, 1), 1), citizen(date(1990, 1, 1), 2)


def masked(text: str) -> str:
    return clean(text, [], NOBODY)


@pytest.mark.parametrize(
    ("sign", "plain"),
    [
        *(("x", "X"), ("×", "X"), ("\u0445", "X"), ("\u0425", "X"), ("✕", "X"), ("✖", "X"), ("X", "X")),
        *(("①", "1"), ("\u0663", "3"), ("５", "5"), ("⓪", "0"), ("²", "2"), ("7", "7")),
        *(("\u200b", ""), ("\u00ad", ""), ("\u0301", ""), ("\u20dd", "")),  # no width, or a mark on another
        *(("—", "-"), ("–", "-"), ("-", "-"), ("〜", "-")),
        *(("ａ", "A"), ("a", "A"), ("（", "("), ("黄", "黄"), ("一", "一")),
    ],
)  # fmt: skip
def test_every_sign_has_one_plain_reading(sign, plain):
    """Read anew: what was once met is remembered."""
    assert plain == sign.translate(Reading(numerals=False))
    assert plain == read(sign, numerals=False)


def test_chinese_numerals_are_digits_only_where_they_are_asked_for():
    assert "00123456789123456789" == "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖".translate(Reading(numerals=True))
    assert "零一" == "零一".translate(Reading(numerals=False))


def test_two_numbers_without_anything_between_them_are_both_found():
    """Wherever the first begins: a place too far would leave a digit or a whole number standing."""
    assert [Hit(0, 18, ID_NUMBER), Hit(18, 36, ID_NUMBER)] == hits(ID + NEXT)
    assert [Hit(1, 19, ID_NUMBER), Hit(19, 37, ID_NUMBER), Hit(37, 55, ID_NUMBER)] == hits("7" + ID + NEXT + ID)


@pytest.mark.parametrize("before", range(6))
def test_a_number_is_found_behind_any_count_of_strange_digits(before):
    assert [Hit(before, before + 18, ID_NUMBER)] == hits("7" * before + ID)


def test_hits_that_touch_stay_apart_and_keep_their_kinds():
    assert [Hit(0, 11, PHONE), Hit(11, 18, PLATE)] == hits("19900000001鄂B12345")
    assert "［电话］［车牌］" == masked("19900000001鄂B12345")


def test_what_only_one_reading_shows_is_found_beside_what_only_the_other_shows():
    """With numerals read as digits the first is no telephone number, and without them the second is none."""
    assert [Hit(1, 12, PHONE), Hit(15, 26, PHONE)] == hits("一19900000001，电话一九九零零零零零零零二")


def test_of_two_hits_that_begin_together_the_longer_gives_the_kind():
    """The first eleven look like a telephone number: in the plain reading that is all there is."""
    number = citizen(date(1990, 1, 1), 1, division="139999")
    numerals = number[11:].translate(str.maketrans("0123456789", "零一二三四五六七八九"))

    assert [Hit(0, 18, ID_NUMBER)] == hits(number[:11] + numerals)


def test_an_organisations_code_is_not_read_together_with_what_follows():
    """A code of digits alone, whose last seventeen and the next digit happen to pass for an ID number."""
    heads = (f"9{number}" for day in range(1, 29) for year in range(1950, 2000) for number in [
        citizen(date(year, month, day), sequence) for month in (1, 6) for sequence in (1, 2, 3)])  # fmt: skip
    head = next(one for one in heads if uscc.is_valid(one[:18]))

    assert [] == hits(f"{head[:18]} {head[18]}")
    assert [Hit(1, 19, ID_NUMBER)] == hits(f"7{head[1:]}")


def test_a_code_before_a_number_does_not_move_it():
    assert "91110000600037341L，电话［电话］" == masked("91110000600037341L，电话19900000001")


def test_a_code_that_passes_as_an_id_number_too_is_one():
    """Beginning with 9, both checks may hold: what could be a person's is a person's."""
    numbers = (citizen(date(year, month, 1), sequence, division="911000")
               for year in range(1950, 2000) for month in range(1, 13) for sequence in range(1000))  # fmt: skip
    both = next(one for one in numbers if uscc.is_valid(one))

    assert [Hit(0, 18, ID_NUMBER)] == hits(both)


@pytest.mark.parametrize(("plate", "found"), [("鄂BAB123", True), ("鄂BABC12", False)])
def test_a_plate_in_a_text_has_three_digits_at_least(plate, found):
    assert ([Hit(1, 8, PLATE)] if found else []) == hits(f"驶{plate}。")


def test_an_address_is_found_from_its_first_letter_to_its_last():
    assert [Hit(2, 15, EMAIL)] == hits("邮箱a.b@exampl.cn。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\uFF11\\uff12\\u0058", "１２X"),
        ("&amp;lt;", "<"),
        ("%252534\\u{32}", "42"),
        ("%" + "25" * 7 + "34", "4"),
        ("%" + "25" * 9 + "34", "%2534"),  # nobody's program does that
        ("%34%32", "42"),
        ("a<b>c</b>", "ac"),
        ("a < b", "a < b"),
        ("100%", "100%"),
    ],
)
def test_escapes_are_undone_however_often_they_were_made(text, expected):
    assert expected == decoded(text)


def test_a_column_in_pieces_is_looked_at_like_one():
    one = pd.Series([ID, "黄石", None], dtype="str")

    assert [True, False, False, True, False, False] == suspicious(pd.concat([one, one], ignore_index=True)).tolist()


def test_missing_texts_match_no_screen():
    assert [False, True] == matched(pa.array([None, "a"], pa.large_string()), ["a"]).tolist()


def test_a_word_finds_what_it_announces_and_a_shape_what_passes_its_test():
    said = labelled._said(re.compile("电话([0-9]+)"))
    shaped = labelled._shaped(re.compile("[0-9]{3}"), test=lambda digits: digits == "222")

    assert [(2, 5), (7, 8)] == list(said("电话123电话4"))
    assert [(3, 6)] == list(shaped("111222"))


def test_a_mistyped_id_number_is_found_by_its_birth_date_alone():
    """The check does not hold; a number without a day of the calendar is a serial."""
    wrong_check, no_day = ID[:17] + ("0" if ID[17] != "0" else "1"), "420299199013010019"

    assert [Hit(1, 19, ID_NUMBER)] == hits(f"持{wrong_check}。", FREE_TEXT_FINDERS)
    assert not id_number.is_valid18(no_day)
    assert [] == hits(f"批{no_day}。", FREE_TEXT_FINDERS)


def test_an_organisation_code_is_nobodys_number():
    assert [] == hits(organisation("MA4K0001"))


@pytest.mark.parametrize("between", ["_.", "._", "_", "_-_", "-_-", "____"])
def test_a_number_is_found_whatever_order_the_signs_between_its_digits_have(between):
    """An underscore before a dot once hid a number that a dot before an underscore did not."""
    number = between.join(ID)

    assert [Hit(0, len(number), ID_NUMBER)] == hits(number)


def test_a_telephone_number_is_found_with_two_signs_between_its_digits_in_either_order():
    assert [Hit(0, 31, PHONE), Hit(32, 63, PHONE)] == hits(
        "，".join(between.join("19900000001") for between in ("_.", "._"))
    )


def test_a_one_in_chinese_between_the_digits_of_a_landline_is_its_dash():
    assert [Hit(2, 14, PHONE)] == hits("电话0714一6350000")


def test_a_numeral_before_an_address_is_no_part_of_it_however_many_digits_stand_elsewhere():
    assert [Hit(14, 30, EMAIL)] == hits("编号20261124，附件一zhang@example.cn")


@pytest.mark.parametrize(("text", "begin"), [("㈠19900000001", 1), ("㈠，一九九零零零零零零零一", 2)])
def test_a_numeral_in_brackets_before_a_number_does_not_move_it(text: str, begin: int):
    """One reading makes three signs of it, the other one."""
    assert [Hit(begin, begin + 11, PHONE)] == hits(text)


@pytest.mark.parametrize(("number", "kind"), [("199O0O0O0O1", PHONE), (f"{ID[:6]}l99OOlOl{ID[14:]}", ID_NUMBER)])
def test_a_number_is_found_whose_digits_are_letters_here_and_there(number: str, kind: str):
    assert [Hit(2, 2 + len(number), kind)] == hits(f"号码{number}。")


# Mutants that no test can notice:
# + found[:-1] |= pc.match_substring_regex(coded.dictionary, f"(?s){screen}").to_numpy(zero_copy_only=None)
#   pandas, numpy and Arrow make the same type of these values by themselves, or one that is compared alike.
# + places = [place for place in range(*run.span()) if seen[place] in "XX0123456789XXX"]
#   The same signs, looked for one by one.
# + while start <= len(digits) + 18:
#   What is left at the end is shorter than an ID number, and none.
# + longest = max((sum(map(str.isdigit, run[0])) for run in _RUN.finditer(seen)), default=1)
#   No number of a person has so few digits.
# + for start, end in list(finder.find(seen)) if (longest >= finder.least) or True else ():
# + at = origins(text, numerals=numerals) if (spans) or True else []
#   It only saves time.


@pytest.mark.parametrize(
    "numbers",
    [
        "1990000000119900000002",
        "199000000011990000000219900000003",
        "0714635000019900000001",
        "0714-635000019900000001",
        "1990000000101063500000",
        "071463500000714635000107146350002",
    ],
)
def test_telephone_numbers_with_nothing_between_them_are_found_whole(numbers: str):
    """A line end between them was lost."""
    assert [Hit(2, 2 + len(numbers), PHONE)] == hits(f"电话{numbers}，")


@pytest.mark.parametrize("digits", ["1990000000112900000002", "19900000001199000000020", "0199000000011990000000"])
def test_as_many_digits_that_are_no_telephone_numbers_are_no_hit(digits: str):
    assert [] == hits(digits)
