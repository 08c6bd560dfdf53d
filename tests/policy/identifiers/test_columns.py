"""In a column a right code is seen beside a wrong one, and the other way round."""

import random
from collections.abc import Sequence
from types import ModuleType

import pandas as pd
import pytest
from stdnum import luhn
from stdnum.iso7064 import mod_11_10

from generator.policy.identifiers import (
    bank_card,
    damaged,
    organisation_code,
    phone,
    plate,
    registration_number,
    tax_number,
    uscc,
)
from tests.policy.identifiers.test_checks import organisation, unified

BODIES = [f"{number:08d}" for number in range(0, 10**8, 2_345_679)] + ["MA4K0001", "A0000000", "ZZZZZZZZ"]


def column(module: ModuleType, texts: Sequence[str | None]) -> list[bool]:
    return list(module.valid(pd.Series(list(texts), dtype="str", index=range(3, 3 + len(texts)))))


@pytest.mark.parametrize(
    ("module", "right", "wrong"),
    [
        (uscc, "91110000600037341L", "91110000600037341M"),
        (organisation_code, "600037341", "600037342"),
        (organisation_code, "60003734-1", "60003734-2"),
        (tax_number, "110000600037341", "110000600037342"),
        (registration_number, "340000000056535", "340000000056536"),
        (registration_number, "4202002100123", "420200210012A"),
        (bank_card, "6222020000000000000", "6222020000000000005"),
        (phone, "19900000001", "12900000001"),
        (plate, "鄂B12345", "鄂BABCDE1"),
    ],
)
def test_right_and_wrong_stand_beside_each_other(module, right, wrong):
    assert [True, False, False, True, False] == column(module, [right, wrong, None, right, ""])
    assert (True, False) == (module.is_valid(right), module.is_valid(wrong))


def test_every_organisation_code_with_the_standards_check_is_valid_with_and_without_its_hyphen():
    codes = [organisation(body) for body in BODIES]
    hyphened = [f"{code[:8]}-{code[8]}" for code in codes]

    assert [True] * len(codes) * 2 == column(organisation_code, codes + hyphened)
    assert [True] * len(codes) * 2 == [organisation_code.is_valid(code) for code in codes + hyphened]


@pytest.mark.parametrize(
    "text",
    [
        "6000-37341",
        "-600037341",
        "600037341-",
        "60003734--1",
        "6000373-41",
        "60003734-1-",
        "60003734-",
        "600037341--",
        "6000-3734-1",
    ],
)
def test_a_hyphen_elsewhere_or_a_second_one_is_no_organisation_code(text):
    assert (False, [False]) == (organisation_code.is_valid(text), column(organisation_code, [text]))


def test_every_unified_code_with_both_checks_is_valid_in_a_column_too():
    codes = [unified("91420200", body) for body in BODIES if not set(body) & set("IOZSV")]

    assert [True] * len(codes) == column(uscc, codes)


def test_a_division_of_a_unified_code_is_digits_in_every_place():
    codes = [unified("91420200"[:place] + "A" + "91420200"[place + 1 :], "MA4K0001") for place in range(8)]

    expected = [True, True, False, False, False, False, False, False]
    assert expected == [uscc.is_valid(code) for code in codes]
    assert expected == column(uscc, codes)


def test_registration_numbers_have_the_check_of_the_standard():
    bodies = [f"42020000{number:06d}" for number in range(0, 1_000_000, 7_919)]
    numbers = [body + mod_11_10.calc_check_digit(body) for body in bodies]
    wrong = [body + str((int(number[14]) + 1) % 10) for body, number in zip(bodies, numbers, strict=True)]

    assert {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} == {number[14] for number in numbers}
    assert [True] * len(numbers) + [False] * len(wrong) == column(registration_number, numbers + wrong)


def test_card_numbers_pass_the_check_of_luhn_whatever_their_length():
    draw = random.Random(5)
    heads = ["62", "4", "5", "3", "60", "65", "9558", "103"]
    bodies = [
        head + "".join(draw.choices("0123456789", k=length - len(head))) for head in heads for length in range(12, 21)
    ]
    numbers = [body[:-1] + luhn.calc_check_digit(body[:-1]) for body in bodies]

    expected = [13 <= len(number) <= 19 for number in numbers]
    assert expected == [bank_card.is_valid(number) for number in numbers]
    assert expected == column(bank_card, numbers)
    assert [False] * len(numbers) == column(
        bank_card, [number[:-1] + str((int(number[-1]) + 1) % 10) for number in numbers]
    )


def test_a_card_of_unionpay_begins_with_62_and_passes_the_check():
    numbers = ["6222020000000000000", "6222020000000000005", "4111111111111111"]

    assert [True, False, False] == [bank_card.is_unionpay(number) for number in numbers]


@pytest.mark.parametrize(
    ("text", "expected"), [("鄂B12A3C", True), ("鄂B1AA3C", False), ("鄂BABC12D", False), ("鄂BD1A2A3", True)]
)
def test_a_plate_has_three_digits_at_least(text, expected):
    assert (expected, [expected]) == (plate.is_valid(text), column(plate, [text]))


def test_a_sound_code_is_seen_beside_a_damaged_and_a_missing_one():
    codes = pd.Series(["420299199001010000", "420299198803081000", None, "4E+17", "91420200"], dtype="str")

    assert [False, True, False, True, False] == damaged.damaged(codes).tolist()


# Mutants that no test can notice:
# + hyphened = (np.strings.str_len(texts) == 10) & (np.strings.rfind(texts, "-") == 8)
#   With two hyphens it is none, whichever is taken out.
