"""What a site has beside its pages: style, script, icon, the page for unknown addresses, robots, sitemap, status."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from generator.model.message import _
from generator.stages.render.environment import assets
from generator.stages.render.press import Press

SITEMAP_ADDRESSES = 50_000
"""As many as one sitemap file may hold (sitemaps.org)."""
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render_furniture(press: Press, templates: Path, addresses: Sequence[str]) -> None:
    """Write everything that is no page of the catalogue; `addresses` are those that search engines may have."""
    for file, content in assets(templates).values():
        (press.site / file).parent.mkdir(parents=True, exist_ok=True)
        (press.site / file).write_bytes(content)
    press.page("/404.html", "404.html", title=_("没有找到这个页面"), robots="noindex")
    press.write("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {_absolute(press, '/sitemap.xml')}\n")
    press.write("status.json", json.dumps(_status(press), ensure_ascii=False, indent=2, sort_keys=True) + "\n")
    _sitemap(press, addresses)


def _status(press: Press) -> dict[str, object]:
    """What a watcher needs: version, days, and how each unit stands. No count that persons could be worked out from."""
    publication = press.publication
    shown = {dataset.name for dataset in publication.datasets}
    return {
        "version": publication.version,
        "as_of": publication.as_of.isoformat(),
        "data_date": publication.data_date.isoformat(),
        "expires": publication.expires.isoformat(),
        "units": [
            {
                "department": unit.department,
                "dataset": unit.dataset,
                "verdict": unit.verdict,
                "data_date": unit.data_date.isoformat() if unit.data_date else None,
                "fallback": unit.fallback,
                "published": unit.published,
            }
            for unit in publication.units
            if unit.dataset in shown
        ],
    }


def _sitemap(press: Press, addresses: Sequence[str]) -> None:
    """One file, or as many as are needed and an index over them."""
    pieces = [addresses[first : first + SITEMAP_ADDRESSES] for first in range(0, len(addresses), SITEMAP_ADDRESSES)]
    if len(pieces) <= 1:
        press.write("sitemap.xml", _locations(press, "urlset", "url", addresses))
        return
    files = [f"/sitemap-{number}.xml" for number in range(1, len(pieces) + 1)]
    for file, piece in zip(files, pieces, strict=True):
        press.write(file.lstrip("/"), _locations(press, "urlset", "url", piece))
    press.write("sitemap.xml", _locations(press, "sitemapindex", "sitemap", files))


def _locations(press: Press, root: str, entry: str, addresses: Sequence[str]) -> str:
    lines = "".join(f"<{entry}><loc>{escape(_absolute(press, one))}</loc></{entry}>\n" for one in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n{lines}</{root}>\n'


def _absolute(press: Press, address: str) -> str:
    return press.publication.city.site.base_url.rstrip("/") + address
