"""One page of each template of a built site, the fullest there is: what is long or rare shows there first."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

ROWS = 40_000
"""Bytes of a list that has rows enough to look at: a hundred only cost time."""
ADVERSE = '<meta name="robots" content="noindex'

PATTERNS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "home": ("index.html", bool),
    "dataset": ("licences/index.html", bool),
    "adverse-dataset": ("penalties/index.html", bool),
    "year": ("penalties/[0-9][0-9][0-9][0-9]/index.html", bool),
    "list": ("licences/[0-9][0-9][0-9][0-9]/[0-9][0-9]/index.html", bool),
    "adverse-list": ("penalties/[0-9][0-9][0-9][0-9]/[0-9][0-9]/index.html", bool),
    "department-list": ("*/department/*/index.html", bool),
    "record": ("record/*/*.html", lambda page: ADVERSE not in page),
    "adverse-record": ("record/*/*.html", lambda page: ADVERSE in page),
    "search": ("search/index.html", bool),
    "subject": ("subject/*/*.html", bool),
    "browse": ("browse/index.html", bool),
    "browse-list": ("browse/district/*/index.html", bool),
    "download": ("download/index.html", bool),
    "quality": ("quality/index.html", bool),
    "changes": ("changes/index.html", bool),
    "catalogue": ("catalogue/index.html", bool),
    "measures": ("measures/index.html", bool),
    "notices": ("notices/index.html", bool),
    "about": ("about/accessibility/index.html", bool),
    "policy": ("policy/periods/index.html", bool),
    "guide": ("guide/*/index.html", bool),
    "not-found": ("404.html", bool),
}
"""Kind of page to where such pages lie, and what such a page must say."""
KINDS = tuple(PATTERNS)
ENGLISH: dict[str, tuple[str, Callable[[str], bool]]] = {
    "english-home": ("en/index.html", bool),
    "english-dataset": ("en/penalties/index.html", bool),
    "english-download": ("en/download/index.html", bool),
}
"""Pages that are pictured and have browser tests of their own (test_english)."""
LISTS = frozenset(["list", "adverse-list", "department-list", "browse-list"])


def page_of(site: Path, kind: str) -> str:
    """The address of the fullest page of a kind; a search asks for something that is found."""
    if kind == "not-found":
        return "/no/such/page.html"
    address = "/" + _fullest(site, kind).relative_to(site).as_posix().removesuffix("index.html")
    if kind != "search":
        return address
    name = _fullest(site, "subject").read_text(encoding="utf-8").split("<h1>")[1].split("</h1>")[0]
    return f"{address}?q={quote(name[:2])}"


def _fullest(site: Path, kind: str) -> Path:
    pattern, suits = (PATTERNS | ENGLISH)[kind]
    found = [page for page in site.glob(pattern) if suits(page.read_text(encoding="utf-8"))]
    few = [page for page in found if page.stat().st_size <= ROWS] if kind in LISTS else found
    return max(few or found, key=lambda page: (page.stat().st_size, page.as_posix()))
