"""The page of one organisation, set from the mold of its shape: what is said under which datasets, and how."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup, escape

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.stages.render.browse import district_name
from generator.stages.render.linked import embedded, in_json, organisation
from generator.stages.render.listing import Listing
from generator.stages.render.mold import Mold, slot
from generator.stages.render.press import Press
from generator.stages.render.words import KINDS, SUBJECT_WORDS, Day, day_of

OWN = ("name", "json_name", "code", "address", "total", "names", "district", "robots")
BETWEEN = _("、")


class Section(NamedTuple):
    """What is shown of one dataset."""

    rows: list[bytes]
    """Set, the newest first; none where the dataset has nothing about the organisation."""
    day: str
    """The newest day, as ISO; empty where there is none."""


class Subject(NamedTuple):
    """What a page says of one organisation."""

    code: str
    name: str
    kind: str
    others: tuple[str, ...]
    """Its other names, the newest first."""
    robots: str
    sections: tuple[Section, ...]
    """One for each dataset, in the order of the listings."""


class Shape(NamedTuple):
    """What the template decides by."""

    kind: str
    has_others: bool
    has_district: bool
    has_robots: bool
    forms: tuple[str, ...]
    """For each dataset: empty, or rows that have a day, one without an end, or none."""


class SubjectSetter:
    """Sets the pages of organisations."""

    def __init__(self, press: Press, listings: list[Listing]) -> None:
        self._press, self._listings = press, listings
        self._template = press.environment.get_template("subject.html")
        self._names = [*OWN, *(f"{name}{place}" for place in range(len(listings)) for name in "nisb")]
        self._molds: dict[Shape, Mold] = {}

    def set(self, subject: Subject) -> bytes:
        """Set one page."""
        district = district_name(self._press, subject.code[2:8])
        forms = tuple(_form(section) for section in subject.sections)
        shape = Shape(subject.kind, bool(subject.others), bool(district), bool(subject.robots), forms)
        if shape not in self._molds:
            self._molds[shape] = Mold(self._template.render(self._context(shape)), self._names)
        return self._molds[shape].fill(_values(subject, district))

    def _context(self, shape: Shape) -> dict[str, Any]:
        """The template's context for all organisations of one shape."""
        told = [
            (place, listing, form)
            for place, (listing, form) in enumerate(zip(self._listings, shape.forms, strict=True))
        ]
        return {
            "title": slot("name"),
            "crumbs": [("/search/", _("查找记录")), ("", slot("name"))],
            "current": "/search/",
            "column": _("单位"),
            "robots": slot("robots") if shape.has_robots else "",
            "name": slot("name"),
            "names": [slot("names")] if shape.has_others else [],
            "code": slot("code"),
            "kind": SUBJECT_WORDS[shape.kind],
            "district": slot("district") if shape.has_district else "",
            "total": slot("total"),
            "overview": [_overview(place, listing.dataset, form) for place, listing, form in told],
            "sections": [
                (
                    listing.dataset,
                    _labels(listing),
                    slot(f"n{place}"),
                    slot(f"b{place}"),
                    KINDS[listing.dataset.credit.kind],
                )
                for place, listing, form in told
                if form
            ],
            "linked": self._linked() if shape.kind == "organisation" else "",
        }

    def _linked(self) -> Markup:
        """The organisation as schema.org knows it: what a registry says, and nothing about any person."""
        url = self._press.publication.city.site.base_url.rstrip("/") + slot("address")
        about = organisation(slot("json_name"), slot("code"))
        return embedded({"@context": "https://schema.org"} | about | {"url": url})


def _form(section: Section) -> str:
    if not section.rows:
        return ""
    return "undated" if not section.day else "dated" if day_of(section.day).iso else "ever"


def _values(subject: Subject, district: str) -> list[bytes]:
    """What goes into the slots, in their order."""
    name = str(escape(subject.name))
    total = sum(len(section.rows) for section in subject.sections)
    own = [
        name,
        in_json(name),
        subject.code,
        urls.subject(subject.code),
        str(total),
        str(escape(BETWEEN.join(subject.others))),
        str(escape(district)),
        subject.robots,
    ]
    values = [text.encode() for text in own]
    for rows, day in subject.sections:
        shown = day_of(day) if day else Day("", "")
        values += [str(len(rows)).encode(), shown.iso.encode(), shown.words.encode(), b"".join(rows)]
    return values


def _overview(place: int, dataset: Dataset, form: str) -> tuple[str, str, Any, Day | None]:
    """Name, title, number of records, newest day."""
    day = Day(slot(f"i{place}") if form == "dated" else "", slot(f"s{place}")) if form in ("dated", "ever") else None
    return dataset.name, dataset.title, slot(f"n{place}") if form else 0, day


def _labels(listing: Listing) -> list[tuple[str, str]]:
    return [(_("文书号") if listing.number else _("记录"), "text"), *listing.labels[1:]]
