"""Numbers that only a word beside them, or their shape in a sentence, gives away: for free text alone.

In free text a number too many is taken out without harm, so these finders are wider than those of disguised.py: a
mistyped ID number, a half-hidden one, a landline, an account, a chat name, a door.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.policy.identifiers import bank_card, id_number
from generator.policy.identifiers.disguised import (
    CARD,
    FINDERS,
    ID_NUMBER,
    PHONE,
    SCREENS,
    Finder,
    Spans,
    matching,
)
from generator.policy.identifiers.signs import NUMERALS

ACCOUNT, DOOR = "account", "door"

_SAYS = r"[\s:(\"“为是]{0,4}"
_ID_WORDS = "(?<!许可)证件(?:号码?|编号)|(?:身份|驾驶|居住|居留|军官|通行)证件?(?:号码?|编号)?|身份号码|护照(?:号码?)?"
_PHONE_WORDS = "(?:电话|手机|联系方式|传真|热线|TEL|MOBILE)(?:号码?)?"
_ACCOUNT_WORDS = "(?:账号|帐号|账户|帐户|卡号|开户行?|银行卡)(?:号码?)?"
_CHAT_WORDS = "(?:微信|扣扣|QQ|VX|WX|抖音|支付宝)(?:号码?|账号|帐号|ID)?"

_LABELLED_ID = re.compile(f"(?:{_ID_WORDS}){_SAYS}([A-Z0-9][A-Z0-9\\-\\s*]{{4,}}[A-Z0-9*])")
_LABELLED_PHONE = re.compile(f"{_PHONE_WORDS}{_SAYS}(\\+?[0-9](?:[\\s\\-]?[0-9]){{6,}})")
_LABELLED_ACCOUNT = re.compile(f"{_ACCOUNT_WORDS}{_SAYS}([0-9](?:[\\s\\-]?[0-9*]){{6,}})")
_LABELLED_CHAT = re.compile(f"{_CHAT_WORDS}{_SAYS}([A-Z0-9][A-Z0-9_\\-]{{4,19}})")
# Without its last sign, or with another, an ID number is still that person's: the check can be worked out.
_MISTYPED_ID = re.compile(r"(?<![0-9A-Z])[0-9]{6}(?:[\s\-]?)[0-9]{8}(?:[\s\-]?)[0-9]{3}[0-9X*]?(?![0-9A-Z])")
_PAPER_BEFORE = re.compile('(?<![0-9A-Z])([A-Z]{1,2}[0-9]{7,9})号?["”的]{0,2}(?:护照|通行证|回乡证)')
# Papers that only a person has; a vehicle may have a 通行证 too.
_PASSPORTS = "(?:护照|回乡证|台胞证|(?:往来|来往)?(?:港澳|台湾|内地|大陆)[^,;。]{0,6}通行证)"
_PASSPORT = re.compile(f"{_PASSPORTS}(?:号码?|编号)?{_SAYS}([A-Z]{{1,2}}[0-9]{{7,9}})(?![0-9A-Z])")
_PASSPORT_BEFORE = re.compile(f'(?<![0-9A-Z])([A-Z]{{1,2}}[0-9]{{7,9}})号?["”的]{{0,2}}{_PASSPORTS}')
_HIDDEN_PHONE = re.compile("(?<![0-9])1[3-9][0-9][*•●X]{4,}[0-9]{0,4}(?![0-9])")
_HIDDEN_ID = re.compile("(?<![0-9A-Z])[0-9]{3,14}[*•●X]{4,}[0-9]{0,4}X?(?![0-9A-Z])")
_LANDLINE = re.compile(
    r"(?<![0-9\-])\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?[\s\-]{0,2}[2-9][0-9]{2,3}[\s\-]?[0-9]{4}(?:-[0-9]{1,5})?(?![0-9])"
)
_ANY_CARD = re.compile("(?<![0-9A-Z])[0-9]{16,19}(?![0-9A-Z])")

_STREETS = "路街道巷弄里村组湾坊庄区园苑城"
_COUNT = f"[0-9A-Z{NUMERALS}十百]"
_UNIT = "号楼|号|栋|幢|座|单元|楼|层|室|房|户|铺|门面"
_DOOR = re.compile(
    f"(?<=[{_STREETS}])(?:[东南西北中]段?)?附?{_COUNT}{{1,5}}(?:[\\-之]{_COUNT}{{1,4}})?号(?![线文令])楼?"
    f"(?:[\\s,、\\-]?附?{_COUNT}{{1,5}}(?:{_UNIT})){{0,6}}"
)
_FLAT = re.compile(
    f"(?:{_COUNT}{{1,4}}(?:号楼|栋|幢|座)[\\s,\\-]?(?:{_COUNT}{{1,3}}(?:单元|楼|层)[\\s,\\-]?)?"
    f"{_COUNT}{{1,5}}[室房户号]|{_COUNT}{{1,3}}单元[\\s,\\-]?{_COUNT}{{1,5}}[室房户号]?|{_COUNT}{{1,3}}[楼层]{_COUNT}{{2,5}}[室房户])"
)

FREE_TEXT_SCREENS = (
    *SCREENS,
    "(?:\\p{N}[^\\p{L}\\p{N}]*){9}\\p{N}",
    "\\p{N}{3}[*•●xX×\uff0a\u0445\u0425✕✖]",
    "(?:身份|证|护照|电话|手机|联系方式|传真|热线|[账帐]号|[账帐]户|卡号|开户|银行卡|微信|扣扣|抖音|支付宝).{0,10}[\\p{N}\\p{Latin}]",
    '[0-9\uff10-\uff19]{7}号?["”的]{0,2}(?:护照|通行证|回乡证)',
    "(?i)(?:TEL|MOBILE|QQ|VX|WX|\uff31\uff31).{0,10}[\\p{N}\\p{Latin}]",
    f"[{_STREETS}][东南西北中]?段?附?[\\p{{N}}\\p{{Latin}}{NUMERALS}十百之\\-]{{1,12}}号",
    f"[\\p{{N}}\\p{{Latin}}{NUMERALS}十百](?:号楼|栋|幢|座|单元|[楼层][\\p{{N}}\\p{{Latin}}])",
)
"""RE2: a text that none matches holds nothing that the finders here would find."""


def _said(pattern: re.Pattern[str]) -> Callable[[str], Spans]:
    """Make a finder of what stands behind a word."""

    def find(seen: str) -> Spans:
        yield from (found.span(1) for found in pattern.finditer(seen))

    return find


def _shaped(*patterns: re.Pattern[str], test: Callable[[str], bool] = bool) -> Callable[[str], Spans]:
    """Make a finder of shapes whose digits pass a test."""
    return lambda seen: matching(patterns, test, seen)


def _mistyped_ids(seen: str) -> Spans:
    for found in _MISTYPED_ID.finditer(seen):
        digits = re.sub("[^0-9]", "", found[0])[:17]
        if id_number.birth_date(digits + "0") is not None:
            yield found.span()


ANY_TEXT_FINDERS: tuple[Finder, ...] = (
    *FINDERS,
    Finder(ID_NUMBER, _said(_LABELLED_ID), least=11),
    Finder(ID_NUMBER, _said(_PASSPORT)),
    Finder(ID_NUMBER, _said(_PASSPORT_BEFORE)),
)
"""For columns shown as delivered too: a long number behind such a word is a person's, its check right or wrong."""
ANY_TEXT_SCREENS = (
    *SCREENS,
    "(?:护照|回乡证|台胞证|通行证).{0,10}[\\p{N}\\p{Latin}]",
    "[0-9\uff10-\uff19]{7}.{0,4}(?:护照|回乡证|台胞证|通行证|港澳|台湾|内地|大陆)",
)
"""RE2: a text that none matches holds nothing that ANY_TEXT_FINDERS would find."""

FREE_TEXT_FINDERS: tuple[Finder, ...] = (
    *FINDERS,
    Finder(ID_NUMBER, _said(_LABELLED_ID)),
    Finder(ID_NUMBER, _said(_PAPER_BEFORE)),
    Finder(ID_NUMBER, _mistyped_ids, least=17),
    Finder(PHONE, _shaped(_HIDDEN_PHONE)),
    Finder(ID_NUMBER, _shaped(_HIDDEN_ID)),
    Finder(CARD, _shaped(_ANY_CARD, test=bank_card.is_valid), least=16),
    Finder(ACCOUNT, _said(_LABELLED_ACCOUNT)),
    Finder(PHONE, _said(_LABELLED_PHONE), least=7),
    Finder(PHONE, _shaped(_LANDLINE), least=10),
    Finder(ACCOUNT, _said(_LABELLED_CHAT)),
    Finder(DOOR, _shaped(_DOOR, _FLAT, test=lambda _digits: True)),
)
