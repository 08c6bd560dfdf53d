"""The press: sets a page and puts it down in the release."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.publication import Publication
from generator.stages.render.language import Speech
from generator.stages.render.pager import Pager
from generator.stages.render.words import FOREVER

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC


@dataclass(frozen=True)
class Press:
    """Where pages are set, and where they go."""

    publication: Publication
    environment: Environment
    site: Path

    def page(self, address: str, template: str, **context: Any) -> None:
        """Set one page at an address; raises where a template asks for what it was not given."""
        self.write(urls.to_file(address), self.environment.get_template(template).render(context))

    def edition(self, address: str, template: str, **context: Any) -> str:
        """Set the edition of a page that every language has; `address` is the Chinese one. Gives the address it has."""
        self.page(self.at(address), template, twin=address, **context)
        return self.at(address)

    def at(self, address: str) -> str:
        """Where the edition in this language of a page that every language has is."""
        return self.speech.language.root + address

    def pager(self, pager: Pager) -> Markup:
        """Set a row of pages, for a page that is filled into a mold."""
        module: Any = self.environment.get_template("partials/parts.html").module
        return Markup(module.pager(pager))  # escaped by the macro

    @property
    def speech(self) -> Speech:
        """The language that pages are set in."""
        return cast("Speech", self.environment.globals["speech"])

    def write(self, file: str, text: str) -> None:
        """Put a text down, its line ends as they are."""
        self.put(file, text.encode())

    def put(self, file: str, content: bytes) -> None:
        """Put a file down: opened, written and closed, for a site has a million of them."""
        path = f"{self.site}/{file}"
        try:
            handle = os.open(path, _NEW, 0o644)
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, _NEW, 0o644)
        try:
            written = os.write(handle, content)
            while written < len(content):
                written += os.write(handle, content[written:])
        finally:
            os.close(handle)


def robots_of(dataset: Dataset, untils: Sequence[str] = (), *, has_persons: bool = False) -> str:
    """What search engines are told of a page with entries that harm, or about persons: do not list it, do not keep it.

    `untils` are the last days of the entries on the page; after the first of them the page is to be forgotten.
    """
    if not dataset.is_adverse and not has_persons:
        return ""
    first = min(untils, default=FOREVER)
    return "noindex, noarchive" + ("" if first == FOREVER else f", unavailable_after: {first}")
