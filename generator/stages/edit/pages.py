"""How mkdocs is made to build pages in the frame of all other pages, and to fail on whatever it finds wrong.

mkdocs reads SOURCE_DATE_EPOCH for its sitemap and its build date alone; neither is made or shown here, so the same
pages give the same bytes on any day.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config.base import LegacyConfig, load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.errors import CatalogueError
from generator.stages.edit.editions import Edition
from generator.stages.edit.sources import SECTIONS, EditorialSources


def build_pages(sources: EditorialSources, edition: Edition, target: Path) -> None:
    """Build the Markdown pages into a folder of their own; raises CatalogueError with what mkdocs complains of."""
    with _complaints() as complaints:
        try:
            config = load_config(
                str(sources.configuration),
                docs_dir=str(edition.pages(sources).absolute()),
                exclude_docs=edition.left_out,
                site_dir=str(target.absolute()),
                theme={"name": None, "custom_dir": str((sources.templates / "editorial").absolute())},
            )
            config.theme.static_templates.clear()  # no sitemap and no 404 but the site's own
            config.plugins["gongshi"] = FramePlugin(sources, edition)
            build(config)
        except MkDocsException as error:
            message = f"编辑页面没有通过 mkdocs 的检查：{'；'.join(complaints) or error}"
            raise CatalogueError(message) from error


class FramePlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]  # mkdocs' own __init_subclass__
    """Lets mkdocs' pages extend base.html under the same strictness, and name the city's facts in their text."""

    def __init__(self, sources: EditorialSources, edition: Edition) -> None:
        self._sources = sources
        self._edition = edition
        # `{#when}` names a heading in Markdown, so Jinja's comments must begin otherwise.
        self._text = SandboxedEnvironment(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            comment_start_string="<!--#",
            comment_end_string="#-->",
            finalize=edition.environment.finalize,
        )
        # Without what can read files: a city's pages may name facts, and nothing else.
        self._text.globals = {name: fact for name, fact in edition.environment.globals.items() if name != "speech"}
        self._text.filters |= edition.environment.filters

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what comes with a theme: the site has its own assets."""
        return Files([file for file in files if file.src_dir == config.docs_dir])

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Fill in the city's facts; raises CatalogueError for a page without title or with an unknown name."""
        place = page.file.src_uri
        if not isinstance(page.meta.get("title"), str):
            message = f"编辑页面 {place} 没有标题。请在开头的 --- 之间写 title"
            raise CatalogueError(message)
        try:
            return self._text.from_string(markdown).render(self._edition.facts)
        except TemplateError as error:
            message = f"编辑页面 {place} 里的 {{{{ }}}} 写错了：{error.message}"
            raise CatalogueError(message) from error

    def on_env(self, env: Environment, **_: Any) -> Environment:  # mkdocs hands its own over
        """Set pages in the environment of all other pages."""
        return self._edition.environment

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        """Give a page the frame of all other pages. What Markdown made of the text is markup already."""
        folder = page.url.split("/")[0]
        section, own = SECTIONS[folder], (f"/{page.url}", page.meta["title"])
        more = {
            "content": Markup(page.content),
            "contents": [(item.url, Markup(item.title)) for item in page.toc],
            "section": section,
            "trail": (section,) if own[0] == section[0] else (section, own),
            "heading": page.meta["title"],
            "lead": page.meta.get("lead", ""),
            **({"twin": own[0]} if self._edition.twin(self._sources, page.file.src_uri) else {}),
        }
        return cast("TemplateContext", {**context, **more})


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what mkdocs warns of, instead of printing it."""
    heard: list[str] = []
    logger = logging.getLogger("mkdocs")
    handler = _Listener(heard)
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)


class _Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(record.getMessage())
