"""Index: the files that search reads, so that one query costs a few of them and no server.

Reads the public model alone. Organisations only: rows about persons are passed over, whatever they show elsewhere.
Under `search/`: `names/`, `codes/` and `documents/` (shards), `places.txt.gz` (what the letters of a facet mean) and
`characters.txt.gz` (traditional characters and their simplified ones). Order and comparison are by code point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from zlib import crc32

import numpy as np
import pyarrow as pa

from generator.model.publication import Publication
from generator.policy.spelling import SEPARATOR, ordinary_pairs, pairs
from generator.stages.index.entries import Entries, Keys, entries_of
from generator.stages.index.shards import Shelf, cuts, write
from generator.stages.index.suffixes import FORMS, buckets

__all__ = ["FORMS", "index"]

PIECE = 50_000
DISTRICTS = 300
"""Districts that are named in full, the most frequent; of the others the province."""


def index(publication: Publication, site: Path) -> None:
    """Write the index of everything that can be found into `search/` of an empty release."""
    entries = entries_of(publication)
    folder = site / "search"
    _shelve_names(entries.names, Shelf(folder / "names"))
    for keys, name in ((entries.codes, "codes"), (entries.documents, "documents")):
        _shelve(keys, Shelf(folder / name))
    write(folder / "places.txt.gz", _places(publication, entries))
    write(folder / "characters.txt.gz", [pairs(_alphabet(entries))])


def _shelve_names(names: Keys, shelf: Shelf) -> None:
    lines = names.lines.to_pylist()
    for bucket in buckets(names.keys):
        begin = 0
        owners = bucket.entries
        for end in cuts(bucket.heads):
            shelf.add(str(bucket.keys[begin]), [lines[owner] for owner in owners[begin:end].tolist()])
            begin = end
    shelf.close()


def _shelve(entries: Keys, shelf: Shelf) -> None:
    keys = entries.keys
    # Keys are long and begin alike: a checksum of the whole key says where to cut.
    sums = (crc32(key.encode()) for piece in _pieces(keys) for key in piece)
    begin = 0
    for end in cuts(np.fromiter(sums, np.uint64, len(keys))):
        before = keys[begin - 1].as_py() if begin else ""
        shelf.add(_separator(before, keys[begin].as_py()), entries.lines.slice(begin, end - begin).to_pylist())
        begin = end
    shelf.close()


def _separator(before: str, key: str) -> str:
    """As much of a key as it takes to come after the one before it; all of it where they are equal.

    >>> _separator("黄市监罚(2026)12", "黄市监罚(2026)2")
    '黄市监罚(2026)2'
    """
    same = next((place for place, (a, b) in enumerate(zip(before, key, strict=False)) if a != b), len(before))
    return key[: same + 1]


def _alphabet(entries: Entries) -> set[str]:
    found: set[str] = set()
    for keys in (entries.names.keys, entries.documents.keys):
        for piece in _pieces(keys):
            found.update(*piece)
    return found


def _pieces(keys: pa.Array) -> Iterator[list[str]]:
    """Keys as text, few enough at a time."""
    for first in range(0, len(keys), PIECE):
        yield keys.slice(first, PIECE).to_pylist()


def _places(publication: Publication, entries: Entries) -> Iterator[str]:
    """Lines of kind, id, words: d dataset, p department, y year, r region, f form that is no key, t characters."""
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
