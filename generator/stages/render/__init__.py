"""Render: the pages of a publication, into the empty folder of a release.

Reads the public model alone. Datasets follow one another, so that one listing at a time is in memory; record pages
are written part by part.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.model.publication import Publication
from generator.stages.render.browse import render_browse
from generator.stages.render.downloads import render_downloads
from generator.stages.render.environment import environment, frame
from generator.stages.render.furniture import render_furniture
from generator.stages.render.listing import listing_of
from generator.stages.render.lists import render_lists
from generator.stages.render.overview import render_dataset, render_home
from generator.stages.render.press import Press
from generator.stages.render.quality import render_quality
from generator.stages.render.records import render_records
from generator.stages.render.registers import (
    render_catalogue,
    render_finder,
    render_measures,
    render_notices,
    way_of,
)
from generator.stages.render.roll import roll_of
from generator.stages.render.subjects import render_subjects
from generator.stages.render.summary import summary_of

__all__ = ["environment", "frame", "render"]

ENTRANCES = ("/", "/search/", "/catalogue/", "/measures/", "/download/", "/quality/")
"""Pages without names that search engines may have."""


def render(publication: Publication, templates: Path, site: Path, sizes: Mapping[str, int]) -> None:
    """Write all pages. `sizes` are the bytes of each download by its file in the site, as export wrote them."""
    press = Press(publication, environment(publication, templates), site)
    addresses, summaries, ways = list(ENTRANCES), [], []
    for dataset in publication.datasets:
        listing = listing_of(publication, dataset)
        summary = summary_of(listing)
        addresses += render_dataset(press, listing, summary, sizes)
        addresses += render_lists(press, listing)
        for part in publication.parts_of(dataset.name):
            addresses += render_records(press, dataset, part)
        summaries.append(summary)
        ways.append(way_of(press, listing))
    render_home(press, summaries)
    render_downloads(press, summaries, sizes)
    render_finder(press)
    roll = roll_of(publication)
    render_browse(press, roll, ways)
    addresses += render_subjects(press, roll)
    for render_register in (render_catalogue, render_measures, render_notices, render_quality):
        render_register(press)
    render_furniture(press, templates, addresses)
