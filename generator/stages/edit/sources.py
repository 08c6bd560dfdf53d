"""Where explanatory pages come from, and the folders of the site that they may stand in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.model.message import _

SECTIONS = {
    "about": (_("/about/"), _("关于本站")),
    "policy": (_("/policy/"), _("政策与公示期")),
    "guide": (_("/guide/"), _("办事指南")),
}
"""Folder of the site to its address and its name on the pages."""


@dataclass(frozen=True)
class EditorialSources:
    """Where the explanatory pages come from and where mkdocs may work."""

    templates: Path
    """site_templates, with base.html and editorial/."""
    configuration: Path
    """mkdocs.yml."""
    data: Path
    """The city's folder. A page in its editorial/ takes the place of the program's page of the same path."""
    work: Path
    """A private folder outside the release."""

    @property
    def own(self) -> Path:
        """The folder of the city's own pages; it need not exist."""
        return self.data / "editorial"

    @property
    def pages(self) -> Path:
        """The folder of the Markdown pages that count: the city's, and the program's wherever the city has none."""
        return self.work / "editorial-pages"
