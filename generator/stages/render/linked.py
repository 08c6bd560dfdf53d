"""What pages say of an organisation to machines: schema.org as JSON-LD. Never a word about a person.

A record says what page it is, since when and until when it is shown and whom it is about; what was decided stands in
the page and the downloads, whose fields have names of their own. Source: https://schema.org/WebPage.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.model.publication import Publication
from generator.stages.render.freshness import department_name

_SPECIAL = re.compile(r"[&\\\x00-\x1f]")
_SIGNS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


class LinkedRecord(NamedTuple):
    """What a record's page tells machines; texts, or slots for them."""

    address: str
    identifier: str
    name: str
    code: str
    subject: str
    """The page of the organisation."""
    since: str
    """ISO day, or empty."""
    until: str
    """ISO day, or empty where there is no last day."""


def linked_record(publication: Publication, dataset: Dataset, department: str, record: LinkedRecord) -> Markup:
    """Describe the page of one record of an organisation."""
    site = publication.city.site
    base = site.base_url.rstrip("/")
    told = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": base + record.address,
        "identifier": record.identifier,
        "name": _("{name}：{title}", name=record.name, title=dataset.title),
        "inLanguage": site.language,
        "datePublished": record.since,
        "expires": record.until,
        "isPartOf": {"@type": "Dataset", "@id": f"{base}{urls.dataset(dataset.name)}#dataset", "name": dataset.title},
        "publisher": {"@type": "GovernmentOrganization", "name": site.organiser},
        "sourceOrganization": {"@type": "GovernmentOrganization", "name": department_name(publication, department)},
        "about": organisation(record.name, record.code) | {"url": base + record.subject},
    }
    return embedded({key: value for key, value in told.items() if value})


def organisation(name: str, code: str) -> dict[str, Any]:
    """Describe an organisation as a registry does."""
    identifier = {"@type": "PropertyValue", "propertyID": _("统一社会信用代码"), "value": code}
    return {"@type": "Organization", "name": name, "identifier": identifier}


def embedded(told: dict[str, Any]) -> Markup:
    """Make the text of a script element; no name in it can end the element."""
    return Markup(_harmless(json.dumps(told, ensure_ascii=False, separators=(",", ":"))))  # escaped here


def in_json(escaped: str) -> str:
    """Turn a text that is escaped for HTML into one for a slot in JSON, without the quotes around it."""
    if not _SPECIAL.search(escaped):
        return escaped
    return _harmless(json.dumps(Markup(escaped).unescape(), ensure_ascii=False)[1:-1])


def _harmless(text: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in text)
