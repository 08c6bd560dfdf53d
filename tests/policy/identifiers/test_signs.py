"""Every sign that a clerk, a scan or ill will puts in the place of a digit is read as that digit."""

import pytest

from generator.policy.identifiers.signs import origins, read, read_alike


@pytest.mark.parametrize(
    ("signs", "digits"),
    [
        ("零〇○◯洞", "00000"),
        ("一幺壹弌〡㈠㊀㆒⼀", "111111111"),
        ("二两兩贰貳弍〢㈡㊁㆓⼆", "22222222222"),
        ("三叁參叄弎〣㈢㊂㆔\uf96b", "3333333333"),
        ("四肆〤㈣㊃㆕", "444444"),
        ("五伍〥㈤㊄", "55555"),
        ("六陆陸〦㈥㊅\uf9d1\uf9d3", "66666666"),
        ("七柒拐〧㈦㊆", "777777"),
        ("八捌〨㈧㊇⼋", "888888"),
        ("九玖勾〩㈨㊈", "999999"),
    ],
)
def test_every_numeral_is_the_digit_it_stands_for(signs: str, digits: str):
    assert digits == read(signs, numerals=True)


@pytest.mark.parametrize("letters", ["OIL", "oil", "ＯＩＬ", "ｏｉｌ", "ΟΙΙ", "οιL", "ОІӀ", "оі\u04cf"])
def test_letters_that_look_like_digits_are_read_so_in_a_number(letters: str):
    assert "42011299011" == read_alike(read(f"42{letters}299{letters}", numerals=False))


def test_letters_are_read_as_digits_whatever_order_the_signs_between_them_have():
    assert ["1_.9_.9_." + "0_." * 7 + "1", "1._9._9._" + "0._" * 7 + "1"] == [
        read_alike(between.join("1990OOOOOO1")) for between in ("_.", "._")
    ]


def test_a_word_of_which_a_third_is_digits_is_a_number_and_one_of_fewer_is_none():
    assert ["120000000034", "12OOOOOOOOO34"] == [read_alike(one) for one in ("12OOOOOOOO34", "12OOOOOOOOO34")]


@pytest.mark.parametrize("word", ["O1234567890", "1OIOIOIOIOI", "12OI4567890A", "A12OI4567890", "12OI456789"])
def test_a_word_of_letters_is_no_number(word: str):
    """It begins with a letter, has too few digits, is longer than it seems, or too short."""
    assert word == read_alike(word)


def test_places_lead_back_through_what_has_no_width_and_what_is_read_as_two():
    assert [0, 2, 3, 3, 3] == origins("4\u200b2㈠", numerals=False)
    assert [0, 2, 3] == origins("4\u200b2㈠", numerals=True)
