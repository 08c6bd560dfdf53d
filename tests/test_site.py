"""The whole built example city, read as files: every page, link and place, and how heavy what all pages share is."""

import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.conftest import CHECKOUT, BuiltCity

# The site's own pages quote every value with `"`, and no text holds one that is not escaped.
LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
PLACE = re.compile(r'\sid="([^"]*)"')
BANNER = "演示数据"
STYLE_BYTES = 15_000


class Page(NamedTuple):
    """What a page links to, and the places in it that can be linked to."""

    links: frozenset[str]
    places: frozenset[str]
    is_marked: bool
    """It says that it is a demonstration."""


@pytest.fixture(scope="module")
def site(example_city: BuiltCity) -> Path:
    return example_city.public.resolve()


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Address to page, every one of the site."""
    return {"/" + path.relative_to(site).as_posix(): read_page(path) for path in site.rglob("*.html")}


def read_page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    return Page(frozenset(LINK.findall(text)), frozenset(PLACE.findall(text)), BANNER in text)


def test_every_page_carries_the_banner(pages: dict[str, Page]):
    bare = [address for address, page in pages.items() if not page.is_marked]

    assert len(pages) > 1000
    assert [] == bare


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Page]):
    """Also to the place in the page that it names: a link to nowhere is how a removed record would show."""
    assert sorted(dead_links(site, pages)) == []


def test_a_link_to_nowhere_is_noticed(tmp_path: Path):
    """Or the test above could not fail."""
    (tmp_path / "a.html").write_text('<a href="b.html#x">b</a> <a href="/c/">c</a> <a href="#here">a</a>')
    (tmp_path / "b.html").write_text('<p id="y">b</p>')
    read = {f"/{path.name}": read_page(path) for path in tmp_path.glob("*.html")}

    dead = sorted(dead_links(tmp_path, read))

    assert dead == ["/a.html -> #here", "/a.html -> /c/", "/a.html -> b.html#x"]


def dead_links(site: Path, pages: dict[str, Page]) -> Iterator[str]:
    known: dict[str, bool] = {}
    for address, page in pages.items():
        for link in page.links:
            target = urljoin(address, html.unescape(link))
            if target not in known:
                known[target] = leads_somewhere(site, pages, target)
            if not known[target]:
                yield f"{address} -> {link}"


def leads_somewhere(site: Path, pages: dict[str, Page], target: str) -> bool:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return True
    path = unquote(parts.path)
    address = path + "index.html" if path.endswith("/") else path
    if address not in pages:
        return (site / address.lstrip("/")).is_file()
    return not parts.fragment or unquote(parts.fragment) in pages[address].places


def test_the_style_sheet_is_light_enough_for_a_phone():
    style = (CHECKOUT / "site_templates" / "assets" / "site.css").read_bytes()

    assert len(gzip.compress(style, mtime=0)) <= STYLE_BYTES
