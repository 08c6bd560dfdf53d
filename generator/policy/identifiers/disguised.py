"""Personal numbers in running text, however they are written (faults P02–P10).

A text is first read as a machine of ill will would read it: every kind of digit is a digit, what has no width is
nothing. The numbers are looked for in that reading, and named by their place in the text itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from generator.policy.identifiers import bank_card, id_number, parted, phone, plate, uscc
from generator.policy.identifiers.parted import parted_ids
from generator.policy.identifiers.signs import ALIKE, ANY_NUMERAL, NOTHING, STROKE, origins, read, read_alike

ID_NUMBER, PHONE, CARD, PLATE, EMAIL = "id-number", "phone", "bank-card", "plate", "email"
Spans = Iterator[tuple[int, int]]

_NUMERAL_RUN = re.compile(f"[{ANY_NUMERAL}0-9](?:[^{ANY_NUMERAL}0-9\u4e00-\u9fff]{{0,4}}[{ANY_NUMERAL}0-9]){{6,}}")
_IS_NUMERAL = re.compile(f"[{ANY_NUMERAL}]")
_ONE_AS_DASH = re.compile("(?<=[0-9])一(?=[0-9])")
_ESCAPE = re.compile(r"&#?\w{1,8};?|%[0-9A-Fa-f]{2}|\\u(?:[0-9A-Fa-f]{4}|\{[0-9A-Fa-f]{1,5}\})|<[^<>]{0,80}>")
_POINT = re.compile(r"\\u(?:([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]{1,5})\})")
_DEEPEST = 8
"""So many times a text is decoded: programs that pass it on escape it each anew."""

# Between two digits of one ID number up to four signs may stand, whichever: the check decides. \0 is what was found.
_RUN = re.compile("[0-9](?:(?:[^\\w\\0]|_){0,4}[0-9X])+")
_CODE = re.compile(f"(?<![0-9A-Z])[{uscc.ALPHABET}]{{18}}(?![0-9A-Z])")
_OLD_ID = re.compile("(?<![0-9A-Z])[0-9]{15}(?![0-9A-Z])")
_OLD_ID_SPACED = re.compile(r"(?<![0-9A-Z])(?<![0-9A-Z][\s\-])[0-9](?:[\s\-]?[0-9]){14}(?![\s\-]?[0-9A-Z])")
_MOBILE = re.compile(f"(?<![0-9])(?:\\+?(?:00)?86[\\s\\-]?|0)?{phone.MOBILE}(?![0-9])")
_MOBILE_SPACED = re.compile(
    r"(?<![0-9])(?<![0-9][\s\-._·])1[\s\-._·]{0,2}[3-9](?:[\s\-._·]{0,2}[0-9]){9}(?![\s\-._·]{0,2}[0-9])"
)
_TOGETHER = re.compile(f"(?<![0-9]){phone.FORM}{{2,3}}(?![0-9])")
# Area code and number apart; one that would begin as a year does is the tail of a document number.
_LANDLINE = re.compile(
    r"(?<![0-9A-Z\-])(?:\(0(?:10|2[0-9]|[3-9][0-9]{2})\)[\s\-]{0,2}|0(?:10|2[0-9]|[3-9][0-9]{2})[\s\-]{1,2})"
    r"(?!20)[2-8][0-9]{2,3}[\s\-]?[0-9]{4}(?![0-9])"
)
# Document numbers of 16 digits begin with the division, and 42 is Hubei: Luhn alone would take every tenth for a card.
_CARD = re.compile("(?<![0-9A-Z])[0-9]{16,19}(?![0-9A-Z])")
_CARD_SPACED = re.compile(r"(?<![0-9A-Z])(?<![0-9][\s\-])[0-9](?:[\s\-]{0,2}[0-9]){15,18}(?![\s\-]{0,2}[0-9A-Z])")
_PLATE = re.compile(
    f"[{plate.PROVINCES}][\\s\\-]?[A-HJ-NP-Z][\\s·•.\\-]?"
    "(?:[0-9A-HJ-NP-Z]{4,5}[挂学警港澳]|[0-9A-HJ-NP-Z]{5,6}(?![0-9A-Z\\-]))"
)
_EMAIL = re.compile(r"[A-Z0-9._%+\-]+\s?@\s?[A-Z0-9\-]+(?:\.[A-Z0-9\-]+)+")

DIGIT = f"[\\p{{Nd}}\\p{{No}}{ANY_NUMERAL}{ALIKE}]"
SCREENS = (
    parted.SCREEN,
    f"(?:{DIGIT}(?:[^\\p{{L}}\\p{{N}}]|[{NOTHING}{STROKE}])*){{10}}{DIGIT}",
    f"[{plate.PROVINCES}][^\\p{{Han}}\\p{{Nd}}]{{1,6}}[\\p{{N}}\\p{{L}}]",
    "[@\uff20\ufe6b]",
    r"&#?[0-9A-Za-z]{2,8}|%[0-9A-Fa-f]{2}|\\u(?:[0-9A-Fa-f]{4}|\{[0-9A-Fa-f]{1,5}\})|<[^<>]{0,80}>",
)
"""RE2: a text that none matches holds nothing that `hits` would find. Joined into one they are fifty times slower."""


@dataclass(frozen=True)
class Hit:
    """A number of a person at `text[start:end]`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Finder:
    """A way to find numbers of one kind in a reading."""

    kind: str
    find: Callable[[str], Spans]
    least: int = 0
    """The fewest digits that such a number has in a row, whatever stands between them."""


def hits(text: str, finders: Sequence[Finder] | None = None) -> list[Hit]:
    """Find the personal numbers of a text, in order of place; none touches another.

    >>> hits("身份证420299 19900101 0019，电话①⑨⑨00000001")
    [Hit(start=3, end=23, kind='id-number'), Hit(start=26, end=37, kind='phone')]
    """
    found: list[Hit] = []
    plain = read(text, numerals=False)
    # One numeral among digits is enough, and the digits may be of any kind: the run is looked for in the reading.
    is_mixed = any(_IS_NUMERAL.search(run) for run in _NUMERAL_RUN.findall(plain))
    readings = [(False, _without_codes(_ONE_AS_DASH.sub("-", plain)))]
    readings += [(True, _without_codes(read(text, numerals=True)))] if is_mixed else []
    alike = [(numerals, other) for numerals, seen in readings if (other := read_alike(seen)) != seen]
    for numerals, seen in [*readings, *alike]:
        longest = max((sum(map(str.isdigit, run[0])) for run in _RUN.finditer(seen)), default=0)
        spans: list[tuple[str, int, int]] = []
        for finder in finders or FINDERS:
            for start, end in list(finder.find(seen)) if longest >= finder.least else ():
                spans.append((finder.kind, start, end))
                seen = seen[:start] + "\0" * (end - start) + seen[end:]
        at = origins(text, numerals=numerals) if spans else []
        found += [Hit(at[start], at[end - 1] + 1, kind) for kind, start, end in spans]
    return _apart(found)


def matched(texts: pa.LargeStringArray | pa.ChunkedArray, screens: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Mark the texts that any screen matches; missing ones are not. Each distinct text is looked at once."""
    coded = (texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts).dictionary_encode()
    found = np.zeros(len(coded.dictionary) + 1, dtype=bool)  # the last: missing
    for screen in screens:
        found[:-1] |= pc.match_substring_regex(coded.dictionary, f"(?s){screen}").to_numpy(zero_copy_only=False)
    return np.asarray(found[coded.indices.fill_null(-1).to_numpy()])


def decoded(text: str) -> str:
    r"""Undo entities, percent and \u escapes, and tags: what a browser or a careless program would show.

    >>> decoded("&#52;2<wbr>0"), decoded("%34\\u0032"), decoded("&amp;amp;#52;%2532")
    ('420', '42', '42')
    """
    for _ in range(_DEEPEST):
        if not _ESCAPE.search(text):
            break
        before, text = text, _POINT.sub(lambda found: chr(int(found[1] or found[2], 16)), unquote(html.unescape(text)))
        text = re.sub(r"<[^<>]{0,80}>", "", text)
        if text == before:
            break
    return text


def _without_codes(seen: str) -> str:
    """Blank out unified codes: organisations may be named by them."""

    def blank(found: re.Match[str]) -> str:
        is_code = not id_number.is_valid18(found[0]) and uscc.is_valid(found[0])
        return "\0" * 18 if is_code else found[0]

    return _CODE.sub(blank, seen)


def _apart(found: list[Hit]) -> list[Hit]:
    """Order hits, and join those that overlap under the kind of the first."""
    apart: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if apart and hit.start < apart[-1].end:
            last = apart.pop()
            hit = Hit(last.start, max(last.end, hit.end), last.kind)
        apart.append(hit)
    return apart


def _ids(seen: str) -> Spans:
    for run in _RUN.finditer(seen):
        places = [place for place in range(*run.span()) if seen[place] in "0123456789X"]
        digits = "".join(seen[place] for place in places)
        start = 0
        while start <= len(digits) - 18:
            if id_number.is_valid18(digits[start : start + 18]):
                yield places[start], places[start + 17] + 1
                start += 17
            start += 1


def _old_ids(seen: str) -> Spans:
    yield from matching((_OLD_ID, _OLD_ID_SPACED), id_number.is_valid15, seen)


def _cards(seen: str) -> Spans:
    yield from matching((_CARD, _CARD_SPACED), bank_card.is_unionpay, seen)


def _mobiles(seen: str) -> Spans:
    yield from matching((_TOGETHER, _MOBILE, _MOBILE_SPACED), lambda _digits: True, seen)


def _landlines(seen: str) -> Spans:
    yield from (found.span() for found in _LANDLINE.finditer(seen))


def _plates(seen: str) -> Spans:
    for found in _PLATE.finditer(seen):
        if sum(map(str.isdigit, found[0])) >= 3:
            yield found.span()


def _emails(seen: str) -> Spans:
    yield from (found.span() for found in _EMAIL.finditer(seen))


def matching(patterns: Sequence[re.Pattern[str]], test: Callable[[str], bool], seen: str) -> Spans:
    """Yield the matches whose digits pass a test; a later pattern does not look into an earlier match."""
    for pattern in patterns:
        for found in list(pattern.finditer(seen)):
            if test("".join(filter(str.isdigit, found[0]))):
                yield found.span()
                seen = seen[: found.start()] + "\0" * len(found[0]) + seen[found.end() :]


FINDERS: tuple[Finder, ...] = (
    Finder(ID_NUMBER, _ids, least=17),
    Finder(ID_NUMBER, parted_ids),
    Finder(ID_NUMBER, _old_ids, least=15),
    Finder(CARD, _cards, least=16),
    Finder(PHONE, _mobiles, least=11),
    Finder(PHONE, _landlines, least=10),
    Finder(PLATE, _plates),
    Finder(EMAIL, _emails),
)
"""In this order: what one has found, the next does not see."""
