"""Legal bases as pages cite them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.city import Basis, City


def citations_of(city: City, identifiers: Iterable[str]) -> tuple[str, ...]:
    """Cite legal bases in full: title, number, articles; a text that nobody has checked yet says so."""
    return tuple(citation_of(city.bases[one]) for one in identifiers)


def citation_of(basis: Basis) -> str:
    """Cite one legal basis."""
    articles = "；".join(f"第{number}条：{words}" for number, words in basis.articles.items())
    checked = "" if basis.verified else "（以官方文本为准）"
    return basis.citation + checked + (f"，{articles}" if articles else "") + "。"
