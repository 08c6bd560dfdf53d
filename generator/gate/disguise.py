"""Personal numbers however they are written: spaced, full-width, in 汉字, as entities, with tags between (faults P02–P05).

One RE2 runs over the raw bytes, upper-cased so that it needs no second case; what it matches is reduced to plain
digits, and arithmetic decides. Block tags end a run: digits joined across table cells gave only false alarms.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import unquote

import re2

from generator.gate.numbers import is_card, is_id_number, is_mobile, is_old_id_number

_NUMERALS = {ord(a): b for a, b in zip("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖", "00123456789123456789", strict=True)}
_X = "X×✕✖Ｘｘ\u0425\u0445"  # the letter, signs of multiplication, full width, the Cyrillic letter
_DIGIT = (
    r"(?:[\p{Nd}\p{No}〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
    r"|&#0*(?:4[89]|5[0-7]|6529[6-9]|6530[0-5]);?|&#X0*(?:3[0-9]|FF1[0-9]);?"
    r"|%3[0-9]|%EF%BC%9[0-9]|\\U003[0-9]|\\UFF1[0-9]|\\X3[0-9])"
)
_TAG = r"</?(?:WBR|SPAN|B|I|EM|STRONG|U|A|FONT|MARK|CODE|SUP|SUB|SMALL)(?:\s[^<>]*)?/?>|<!--[^<>]*-->"
_SEPARATOR = rf"(?:[\s\p{{Z}}\p{{Cf}}\p{{M}}\p{{P}}|~+=]|{_TAG}|&(?:NBSP|SHY|ZWSP|EN[SD]P|EMSP|THINSP);|\\[NRT])"
_CHECK = rf"(?:[{_X}]|&#0*(?:88|120|215);?|&#X0*(?:58|78|D7);?|%[57]8|\\U00(?:58|78|D7)|&TIMES;)"

_OPTIONS = re2.Options()
_OPTIONS.max_mem = 64 << 20
_RUN = re2.compile(f"{_DIGIT}(?:{_SEPARATOR}*{_DIGIT}){{10,}}(?:{_SEPARATOR}*{_CHECK})?", _OPTIONS)

_NO_WIDTH = re.compile(rf"{_TAG}|&(?:SHY|ZWSP);")
_BLANK = re.compile(r"&(?:NBSP|EN[SD]P|EMSP|THINSP);|\\[RT]")
_ESCAPED = re.compile(r"\\(?:U([0-9A-F]{4})|X([0-9A-F]{2}))")
# What ends a cell or a sentence. Across it only a number that proves itself by its check digit is believed.
_CELL_ENDS = frozenset(",;:|\"'/\n，、；：。")
_PHONE_GROUPS = frozenset([(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (1,) * 11])
_OLD_ID_GROUPS = frozenset([(6, 6, 3), (6, 2, 2, 2, 3), (1,) * 15])
_CARD_GROUPS = frozenset(
    [(4,) * 4, (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 13)] + [(1,) * 16, (1,) * 19]
)
_PREFIXES = ("0086", "086", "86", "0")


@dataclass(frozen=True)
class Run:
    """Digits that belong together, reduced: blanks between groups, a comma where a cell or sentence may end."""

    start: int
    text: str
    is_glued_left: bool
    is_glued_right: bool


def runs(data: bytes) -> Iterator[Run]:
    """Yield every run of eleven or more digits in upper-cased bytes."""
    for match in _RUN.finditer(data):
        start, end = match.span()
        yield Run(start, reduce(match.group()), _is_glued_left(data, start), data[end : end + 1].isalnum())


@lru_cache(maxsize=1 << 16)
def reduce(run: bytes) -> str:
    r"""Reduce a disguised run to digits, blanks and commas.

    >>> reduce("４２<WBR>0 一&#50;,%33\\U0034".encode())
    '420 12,34'
    """
    text = run.decode("utf-8", "ignore")
    if not text.isascii() or any(sign in text for sign in "&<%\\"):
        text = _BLANK.sub(" ", _NO_WIDTH.sub("", text)).replace("\\N", "\n").replace("&TIMES;", "X")
        text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), unquote(html.unescape(text)))
    return re.sub(" *,[ ,]*", ",", re.sub(" +", " ", "".join(map(_plain, text)))).strip(" ,")


@lru_cache(maxsize=1 << 16)
def personal_numbers(
    text: str, latest: date, *, is_glued_left: bool, is_glued_right: bool
) -> tuple[tuple[str, str], ...]:
    """List kind and plain value of the personal numbers in a reduced run; `latest` is the last possible birth date."""
    groups = re.findall("[0-9X]+", text)
    whole = [*(window for window, _ in joined(groups)), *(part for group in groups for part in _parts(group, 18))]
    found = {("id-number", value) for value in whole if is_id_number(value, latest)}
    pieces = text.split(",")
    for number, piece in enumerate(pieces):
        inner = piece.split(" ")
        # Digits that stick to a letter or to more digits are part of a longer name: a hash, a code.
        first = 1 if is_glued_left and number == 0 else 0
        last = -1 if is_glued_right and number == len(pieces) - 1 else len(inner)
        found |= set(_in_piece(inner[first:last], latest))
    return tuple(sorted(found))


@lru_cache(maxsize=1 << 16)
def windows(text: str, lengths: frozenset[int]) -> frozenset[str]:
    """Return what a reduced run may hold, of the lengths asked for: groups joined, and every part of a group."""
    groups = re.findall("[0-9X]+", text)
    found = {window for window, _ in joined(groups) if len(window) in lengths}
    return frozenset(found | {part for group in groups for length in lengths for part in _parts(group, length)})


def joined(groups: list[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield what neighbouring groups make together, up to nineteen digits, and the lengths of the groups."""
    for first in range(len(groups)):
        value, shape = "", ()
        for group in groups[first:]:
            value, shape = value + group, (*shape, len(group))
            if len(value) > 19:
                break
            yield value, shape


def _in_piece(groups: list[str], latest: date) -> Iterator[tuple[str, str]]:
    for value, shape in joined(groups):
        if is_old_id_number(value, latest) and (len(shape) == 1 or shape in _OLD_ID_GROUPS):
            yield "id-number-15", value
        if is_card(value) and (len(shape) == 1 or shape in _CARD_GROUPS):
            yield "bank-card", value
        mobile = _without_prefix(value) if len(shape) == 1 else value
        if is_mobile(mobile) and (len(shape) == 1 or shape in _PHONE_GROUPS):
            yield "phone", mobile


def _parts(group: str, length: int) -> Iterator[str]:
    return (group[start : start + length] for start in range(len(group) - length + 1))


def _without_prefix(value: str) -> str:
    return next((value[len(head) :] for head in _PREFIXES if value.startswith(head) and len(value) > 11), value)


def _is_glued_left(data: bytes, start: int) -> bool:
    """Tell whether the run only continues a name; a word of letters before it, as in wx199…, is a label and not a name."""
    before = re.search(rb"[0-9A-Z]*$", data[max(0, start - 24) : start])
    word = before[0] if before else b""
    return bool(word) and (not word.isalpha() or len(word) > 8 or not word.strip(b"ABCDEF"))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character in _X:
        return "X"
    if ord(character) in _NUMERALS:
        return _NUMERALS[ord(character)]
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if character in _CELL_ENDS or unicodedata.numeric(character, None) is not None:
        return ","
    return "" if unicodedata.category(character) in ("Cf", "Mn", "Me") else " "
