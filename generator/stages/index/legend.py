"""The legend of an index: what the letters of its facets mean, and the names of districts.

Lines of kind, id and words: d dataset, p department, y year, r region, f form that is no key, t characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.publication import Publication
from generator.policy.spelling import SEPARATOR, ordinary_pairs
from generator.stages.index.entries import Entries
from generator.stages.index.suffixes import FORMS

DISTRICTS = 300
"""Districts that are named in full, the most frequent; of the others the province."""


def legend_of(publication: Publication, entries: Entries) -> Iterator[str]:
    """Yield the lines of the legend, each table in the order that letters count."""
    city, places = publication.city, entries.places
    titles = {dataset.name: dataset.title for dataset in publication.datasets}
    yield from (SEPARATOR.join(("d", name, titles[name])) for name in places.datasets)
    yield from (SEPARATOR.join(("p", name, publication.department(name).name)) for name in places.departments)
    yield from (SEPARATOR.join(("y", year, "")) for year in places.years)
    yield from (SEPARATOR.join(("r", *one)) for one in sorted(_regions(city.divisions, entries.districts).items()))
    yield from (SEPARATOR.join(("f", "", form)) for form in FORMS)
    yield SEPARATOR.join(("t", "", ordinary_pairs()))


def _regions(divisions: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, str]:
    """District code to its name with the city's; two digits to the name of a province, for all that are left."""
    frequent = sorted(counts, key=lambda code: (-counts[code], code))[:DISTRICTS]
    named = {code: _region(divisions, code) for code in frequent if code in divisions}
    rest = {code[:2]: divisions[f"{code[:2]}0000"] for code in counts if f"{code[:2]}0000" in divisions}
    return rest | named


def _region(divisions: Mapping[str, str], code: str) -> str:
    above = divisions.get(f"{code[:4]}00", "") if not code.endswith("00") else ""
    return above + divisions[code]
