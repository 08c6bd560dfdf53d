"""Editions: the explanatory pages of one language, and how they find those of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from generator.stages.edit.sources import EditorialSources


@dataclass(frozen=True)
class Edition:
    """The explanatory pages of one language."""

    folder: str
    """The folder of the site that they stand in; empty for Chinese."""
    folders: tuple[str, ...]
    """The folders of all other languages but Chinese."""
    environment: Environment
    facts: Mapping[str, object]
    """What pages may name."""

    def pages(self, sources: EditorialSources) -> Path:
        """Where its Markdown is."""
        return sources.pages / self.folder

    @property
    def left_out(self) -> str:
        """The folders below it that are editions of their own, as mkdocs takes them: patterns, one a line."""
        return "\n".join(f"/{one}/" for one in self.folders if not self.folder)

    def twin(self, sources: EditorialSources, page: str) -> bool:
        """Tell whether every language has a page of this Markdown file."""
        return all((folder / page).is_file() for folder in self._all(sources))

    def _all(self, sources: EditorialSources) -> Iterator[Path]:
        yield sources.pages
        yield from (sources.pages / one for one in self.folders)
