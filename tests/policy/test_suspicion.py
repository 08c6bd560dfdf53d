"""The last look withholds what looks like a person's number, and lets codes of organisations pass."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.policy.identifiers import registration_number
from generator.policy.suspicion import is_suspicious, numbers_its_day, suspicious
from tests.policy.identifiers.test_checks import citizen


def look(text: str | None, *, codes_allowed: bool) -> list[bool]:
    return suspicious(pd.Series([text], dtype="str"), codes_allowed=codes_allowed).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "420299199001010019",
        "42029919900101001 9号",
        "420299199001010019 00",
        "420299900101001",
        "19900000001",
        "电话1 9 9 0 0 0 0 0 0 0 1",
        "一九九零零零零零零零一",
        "①⑨⑨⓪⓪⓪⓪⓪⓪⓪①",
        "0714-6350000",
        "（010）6350 0000",
        "6222020000000000000",
        "6222 0200 0000 0000 000",
        "鄂B12345",
        "鄂Ｂ·Ｄ12345",
        "a@example.com",
        "a＠example.com",
        "&#49;9900000001",
        pytest.param("".join(rf"\u{{{ord(digit):x}}}" for digit in "19900000001"), id="escaped with braces"),
    ],
)
def test_a_persons_number_is_suspicious_in_any_column(text):
    assert ([True], True) == (look(text, codes_allowed=False), is_suspicious(text))
    assert [True] == look("见" + text, codes_allowed=True)


@pytest.mark.parametrize(
    "text",
    [
        "91110000600037341L",
        "黄市监处罚〔2026〕319号",
        "4202022026000123",
        "2026-11-24",
        "28000.000000",
        "0714-20260012",
        "鄂ICP备12345678号",
        "某某机械有限公司",
        "王**",
        "［电话］",
        "",
        None,
    ],
)
@pytest.mark.parametrize("codes_allowed", [True, False])
def test_what_is_nobodys_number_passes(text, codes_allowed):
    assert [False] == look(text, codes_allowed=codes_allowed)


def test_a_taxpayer_number_that_looks_like_an_old_id_passes_only_as_a_code():
    """Fourteen of the five thousand of a real list do: division, then an organisation code that reads like a date."""
    taxpayer = next(f"420299900101{last:03d}" for last in range(1000) if is_taxpayer(f"420299900101{last:03d}"))

    assert ([False], [True]) == (look(taxpayer, codes_allowed=True), look(taxpayer, codes_allowed=False))


def test_a_registration_number_that_could_be_an_old_id_is_no_excuse():
    """The gate holds such a row back and the whole site is made again: 3 rows of 20,000 cost a second build."""
    registered = "420299900101002"

    assert registration_number.is_valid(registered)
    assert [True] == look(registered, codes_allowed=True)


@pytest.mark.parametrize("registered", ["340000000056535", "420299000222300"])
def test_any_other_registration_number_passes_as_a_code(registered: str):
    assert [False] == look(registered, codes_allowed=True)


def is_taxpayer(text: str) -> bool:
    values = [int(digit) for digit in text[6:14]]
    check = 11 - sum(v * w for v, w in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return str(check % 11) == text[14]


def test_an_id_number_never_passes_as_a_code():
    assert [True] == look("420299199001010019", codes_allowed=True)


@given(st.lists(st.sampled_from(["19900000001", "黄石", None, "420299199001010019", "91110000600037341L"]), max_size=6))
@settings(max_examples=30)
def test_a_column_is_looked_at_as_its_cells_are(texts):
    series = pd.Series(texts, dtype="str", index=range(3, 3 + len(texts)))

    found = suspicious(series, codes_allowed=False)

    expected = [isinstance(text, str) and is_suspicious(text) for text in texts]
    assert (expected, list(series.index)) == (found.tolist(), list(found.index))


DATED, ITS_DAY = "42020020260615000902", "2026-06-15"


def test_codes_are_no_excuse_unless_it_is_said():
    assert [True] == suspicious(pd.Series(["420299900101018"], dtype="str")).tolist()
    assert [False] == suspicious(pd.Series(["420299900101018"], dtype="str"), codes_allowed=True).tolist()


def test_a_record_number_may_look_like_an_id_number_by_the_day_of_its_own_row_alone():
    cells = pd.Series([DATED, DATED, DATED, "19900000001", "黄石"], dtype="str", index=[7, 3, 5, 1, 2])
    days = pd.Series([ITS_DAY, "2020-01-01", None, ITS_DAY, ITS_DAY], dtype="str", index=cells.index)

    found = suspicious(cells, days=days)

    assert {7: False, 3: True, 5: True, 1: True, 2: False} == found.to_dict()
    assert [True, True, True, True, False] == suspicious(cells).tolist()


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        (DATED, ITS_DAY, True),
        (DATED, "", False),
        (citizen(date(2026, 6, 15), 1), ITS_DAY, False),  # eighteen digits are an ID number, of a newborn
        ("6222020000000000000", ITS_DAY, False),  # a card
        ("1" + citizen(date(1990, 1, 1), 1), ITS_DAY, False),  # somebody's in the last eighteen
        (citizen(date(1990, 1, 1), 1) + "1", ITS_DAY, False),  # in the first
        (citizen(date(2025, 6, 14), 1) + "1", ITS_DAY, True),  # 366 days before
        (citizen(date(2025, 6, 13), 2) + "1", ITS_DAY, False),  # 367
        (citizen(date(2027, 6, 16), 4) + "1", ITS_DAY, True),  # 366 days after
        ("x" * 20, ITS_DAY, False),
    ],
)
def test_whose_number_it_would_be_was_born_within_a_year_of_the_records_day(number, day, expected):
    assert expected == numbers_its_day(number, day)


def test_what_is_decoded_is_looked_at_too_and_both_ways_count():
    assert is_suspicious("&#49;9900000001")
    assert is_suspicious("19900000001&amp;")
    assert not is_suspicious("甲&amp;乙")


# Mutants that no test can notice:
# + marked = matched(pa.array(series, type=None), SCREENS)
# + marked = matched(pa.array(series, ), SCREENS)
# + marked[marked] = np.array([not numbers_its_day(cell, day) for cell, day in pairs], dtype=None)
# + marked[marked] = np.array([not numbers_its_day(cell, day) for cell, day in pairs], )
# + marked[marked] = np.array([is_suspicious(cell) for cell in series[marked]], dtype=None)
# + marked[marked] = np.array([is_suspicious(cell) for cell in series[marked]], )
# + return pd.Series(marked, index=series.index, dtype=None)
# + return pd.Series(marked, index=series.index, )
#   pandas, numpy and Arrow make the same type of these values by themselves, or one that is compared alike.
# + windows = (number[start : start + 18] for start in range(len(number) + 17))
#   A window of fewer than eighteen signs is no ID number.


def test_a_long_number_behind_the_word_for_a_persons_paper_is_one_whatever_its_check():
    """In a column that is shown as delivered nothing is taken out: the row stays in."""
    texts = [
        "身份证号：420299199001010018",
        "身份证42029919900101001",
        "食品经营许可证件编号420299199001010018",
        "身份证法第12条",
        "驾驶证已注销",
    ]

    assert [True, True, False, False, False] == suspicious(pd.Series(texts, dtype="str")).tolist()


@pytest.mark.parametrize(
    ("cell", "is_withheld"),
    [
        ("黄石市青禾建材有限公司（护照号EJ9900792）", True),
        ("护照ＥＪ９９００７９２", True),
        ("持E99007921号护照", True),
        ("往来港澳通行证号码：C99007921", True),
        ("C99007921的往来台湾通行证", True),
        ("车辆通行证号：A99007921", False),
        ("EJ9900792", False),
        ("护照管理办法第12条", False),
        ("护照EJ99007", False),
    ],
)
def test_a_passport_that_is_called_one_withholds_its_row_in_every_column(cell: str, *, is_withheld: bool):
    assert [is_withheld] == suspicious(pd.Series([cell])).tolist()
