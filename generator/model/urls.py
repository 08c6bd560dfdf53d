"""Addresses of the site (design §9). Nothing of a row but its random-looking id ever stands in one."""

from __future__ import annotations

import re

UNIFIED = "^[0-9A-Z]{18}$"
"""What a code looks like that has a page."""
_UNIFIED = re.compile(UNIFIED)


def record(record_id: str) -> str:
    """The page of one record of an organisation."""
    return f"/record/{record_id[:2]}/{record_id}.html"


def dataset(name: str) -> str:
    """A dataset's own page."""
    return f"/{name}/"


def year(name: str, yyyy: str) -> str:
    """A year's page."""
    return f"/{name}/{yyyy}/"


def listing(name: str, month: str | None, page: int = 1) -> str:
    """A list page: of a month `2026-11`, or of everything where rows have no date."""
    base = f"/{name}/{month[:4]}/{month[5:7]}/" if month else f"/{name}/all/"
    return base if page == 1 else f"{base}{page}/"


def department_listing(name: str, department: str, page: int = 1) -> str:
    """A list page of one department."""
    base = f"/{name}/department/{department}/"
    return base if page == 1 else f"{base}{page}/"


def subject(code: str) -> str:
    """The page of one organisation; empty for a code that has not the 18 characters of a unified one.

    >>> subject("91420200MAAA9RTP64"), subject("420200000012345")
    ('/subject/64/91420200MAAA9RTP64.html', '')
    """
    return f"/subject/{code[-2:]}/{code}.html" if _UNIFIED.fullmatch(code) else ""


def browse(way: str, place: str, page: int = 1) -> str:
    """A list of organisations: by `initial` a–z or other, by `district`, by the beginning of the `code`."""
    base = f"/browse/{way}/{place}/"
    return base if page == 1 else f"{base}{page}/"


def download(name: str, form: str) -> str:
    """A download of a dataset."""
    return f"/download/{name}.{form}"


def to_file(address: str) -> str:
    """The file of the release that answers an address.

    >>> to_file("/penalties/2026/11/")
    'penalties/2026/11/index.html'
    """
    return (address + "index.html" if address.endswith("/") else address).lstrip("/")
