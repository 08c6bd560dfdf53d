"""Edit: the explanatory pages of /about/, /policy/ and /guide/, written in Markdown and built by mkdocs.

mkdocs builds into the work folder, never into the release: it empties its target, and would empty a live site
through the symlink. Links, pages elsewhere than in the three folders, and files that the release already has are
refused.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from jinja2 import Environment

from generator.errors import CatalogueError
from generator.model.publication import Publication
from generator.stages.edit.editions import Edition
from generator.stages.edit.facts import facts
from generator.stages.edit.pages import build_pages
from generator.stages.edit.sources import SECTIONS, EditorialSources

__all__ = ["EditorialSources", "edit"]


def edit(publication: Publication, sources: EditorialSources, editions: Mapping[str, Environment], site: Path) -> None:
    """Build the explanatory pages and add them to the release.

    Args:
        publication: Tonight's public model; pages may name the city's periods, departments and datasets.
        sources: Folders.
        editions: Folder of the site to the environment of the pages in it, the same as for every other page of the
            language; an empty name is the site itself. Pages of a language stand in a folder of that name.
        site: The release that is being made.

    Raises:
        CatalogueError: A page is wrong, or stands where another file of the release stands.
    """
    folders = tuple(filter(None, editions))
    _refuse_what_is_no_page(sources.own, folders)
    _lay_out(sources)
    built = sources.work / "editorial"
    told = facts(publication)
    for folder, environment in editions.items():
        build_pages(sources, Edition(folder, folders, environment, told), built / folder)
    for path in sorted(built.rglob("*")):
        if path.is_file():
            _add(path, path.relative_to(built), site)


def _refuse_what_is_no_page(pages: Path, folders: Collection[str]) -> None:
    for path in sorted(pages.rglob("*")):
        place = path.relative_to(pages)
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            message = f"编辑页面 {place} 是链接或特殊文件。请换成普通文件"
            raise CatalogueError(message)
        inside = place.parts[1:] if place.parts[0] in folders else place.parts
        if (inside and inside[0] not in SECTIONS) or (len(inside) < 2 and path.is_file()):
            message = f"编辑页面 {place} 不在 {'、'.join(SECTIONS)} 文件夹里。请移进其中一个"
            raise CatalogueError(message)


def _lay_out(sources: EditorialSources) -> None:
    """Put the city's pages over the program's: every page leads to some of them, so none may be missing."""
    shutil.rmtree(sources.pages, ignore_errors=True)  # of an earlier attempt of the same night
    shutil.copytree(sources.templates / "editorial" / "pages", sources.pages)
    if sources.own.is_dir():
        shutil.copytree(sources.own, sources.pages, dirs_exist_ok=True)


def _add(built: Path, place: Path, site: Path) -> None:
    target = site / place
    if target.exists():
        message = f"编辑页面 {place} 与网站已有的文件同名。请给编辑页面换一个名字"
        raise CatalogueError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(built, target)
