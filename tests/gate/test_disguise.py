"""An ID number is found however it is written; what only looks like one is left alone (P02–P06, P09)."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.gate.canary import CLEAN, DATED_NUMBER, LANDLINE, LEAKS
from generator.gate.literals import gather
from generator.gate.scan import Scanner

ID = "420299199001010019"
SCANNER = Scanner(gather(["EC1234567"], [LANDLINE], ["t" * 20]), date(2026, 11, 24))


def kinds(text: str) -> set[str]:
    return {hit.kind for hit in SCANNER.hits(text.encode())}


@pytest.mark.parametrize("name", [name for name, (kind, _) in LEAKS.items() if kind != "name"])
def test_every_disguise_is_seen_through(name):
    kind, text = LEAKS[name]

    assert {kind} == kinds(f"当事人{text}，")


@pytest.mark.parametrize("text", CLEAN)
def test_what_only_looks_like_a_leak_is_no_leak(text):
    # A tax number and a dated record number look like ID numbers; which ones are published decides later.
    assert kinds(text) - {"id-number-15", "id-number" if text == DATED_NUMBER else ""} == set()


@given(
    separators=st.lists(
        st.sampled_from(["", " ", "-", "\n", "　", "\u200b", "·", "<wbr>", "&nbsp;", "，"]), min_size=17, max_size=17
    )
)
def test_p03_whatever_stands_between_the_digits(separators):
    text = ID[0] + "".join(separator + digit for separator, digit in zip(separators, ID[1:], strict=True))

    assert "id-number" in kinds(text)


@given(
    digits=st.lists(
        st.sampled_from(["plain", "wide", "circled", "entity", "percent", "escape"]), min_size=18, max_size=18
    )
)
def test_p04_whatever_each_digit_is_written_as(digits):
    forms: dict[str, Callable[[str], str]] = {
        "plain": str,
        "wide": lambda digit: chr(0xFF10 + int(digit)),
        "circled": lambda digit: chr(0x245F + int(digit)) if digit != "0" else "⓪",
        "entity": lambda digit: f"&#x{ord(digit):x};",
        "percent": lambda digit: f"%{ord(digit):x}",
        "escape": lambda digit: f"\\u{ord(digit):04x}",
    }

    assert "id-number" in kinds("".join(forms[form](digit) for form, digit in zip(digits, ID, strict=True)))


@pytest.mark.parametrize("text", ["</td><td>".join([ID[:6], ID[6:]]), ID[:17] + "8", "2026-11-23 10:20:30 4202990001"])
def test_digits_that_make_no_number_are_left_alone(text):
    assert kinds(text) == set()


@pytest.mark.parametrize("text", ["a3f19900000001b7", "019900000001234", "QX719900000001"])
def test_p09_a_phone_inside_a_longer_name_is_no_phone(text):
    assert "phone" not in kinds(text)


@pytest.mark.parametrize("text", ["13,2026-11-23,5", "1500000,2026-11-24", "〔2026〕173号 2026.04.08"])
def test_amounts_beside_dates_are_no_phone(text):
    """Cells of a download stand side by side: joined they would make a mobile number."""
    assert kinds(text) == set()


def test_a_phone_before_a_sign_of_multiplication_is_found():
    assert "phone" in kinds("19900000001×2")


TOGETHER = (
    "1990000000119900000002",
    "199000000011990000000219900000003",
    "0714635000019900000001",
    "1990000000101063500000",
)


@pytest.mark.parametrize("text", TOGETHER)
def test_telephone_numbers_with_nothing_between_them_are_found(text):
    assert {"phone"} == kinds(f"当事人{text}，")


@pytest.mark.parametrize("text", ["1990000000112900000002", "19900000001199000000020", "a1990000000119900000002b"])
def test_as_many_digits_that_are_no_telephone_numbers_are_left_alone(text):
    assert set() == kinds(text)
