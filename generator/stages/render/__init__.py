"""Render: the pages of a publication, into the empty folder of a release.

Reads the public model alone. Parts become record pages, rows of lists and figures; what lists need of the whole is
put together of those figures; then each list is set from its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment

from generator.model.catalogue import Dataset
from generator.model.parts import PublicPart
from generator.model.publication import Publication
from generator.model.work import Engine
from generator.stages.render.browse import render_browse
from generator.stages.render.changes import render_changes
from generator.stages.render.downloads import render_downloads
from generator.stages.render.environment import environment
from generator.stages.render.finder import render_finder
from generator.stages.render.furniture import render_furniture
from generator.stages.render.heads import with_heads
from generator.stages.render.language import CHINESE, LANGUAGES
from generator.stages.render.listing import Listing, layout_of, listing_of, rows_of
from generator.stages.render.lists import Series, lists_of, render_list, render_years
from generator.stages.render.outline import Outline, outline_of
from generator.stages.render.overview import render_dataset, render_home
from generator.stages.render.press import Press
from generator.stages.render.quality import render_quality
from generator.stages.render.records import render_records
from generator.stages.render.registers import (
    render_catalogue,
    render_measures,
    render_notices,
    way_of,
)
from generator.stages.render.roll import lay_out_roll, roll_of
from generator.stages.render.rows import render_rows
from generator.stages.render.sheaves import Sheaf, render_sheaf
from generator.stages.render.subjects import Span, lay_out_subjects, render_subjects, spans_of
from generator.stages.render.summary import Summary, summary_of

__all__ = ["editions", "environment", "render"]

ENTRANCES = ("/catalogue/", "/measures/", "/quality/")
"""Pages without names that search engines may have."""


@dataclass(frozen=True)
class _Shop:
    """What all jobs of one site share."""

    publication: Publication
    templates: Path
    site: Path
    rows: Path
    """Where rows of lists lie until their lists are set."""

    @property
    def subjects(self) -> Path:
        """Where rows of subject pages lie until the pages are set."""
        return self.rows.with_name("subjects")

    @property
    def roll(self) -> Path:
        """Where the roll of organisations lies."""
        return self.rows.with_name("roll")

    @cached_property
    def press(self) -> Press:
        """A press of one's own: templates do not travel."""
        return Press(self.publication, environment(self.publication, self.templates), self.site)

    @cached_property
    def translated(self) -> tuple[Press, ...]:
        """A press for each other language."""
        others = (environment(self.publication, self.templates, one) for one in LANGUAGES if one != CHINESE)
        return tuple(Press(self.publication, one, self.site) for one in others)

    @cached_property
    def layouts(self) -> dict[str, Listing]:
        """Dataset to the columns of its lists, without rows."""
        return {one.name: layout_of(self.publication, one) for one in self.publication.datasets}

    def __reduce__(self) -> tuple[type[_Shop], tuple[Publication, Path, Path, Path]]:
        return _Shop, (self.publication, self.templates, self.site, self.rows)


class _Made(NamedTuple):
    """What is told of a part: addresses that search engines may have, and its rows in figures."""

    addresses: list[str]
    outline: Outline


def render(
    publication: Publication, templates: Path, places: tuple[Path, Path], sizes: Mapping[str, int], engine: Engine
) -> None:
    """Write all pages. `places` are the release and the private work folder.

    `sizes` are the bytes of each download by its file in the site, as export wrote them.
    """
    shop = _Shop(publication, templates, places[0].absolute(), places[1].absolute() / "rows")
    press, summaries, ways, lists = shop.press, [], [], []
    addresses: dict[str, list[str]] = {}
    parts = [part for dataset in publication.datasets for part in publication.parts_of(dataset.name)]
    records = engine.map(_render_part, shop, parts)
    for dataset in publication.datasets:
        mine = (one.outline for part, one in zip(parts, records, strict=True) if part.dataset == dataset.name)
        listing = listing_of(shop.layouts[dataset.name], mine)
        headed, summary = with_heads(listing), summary_of(listing)
        addresses[dataset.name] = [
            *render_dataset(press, listing, summary, sizes),
            *(found for one in shop.translated for found in render_dataset(one, headed, summary, sizes)),
            *render_years(press, listing),
        ]
        lists += [(dataset, one) for one in lists_of(press, listing, shop.rows / dataset.name)]
        summaries.append(summary)
        ways.append(way_of(press, listing))
    for (dataset, _), found in zip(lists, engine.map(_render_list, shop, lists), strict=True):
        addresses[dataset.name] += found
    for part, made in zip(parts, records, strict=True):
        addresses[part.dataset] += made.addresses
    entrances = [found for one in (press, *shop.translated) for found in render_entrances(one, summaries, sizes)]
    del records, summaries
    roll = roll_of(shop.roll, shop.roll / "roll")
    subjects = engine.map(_render_subjects, shop, spans_of(roll))
    engine.map(_render_sheaf, shop, render_browse(press, roll, ways))
    for render_register in (render_catalogue, render_measures, render_notices, render_quality, render_changes):
        render_register(press)
    render_furniture(press, templates, [*entrances, *ENTRANCES, *chain.from_iterable([*addresses.values(), *subjects])])


def editions(publication: Publication, templates: Path) -> dict[str, Environment]:
    """The environments of all languages by the folder of the site that their pages stand in; empty for Chinese."""
    return {one.root.strip("/"): environment(publication, templates, one) for one in LANGUAGES}


def render_entrances(press: Press, summaries: Sequence[Summary], sizes: Mapping[str, int]) -> list[str]:
    """Write the entrances that every language has; gives their addresses."""
    return [render_home(press, summaries), render_finder(press), render_downloads(press, summaries, sizes)]


def _render_part(shop: _Shop, part: PublicPart) -> _Made:
    """Write the record pages of a part, set its rows for the lists, and lay out what other pages need of it."""
    layout = shop.layouts[part.dataset]
    render_rows(shop.press, layout, part, shop.rows / part.dataset)
    addresses = list(render_records(shop.press, shop.publication.city.dataset(part.dataset), part))
    rows = rows_of(layout, part)
    lay_out_subjects(rows, shop.subjects / part.dataset, part.number)
    lay_out_roll(rows, shop.roll / part.dataset, part.number)
    return _Made(addresses, outline_of(rows))


def _render_subjects(shop: _Shop, span: Span) -> list[str]:
    return list(render_subjects(shop.press, shop.layouts, shop.subjects, span))


def _render_sheaf(shop: _Shop, sheaf: Sheaf) -> None:
    render_sheaf(shop.press, sheaf)


def _render_list(shop: _Shop, job: tuple[Dataset, Series]) -> list[str]:
    dataset, series = job
    return list(render_list(shop.press, dataset, shop.layouts[dataset.name].labels, series))
