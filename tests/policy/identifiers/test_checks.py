"""The arithmetic of identifiers: real examples of the standards, and laws that hold for any number."""

import random
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc

from generator.gate.numbers import is_old_id_number
from generator.policy.identifiers import (
    CHECKS,
    bank_card,
    id_number,
    organisation_code,
    phone,
    plate,
    registration_number,
    tax_number,
    uscc,
)

MODULES = {
    "uscc": uscc,
    "registration-number": registration_number,
    "id-number": id_number,
    "organisation-code": organisation_code,
    "tax-number": tax_number,
    "bank-card": bank_card,
    "phone": phone,
    "plate": plate,
}
ANY_CODE = st.text(alphabet="0123456789ABCDEFGHX-鄂B", max_size=20)


def organisation(body: str) -> str:
    """The nine characters of an organisation code with its check, by the standard's own words."""
    values = [organisation_code.ALPHABET.index(character) for character in body]
    check = 11 - sum(v * w for v, w in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return body + {10: "X", 11: "0"}.get(check, str(check))


def unified(head: str, body: str) -> str:
    """A unified code with both checks, by the standard's own words."""
    code = head + organisation(body)
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(uscc.ALPHABET.index(c) * w for c, w in zip(code, weights, strict=True))
    return code + uscc.ALPHABET[(31 - total % 31) % 31]


def citizen(born: date, sequence: int, division: str = "420299") -> str:
    """A number of a division that does not exist."""
    body = f"{division}{born:%Y%m%d}{sequence:03d}"
    return body + id_number.check_character(body)


@pytest.mark.parametrize("name", ["uscc", "id-number", "registration-number", "organisation-code", "tax-number"])
def test_the_catalogue_names_every_check(name):
    assert CHECKS[name].name == name


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES.keys())
@given(texts=st.lists(ANY_CODE | st.none(), max_size=8))
def test_a_column_is_judged_as_its_cells_are(module, texts):
    expected = [text is not None and module.is_valid(text) for text in texts]

    actual = module.valid(pd.Series(texts, dtype="str"))

    assert expected == actual.tolist()


@given(born=st.dates(date(1900, 1, 1), date(2099, 12, 31)), sequence=st.integers(0, 999))
def test_every_citizens_number_is_valid_as_text_and_in_a_column(born, sequence):
    number = citizen(born, sequence)

    assert (True, born) == (id_number.is_valid(number), id_number.birth_date(number))
    assert [True] == id_number.valid(pd.Series([number], dtype="str")).tolist()


@given(born=st.dates(date(1910, 1, 1), date(1999, 12, 31)), sequence=st.integers(0, 999))
def test_an_old_number_becomes_todays(born, sequence):
    old = f"420299{born:%y%m%d}{sequence:03d}"

    assert id_number.is_valid15(old)
    assert citizen(born, sequence) == id_number.to18(old)


@pytest.mark.parametrize(("text", "expected"), [("420299091231001", False), ("420299100101001", True)])
def test_fifteen_digits_are_nobodys_whose_bearer_would_be_born_before_1910(text, expected):
    """A business registered as the 10,101st to 123,199th of its district would read as born in 1900."""
    assert expected == id_number.is_valid15(text)
    assert [expected] == id_number.valid15(pd.Series([text], dtype="str")).tolist()
    assert expected == is_old_id_number(text, date(2026, 6, 1))


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_makes_a_citizens_number_invalid(born, place, step):
    number = citizen(born, 1)
    wrong = str((int(number[place].replace("X", "0")) + step) % 10)
    mistyped = number[:place] + wrong + number[place + 1 :]

    assert (mistyped == number) == id_number.is_valid(mistyped)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("420299199002300010", False),  # no 30 February, whatever the check
        ("160299199001010010", False),  # no such province
        ("４２０２９９１９９００１０１００１９", False),  # full width is folded before, or it is not a code
        ("420299199001010019 ", False),
        ("", False),
    ],
)
def test_what_is_no_citizens_number(text, expected):
    assert expected == id_number.is_valid(text)


def test_a_foreigners_permit_begins_with_nine():
    assert id_number.is_valid(citizen(date(1990, 1, 1), 1, division="911000"))
    assert not id_number.is_valid15("911000900101001")


@pytest.mark.parametrize("head", ["91420200", "12420200", "51420200", "N1420200", "Y1420200", "A1420200", "G1420200"])
def test_any_registering_authority_is_accepted(head):
    assert uscc.is_valid(unified(head, "MA4K0001"))


@given(st.integers(0, 10**8 - 1))
def test_stdnum_agrees_on_unified_codes(number):
    code = unified("91420200", f"{number:08d}")

    assert (True, True) == (uscc.is_valid(code), stdnum_uscc.is_valid(code))


def test_a_code_whose_inner_code_is_wrong_is_refused_although_its_own_check_holds():
    good = unified("91420200", "MA4K0001")
    inner = "0" if good[16] != "0" else "1"
    body = good[:16] + inner
    total = sum(uscc.ALPHABET.index(c) * w for c, w in zip(body, uscc.WEIGHTS, strict=True))
    wrong = body + uscc.ALPHABET[(31 - total % 31) % 31]

    assert (True, False) == (stdnum_uscc.is_valid(wrong), uscc.is_valid(wrong))


@pytest.mark.parametrize(
    "text", ["00000000000000000X", "91110000600037341l", "91110000600037341L\x00", "9111000060003734"]
)
def test_what_is_no_unified_code(text):
    assert (False, [False]) == (uscc.is_valid(text), uscc.valid(pd.Series([text], dtype="str")).tolist())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("60003734-1", True), ("600037341", True), ("6000-37341", False), ("600037341-", False), ("MA1B3N1N2", True)],
)
def test_an_organisation_code_may_have_one_hyphen_before_its_check(text, expected):
    assert expected == organisation_code.is_valid(text)
    assert text.replace("-", "") == organisation_code.compact(text) or not expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("340000000056535", True),
        ("441900008641407", True),
        ("441900008641408", False),
        ("4202002100123", True),
        ("420200210012", False),
        ("企独鄂总字第000001号", False),
    ],
)
def test_registration_numbers_of_both_forms(text, expected):
    check = CHECKS["registration-number"]

    assert (expected, [expected]) == (check.is_valid(text), check.valid(pd.Series([text], dtype="str")).tolist())


def test_a_taxpayer_number_of_fifteen_ends_in_an_organisation_code():
    right = "420202" + organisation("MA4K0001")
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")

    assert (True, False) == (tax_number.is_valid(right), tax_number.is_valid(wrong))
    assert tax_number.is_valid(unified("91420200", "MA4K0001"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19900000001", True),
        ("12900000001", False),
        ("0714-6350000", True),
        ("07146350000", True),
        ("010-62000000", True),
        ("0714-1350000", False),
        ("12315", False),
    ],
)
def test_telephone_numbers(text, expected):
    assert expected == phone.is_valid(text)


@pytest.mark.parametrize(
    ("module", "delivered", "expected"),
    [
        (uscc, "'9111 0000 6000 3734 1l", "91110000600037341L"),
        (id_number, '="42029919900101006x"', "42029919900101006X"),
        (registration_number, "3400 0000 0056 535", "340000000056535"),
        (tax_number, "\t110000600037341", "110000600037341"),
        (bank_card, "6222-0200-0000-0000-000", "6222020000000000000"),
        (plate, "鄂b·d12345", "鄂BD12345"),
    ],
)
def test_a_delivered_spelling_is_brought_to_the_one_that_is_tested(module, delivered, expected):
    assert (expected, True) == (module.compact(delivered), module.is_valid(expected))


def test_a_delivered_telephone_number_is_brought_to_one_form():
    assert ["19900000001", "0714-6350000"] == [phone.compact("+86 199 0000 0001"), phone.compact("(0714)-6350000")]


@pytest.mark.parametrize("plated", ["鄂B12345", "鄂BD12345", "鄂B1234挂", "鄂B1234学", "粤Z1234港"])
def test_number_plates(plated):
    assert plate.is_valid(plated)


@pytest.mark.parametrize("other", ["鄂B2-2020", "鄂ICP12345", "鄂B1234", "B12345", "鄂BABCDE1"])
def test_what_is_no_number_plate(other):
    assert not plate.is_valid(other)


def test_of_random_digits_one_in_341_passes_both_checks():
    draw = random.Random(7)
    numbers = pd.Series([f"{draw.randrange(10**18):018d}" for _ in range(20_000)], dtype="str")

    share = float(np.mean(uscc.valid(numbers)))

    assert 0.001 < share < 0.006
