"""Arithmetic of personal and organisation numbers, the gate's own: it trusts no check of the program it judges.

Source: GB 11643-1999《公民身份号码》, GB 11714-1997《全国组织机构代码编制规则》,
GB 32100-2015《法人和其他组织统一社会信用代码编码规则》, GS 15-2006《工商行政管理市场主体注册号编制规则》,
GB/T 15694.1-2017《识别卡 发卡者标识》, 《电信网编号计划（2017年版）》.
"""

from __future__ import annotations

import re
from datetime import date

_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_UNIONPAY = "62"
_LANDLINE_FORM = (
    "0(?:10|2[0-9])(?!20)[2-8][0-9]{7}|0[3-9][0-9]{2}(?!20)[2-8][0-9]{6}"
    "|0(?:3[17][1-9]|4[135]1|5[1379][0-9]|55[1-9]|73[1-9]|75[57]|760|769|898)(?!20)[2-8][0-9]{7}"
)
_LANDLINE = re.compile(_LANDLINE_FORM)
_PHONES = re.compile(f"(?:1[3-9][0-9]{{9}}|{_LANDLINE_FORM}){{2,3}}")


def is_id_number(text: str, latest: date) -> bool:
    """Check length, province (a leading 9 is a foreigner's permit), birth date up to `latest`, and MOD 11-2.

    >>> is_id_number("420299199001010019", date(2026, 1, 1)), is_id_number("420299199001010018", date(2026, 1, 1))
    (True, False)
    """
    if len(text) != 18 or not text[:17].isdigit() or not (text[:2] in _PROVINCES or text[0] == "9"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == text[17] and _is_birth(text[6:14], latest)


def is_old_id_number(text: str, latest: date) -> bool:
    """Check province and birth date of a 15-digit number: it has no check digit, and nobody born before 1910 is alive.

    >>> is_old_id_number("420299900101001", date(2026, 1, 1)), is_old_id_number("420299901301001", date(2026, 1, 1))
    (True, False)
    """
    if len(text) != 15 or not text.isdigit() or text[:2] not in _PROVINCES:
        return False
    return text[6] != "0" and _is_birth("19" + text[6:12], latest)


def is_mobile(text: str) -> bool:
    """Tell a mobile number: eleven digits from 13 to 19.

    >>> is_mobile("19900000001"), is_mobile("12000000001")
    (True, False)
    """
    return len(text) == 11 and text.isdigit() and text[0] == "1" and text[1] in "3456789"


def is_landline(text: str) -> bool:
    """Tell area code and local number: eight digits where the area has so many, never beginning as a year does.

    >>> is_landline("07146350000"), is_landline("071420260001"), is_landline("01063500000")
    (True, False, True)
    """
    return bool(_LANDLINE.fullmatch(text))


def are_phones(text: str) -> bool:
    """Tell two or three telephone numbers with nothing between them.

    >>> are_phones("1990000000119900000002"), are_phones("19900000001")
    (True, False)
    """
    return bool(_PHONES.fullmatch(text))


def is_card(text: str) -> bool:
    """Check a China UnionPay card number by Luhn; other heads are left out, every tenth document number would pass.

    >>> is_card("6222020000000000000"), is_card("6222020000000000001")
    (True, False)
    """
    if not (16 <= len(text) <= 19 and text.isdigit() and text.startswith(_UNIONPAY)):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(text))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def is_organisation(text: str) -> bool:
    """Check a unified code, an organisation code, or a legacy tax number: six digits of division and the latter.

    >>> is_organisation("110000600037341"), is_organisation("91110000600037341L"), is_organisation("110000600037342")
    (True, True, False)
    """
    if len(text) == 9:
        return _is_organisation_code(text)
    if len(text) == 15:
        return text[:6].isdigit() and _is_organisation_code(text[6:])
    return len(text) == 18 and _is_unified_code(text)


def is_registration(text: str) -> bool:
    """Check a business' registration number of 15 digits (MOD 11,10); the older ones of 13 carry no check.

    >>> is_registration("340000000056535"), is_registration("340000000056536")
    (True, False)
    """
    if len(text) != 15 or not (text.isascii() and text.isdigit()):
        return False
    product = 10
    for digit in text[:14]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(text[14])


def numbers_its_day(number: str, day: str, latest: date) -> bool:
    """Tell whether the ID numbers that a record number seems to hold are all born within a year of its record's day.

    Division, day and serial of a record pass the check once in eleven; nobody so young is decided about.

    >>> numbers_its_day("42020020260615000902", "2026-06-15", date(2026, 11, 24))
    True
    """
    try:
        own = date.fromisoformat(day)
    except ValueError:
        return False
    windows = [number[start : start + 18] for start in range(len(number) - 17)]
    born = [window[6:14] for window in windows if is_id_number(window, latest)]
    return all(abs(date.fromisoformat(one) - own).days <= 366 for one in born)


def _is_unified_code(text: str) -> bool:
    values = [_CODE_ALPHABET.find(character) for character in text]
    total = sum(value * weight for value, weight in zip(values, _CODE_WEIGHTS, strict=False))
    return min(values) >= 0 and values[17] == -total % 31 and text[2:8].isdigit() and _is_organisation_code(text[8:17])


def _is_organisation_code(text: str) -> bool:
    if not (text.isascii() and text.isalnum()):
        return False
    total = sum(int(character, 36) * weight for character, weight in zip(text, _ORGANISATION_WEIGHTS, strict=False))
    return "0123456789X"[-total % 11] == text[8]


def _is_birth(text: str, latest: date) -> bool:
    try:
        born = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return date(1850, 1, 1) <= born <= latest
