"""Personal numbers however they are written: spaced, wide, in 汉字, as entities, across tags (faults P02–P05).

One RE2 runs over the raw bytes, upper-cased so that it needs no second case; what it matches is reduced to plain
digits. Block tags end a run: digits joined across table cells gave only false alarms.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

import re2

_PLAIN_NUMERALS = dict(zip("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖", "00123456789123456789", strict=True))
# Circles, what is said for digits on the telephone, older forms; radicals and ringed ones stand for the plain ones.
_SPOKEN = dict(zip("○◯洞幺两兩弌弍弎貳參叄陸拐勾〡〢〣〤〥〦〧〨〩", "000122123233679123456789", strict=True))
_OTHER_FORMS = "⼀⼆⼋㆒㆓㆔㆕㊀㊁㊂㊃㊄㊅㊆㊇㊈\uf96b\uf978\uf9b2\uf9d1\uf9d3"
_NUMERALS = {
    **_PLAIN_NUMERALS,
    **_SPOKEN,
    **dict(zip("㈠㈡㈢㈣㈤㈥㈦㈧㈨", "123456789", strict=True)),
    **{one: (_PLAIN_NUMERALS | _SPOKEN)[unicodedata.normalize("NFKC", one)] for one in _OTHER_FORMS},
}
_X = "X×✕✖\uff38\uff58\u0425\u0445"  # the letter, signs of multiplication, full width, the Cyrillic letter
_DIGIT = (
    rf"(?:[\p{{Nd}}\p{{No}}{''.join(_NUMERALS)}]"
    r"|&(?:AMP;)*#0*(?:4[89]|5[0-7]|6529[6-9]|6530[0-5]);?|&(?:AMP;)*#X0*(?:3[0-9]|FF1[0-9]);?"
    r"|%(?:25)*3[0-9]|%EF%BC%9[0-9]|\\U(?:003[0-9]|FF1[0-9]|\{3[0-9]\})|\\X3[0-9])"
)
_INLINE = "WBR|SPAN|B|I|EM|STRONG|U|A|FONT|MARK|CODE|SUP|SUB|SMALL"
_TAG = rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>|<!--[^<>]*-->"
_SIGN = (
    r"(?:&(?:NBSP|SHY|ZWSP|ZWN?J|EN[SD]P|EMSP|THINSP|HYPHEN|DASH|[MN]DASH|MIDDOT|PERIOD|COMMA|LOWBAR|SOL|COLON|QUOT|APOS"
    r"|LPAR|RPAR|TAB|NEWLINE);|&#0*(?:9|1[03]|3[2-9]|4[0-7]|5[89]|6[0-4]|9[1-6]|12[3-6]|1(?:60|73|83)|82[0-9]{2}"
    r"|12288|65279);?|&#X0*(?:[9AD]|2[0-9A-F]|3[A-F]|40|5[B-F]|60|7[B-E]|A0|AD|B7|20[0-6][0-9A-F]|3000|FEFF);?)"
)
# Letters to Unicode, and to the eye a blank, a dot or a dash.
_NOTHING = "\u115f\u1160\u2800\u3164\uffa0"
_STROKE = "\u30fc\u318d\u4e28\u4e36"
_SEPARATOR = rf"(?:[\s\p{{Z}}\p{{Cf}}\p{{M}}\p{{P}}|~+={_NOTHING}{_STROKE}]|{_TAG}|{_SIGN}|\\[NRT])"
_CHECK = (
    rf"(?:[{_X}]|&(?:AMP;)*#0*(?:88|120|215);?|&(?:AMP;)*#X0*(?:58|78|D7);?|%(?:25)*[57]8"
    r"|\\U(?:00)?(?:58|78|D7|\{(?:58|78|D7)\})|&TIMES;)"
)

_OPTIONS = re2.Options()
_OPTIONS.max_mem = 64 << 20
_RUN = re2.compile(f"{_DIGIT}(?:{_SEPARATOR}*{_DIGIT}){{10,}}(?:{_SEPARATOR}*{_CHECK})?", _OPTIONS)

_RUNS_ON = re.compile(rf"/?(?:{_INLINE})(?![A-Z0-9])|!".encode(), re.IGNORECASE)
_NO_WIDTH = re.compile(rf"{_TAG}|&(?:SHY|ZWSP);")
_BLANK = re.compile(r"&(?:NBSP|EN[SD]P|EMSP|THINSP);|\\[RT]")
_MAY_ESCAPE = re.compile(r"[&<%\\]")
_ONE = "一".encode()
_ONE_AS_DASH = re.compile(b"(?<=[0-9])" + _ONE + b"(?=[0-9])")
_ESCAPED = re.compile(r"\\(?:U([0-9A-F]{4})|X([0-9A-F]{2})|U\{([0-9A-F]{1,5})\})")
# What ends a cell or a sentence. Across it only a number that proves itself by its check digit is believed.
_CELL_ENDS = frozenset(",;:|\"'/\n，、；：。")


@dataclass(frozen=True)
class Run:
    """Digits that belong together, reduced: blanks between groups, a comma where a cell or sentence may end."""

    start: int
    text: str
    is_glued_left: bool
    is_glued_right: bool
    left: str = ""
    """What sticks to the first digit: the letters and digits of the word that the run only goes on."""


def runs(data: bytes) -> Iterator[Run]:
    """Yield every run of eleven or more digits in upper-cased bytes, twice where 一 may be a digit or a dash."""
    for match in _RUN.finditer(data):
        start, end = match.span()
        left = _word_before(data, start)
        glued = _only_goes_on(left), data[end : end + 1].isalnum(), left.decode()
        yield Run(start, reduce(data[start:end]), *glued)
        if _ONE in data[start:end] and (dashed := _ONE_AS_DASH.sub(b"-", data[start:end])) != data[start:end]:
            yield Run(start, reduce(dashed), *glued)


def runs_on(tag: bytes) -> bool:
    """Tell whether a number may reach across a tag, given from behind its bracket on: in doubt it may.

    >>> runs_on(b"span>"), runs_on(b"/B>"), runs_on(b"div>"), runs_on(b"body>")
    (True, True, False, False)
    """
    return _RUNS_ON.match(tag) is not None


def reduce(run: bytes) -> str:
    r"""Reduce a disguised run to digits, blanks and commas.

    >>> reduce("④2<WBR>0 一&#50;,%33\\U0034".encode())
    '420 12,34'
    """
    text = run.decode("utf-8", "ignore")
    if text.isascii() and not _MAY_ESCAPE.search(text):
        return text.translate(_ASCII)
    text = _BLANK.sub(" ", _NO_WIDTH.sub("", text)).replace("\\N", "\n").replace("&TIMES;", "X")
    before = ""
    while text != before:  # what was escaped twice
        before, text = text, unquote(html.unescape(text))
    text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2] or found[3], 16)), text)
    return "".join(map(_plain, text))


def _word_before(data: bytes, start: int) -> bytes:
    """Return the letters and digits that stick to the run: mostly none."""
    if not data[max(0, start - 1) : start].isalnum():
        return b""
    return re.split(rb"[^0-9A-Z]", data[max(0, start - 24) : start])[-1]


def _only_goes_on(word: bytes) -> bool:
    """Tell whether a run only continues the word before it; a short word, as in wx199…, is a label and no name."""
    return bool(word) and (not word.isalpha() or len(word) > 8 or not word.strip(b"ABCDEF"))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character in _X:
        return "X"
    if character in _NUMERALS:
        return _NUMERALS[character]
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if character in _CELL_ENDS or unicodedata.numeric(character, None) is not None:
        return ","
    return "" if character in _NOTHING or unicodedata.category(character) in ("Cf", "Mn", "Me") else " "


_ASCII = {code: _plain(chr(code)) for code in range(128)}
