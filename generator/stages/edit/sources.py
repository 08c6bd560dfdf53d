"""Where explanatory pages come from, and the folders of the site that they may stand in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SECTIONS = {"about": "关于本站", "policy": "政策与公示期", "guide": "办事指南"}
"""Folder of the site and its name on the pages."""


@dataclass(frozen=True)
class EditorialSources:
    """Where the explanatory pages come from and where mkdocs may work."""

    templates: Path
    """site_templates, with base.html and editorial/."""
    configuration: Path
    """mkdocs.yml."""
    data: Path
    """The city's folder; its editorial/, when there is one, replaces the program's pages."""
    work: Path
    """A private folder outside the release."""

    @property
    def pages(self) -> Path:
        """The folder of the Markdown pages that count."""
        own = self.data / "editorial"
        return own if own.is_dir() else self.templates / "editorial" / "pages"
