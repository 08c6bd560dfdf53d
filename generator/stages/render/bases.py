"""Legal bases as pages cite them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.city import Basis, City
from generator.model.message import CLAUSE, SEMICOLON, _, listed
from generator.model.periods import PeriodBody


def citations_of(city: City, identifiers: Iterable[str]) -> tuple[str, ...]:
    """Cite legal bases in full: title, number, articles; a text that nobody has checked yet says so."""
    return tuple(citation_of(city.bases[one]) for one in identifiers)


def citation_of(basis: Basis) -> str:
    """Cite one legal basis."""
    articles = (_("第{number}条：{words}", number=number, words=words) for number, words in basis.articles.items())
    return _("{sentence}。", sentence=listed((checked(basis.citation, basis), listed(articles, SEMICOLON)), CLAUSE))


def checked(citation: str, body: Basis | PeriodBody) -> str:
    """Add to a citation that nobody has held the text against the official one yet, where that is so."""
    return citation if body.verified else _("{citation}（以官方文本为准）", citation=citation)
