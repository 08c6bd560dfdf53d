"""How the basis of a verdict is cited to a reader: title, number and article of what stands in basis.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.city import City

NUMERALS = "〇一二三四五六七八九"
SEPARATOR = ";"


def cite(city: City, basis: str) -> list[str]:
    """Cite each text of a verdict's basis, which is ids of basis.yaml with an article each, joined by `;`.

    An article in figures is one of a law; another is told as it stands. What is not on file is told by itself.
    """
    return [_cite(city, one) for one in basis.split(SEPARATOR) if one]


def unchecked(city: City, told: str) -> list[str]:
    """Cite the texts that an answer names and nobody has held against the official ones yet, as basis.yaml orders them.

    A text is named by its number, and one without a number by its title.
    """
    return [
        one.citation for one in city.bases.values() if not one.verified and (one.number or f"《{one.title}》") in told
    ]


def unchecked_words(citations: Iterable[str]) -> Iterator[str]:
    """Say in a line which texts nobody has checked; nothing where there is none."""
    if named := "；".join(citations):
        yield f"还没有与官方文本核对过，以官方文本为准：{named}"


def article(number: int) -> str:
    """Name an article below a thousand in Chinese.

    >>> article(8), article(10), article(48), article(136), article(105)
    ('第八条', '第十条', '第四十八条', '第一百三十六条', '第一百零五条')
    """
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{NUMERALS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else NUMERALS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return f"第{words}{NUMERALS[ones] if ones else ''}条"


def _cite(city: City, one: str) -> str:
    name, _, place = one.partition(" ")
    if name not in city.bases:
        return one
    return city.bases[name].citation + (article(int(place)) if place.isdigit() else place)
