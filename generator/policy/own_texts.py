"""What operators write themselves: titles, bases, measures, documents, reasons, notices, pages, contacts (design §8).

A record is cleaned before it goes out; these texts go out as they are written, so a person in one of them stops the
build, and whoever wrote it takes him out.

Source: 《中华人民共和国个人信息保护法》第二十五条; 黄信用办〔2021〕3号 三(三).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from generator.policy.identifiers.disguised import EMAIL, PHONE, decoded, hits
from generator.policy.identifiers.signs import read
from generator.policy.naming import Naming
from generator.policy.unseen import squeezed, without_unseen

NUMBER, LABELLED_NAME, KNOWN_NAME = "number", "labelled-name", "known-name"
LONG_ENOUGH = 3
"""A known name of two characters is too often an ordinary word."""


@dataclass(frozen=True)
class OwnText:
    """One text and where it stands; `file` is relative to the city's folder, `line` as an editor counts."""

    file: str
    line: int
    text: str


def number_or_label(text: str, naming: Naming, phones: AbstractSet[str]) -> str | None:
    """Name what a text must not hold: a personal number other than `phones` (digits alone), or a labelled name.

    The address of an office's mailbox may be told.
    """
    for one in {text, decoded(text)}:
        for hit in hits(one):
            number = "".join(filter(str.isdigit, read(one[hit.start : hit.end], numerals=True)))
            if hit.kind != EMAIL and not (hit.kind == PHONE and number in phones):
                return NUMBER
    seen = without_unseen(text)
    return LABELLED_NAME if naming.mask_labelled(seen) != seen else None


def finder(people: Iterable[str]) -> Callable[[str], bool]:
    """Make a test of whether a text holds one of these names of three characters and more, blanks left out."""
    names = AhoCorasick([one for one in people if len(one) >= LONG_ENOUGH])
    return lambda text: bool(names.find_matches_as_indexes(squeezed(text)))
