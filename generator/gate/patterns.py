"""What a personal number looks like, however it is disguised. Written apart from policy/, on purpose.

One RE2 finds runs of digits in any script, with separators, inline tags and escapes between them; the run is reduced
to plain digits and tested. Block tags end a run: digits of two table cells are not one number.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

import re2

DIGIT = (
    r"(?:[\p{Nd}\x{2460}-\x{2468}\x{24EA}\x{2776}-\x{277E}〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
    r"|&#(?:x3[0-9]|x[fF][fF]1[0-9]|4[89]|5[0-7]|6529[6-9]|6530[0-5]);|%3[0-9]|\\u003[0-9]|\\u[fF][fF]1[0-9])"
)
SEPARATOR = (
    r"(?:[\s\p{Z}\p{Cf}\-_./,;:·•*|'\"，、：—–]"
    r"|</?(?:wbr|span|b|i|em|strong|u|a|font|mark|code|sup|sub|small)(?:\s[^<>]*)?/?>|<!--[^<>]*-->|&nbsp;|\\[nrt])"
)
CHECK_X = r"(?:[XxＸｘ×\x{0445}\x{0425}]|&#(?:x[57]8|88|120);|%[57]8|\\u00[57]8)"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PROVINCES = frozenset(
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
_NUMERALS = str.maketrans("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖", "00123456789123456789")
_EQUIVALENT = frozenset("XxＸｘ×\u0445\u0425")
_options = re2.Options()
_options.max_mem = 64 << 20
_ID_RUN = re2.compile(f"(?:{DIGIT}{SEPARATOR}*){{14,}}(?:{DIGIT}|{CHECK_X})", _options)
_MOBILE = re2.compile(r"(?:^|[^0-9A-Za-z.])(?:\+?86[ \-]?)?(1[3-9][0-9][ \-]?[0-9]{4}[ \-]?[0-9]{4})(?:[^0-9A-Za-z]|$)")
_CODE = re2.compile(r"[0-9A-Za-z]{8,128}")


def ids(text: str) -> Iterator[str]:
    """Yield every valid 18-character identity number of a text, in any known disguise."""
    for run in _ID_RUN.findall(text):
        digits = _canonical(run)
        for start in range(len(digits) - 17):
            if is_id(window := digits[start : start + 18]):
                yield window


def mobiles(text: str) -> Iterator[str]:
    """Yield every mobile number that stands by itself."""
    for found in _MOBILE.findall(text):
        yield re.sub("[^0-9]", "", found)


def runs(text: str) -> list[str]:
    """List the runs of letters and digits that could be an identifier or a hash of one."""
    found: list[str] = _CODE.findall(text)
    return found


def is_id(text: str) -> bool:
    """Tell whether 18 characters have the check, a real date and a province (a leading 9: a foreigner's permit)."""
    if not text[:17].isdigit() or not (text[:2] in PROVINCES or text[0] == "9"):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == text[17]


def is_unified_code(text: str) -> bool:
    """Tell whether 18 characters pass GB 32100."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    if len(text) != 18 or any(character not in alphabet for character in text):
        return False
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(alphabet.index(character) * weight for character, weight in zip(text, weights, strict=False))
    return alphabet[(31 - total % 31) % 31] == text[17] and is_organisation_code(text[8:17])


def is_organisation_code(text: str) -> bool:
    """Tell whether nine characters pass GB 11714."""
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    if len(text) != 9 or any(character not in alphabet for character in text):
        return False
    total = sum(alphabet.index(c) * w for c, w in zip(text, (3, 7, 9, 10, 5, 8, 4, 2), strict=False))
    return "0123456789X"[(11 - total % 11) % 11] == text[8]


def _canonical(run: str) -> str:
    run = html.unescape(run)
    run = re.sub(r"%([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), run)
    run = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), run)
    run = re.sub(r"<[^<>]*>", "", run).translate(_NUMERALS)
    digits = []
    for character in run:
        if character in _EQUIVALENT:
            digits.append("X")
        elif (digit := unicodedata.digit(character, None)) is not None:
            digits.append(str(digit))
    return "".join(digits)
