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
from generator.stages.render.words import KINDS, SUBJECT_WORDS, Day, KindWords, day_of

OWN = ("name", "json_name", "code", "address", "total", "names", "district", "robots")
SECTION = "nisb"
"""Slots of a dataset: number of records, newest day for machines and in words, rows."""
BETWEEN = _("、")


class Section(NamedTuple):
    """What is shown of one dataset: at least one row."""

    place: int
    """That of the dataset's listing."""
    rows: list[bytes]
    """Set, the newest first."""
    day: str
    """The newest day, as ISO; empty where there is none."""


class Subject(NamedTuple):
    """What a page says of one organisation."""

    code: str
    name: str
    """Escaped."""
    kind: str
    others: list[str]
    """Its other names, the newest first; escaped."""
    robots: str
    sections: tuple[Section, ...]
    """In the order of the listings."""


class Shape(NamedTuple):
    """What the template decides by."""

    kind: str
    has_others: bool
    has_district: bool
    has_robots: bool
    forms: tuple[tuple[int, str], ...]
    """Datasets that show something, by their places, and whether the newest row is dated, ever or undated."""


class SubjectSetter:
    """Sets the pages of organisations."""

    def __init__(self, press: Press, listings: list[Listing]) -> None:
        self._press, self._listings = press, listings
        self._template = press.environment.get_template("subject.html")
        self._names = [*OWN, *(f"{name}{place}" for place in range(len(listings)) for name in SECTION)]
        self._molds: dict[Shape, Mold] = {}
        self._districts: dict[str, str] = {}

    def set(self, subject: Subject) -> bytes:
        """Set one page."""
        district = self._district(subject.code[2:8])
        days = [day_of(section.day) if section.day else None for section in subject.sections]
        forms = tuple((one.place, _form(day)) for one, day in zip(subject.sections, days, strict=True))
        shape = Shape(subject.kind, bool(subject.others), bool(district), bool(subject.robots), forms)
        if shape not in self._molds:
            self._molds[shape] = Mold(self._template.render(self._context(shape)), self._names)
        return self._molds[shape].fill(self._values(subject, district, days))

    def _district(self, code: str) -> str:
        """The name of a district, escaped; most organisations have one of a few."""
        if code not in self._districts:
            self._districts[code] = str(escape(district_name(self._press, code)))
        return self._districts[code]

    def _values(self, subject: Subject, district: str, days: list[Day | None]) -> list[bytes]:
        """What goes into the slots, in their order; nothing where a dataset has nothing to show."""
        name, code = subject.name, subject.code
        total = sum(len(section.rows) for section in subject.sections)
        own = (name, in_json(name), code, urls.subject(code), str(total), BETWEEN.join(subject.others))
        values = [text.encode() for text in (*own, district, subject.robots)]
        values += [b""] * (len(self._names) - len(OWN))
        for section, day in zip(subject.sections, days, strict=True):
            first = len(OWN) + len(SECTION) * section.place
            iso, words = day or ("", "")
            told = [str(len(section.rows)).encode(), iso.encode(), words.encode(), b"".join(section.rows)]
            values[first : first + len(SECTION)] = told
        return values

    def _context(self, shape: Shape) -> dict[str, Any]:
        """The template's context for all organisations of one shape."""
        forms = dict(shape.forms)
        told = [(place, one.dataset, forms.get(place, "")) for place, one in enumerate(self._listings)]
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
            "overview": [_overview(*one) for one in told],
            "sections": [self._section(place, dataset) for place, dataset, form in told if form],
            "linked": self._linked() if shape.kind == "organisation" else "",
        }

    def _section(
        self, place: int, dataset: Dataset
    ) -> tuple[Dataset, list[tuple[str, str]], Markup, Markup, KindWords]:
        """Dataset, head, number of rows, rows, and what the dataset means."""
        labels = _labels(self._listings[place])
        return dataset, labels, slot(f"n{place}"), slot(f"b{place}"), KINDS[dataset.credit.kind]

    def _linked(self) -> Markup:
        """The organisation as schema.org knows it: what a registry says, and nothing about any person."""
        url = self._press.publication.city.site.base_url.rstrip("/") + slot("address")
        about = organisation(slot("json_name"), slot("code"))
        return embedded({"@context": "https://schema.org"} | about | {"url": url})


def _form(day: Day | None) -> str:
    return "undated" if day is None else "dated" if day.iso else "ever"


def _overview(place: int, dataset: Dataset, form: str) -> tuple[str, str, Any, Day | None]:
    """Name, title, number of records, newest day."""
    day = Day(slot(f"i{place}") if form == "dated" else "", slot(f"s{place}")) if form in ("dated", "ever") else None
    return dataset.name, dataset.title, slot(f"n{place}") if form else 0, day


def _labels(listing: Listing) -> list[tuple[str, str]]:
    return [(_("文书号") if listing.number else _("记录"), "text"), *listing.labels[1:]]
