"""The Jinja environment of each language, and in it what the frame of every page needs, of the editorial ones too."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.model.publication import Publication
from generator.stages.render.language import CHINESE, LANGUAGES, Language, Speech
from generator.stages.render.menus import links_in, menu_in
from generator.stages.render.titles import title_in
from generator.stages.render.translation import CompiledTranslation
from generator.stages.render.words import day_of

ICP_REGISTER = "https://beian.miit.gov.cn/"
"""Where anyone can look an ICP number up; a site leads there. Source: 非经营性互联网信息服务备案管理办法 art. 13."""
POLICE_REGISTER = "https://beian.mps.gov.cn/#/query/webSearch?code="
"""Where a site's registration with the police is looked up, by its 14 digits."""


def environment(publication: Publication, templates: Path, language: Language = CHINESE) -> Environment:
    """Make the environment of all pages of a language: everything escaped, nothing undefined passes.

    Chinese is what everything is written in: only in other languages are messages and data looked at one by one.
    """
    speech = Speech(language, templates)
    made = Environment(
        loader=FileSystemLoader([templates, templates / "editorial"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=speech.say if language != CHINESE else None,
    )
    made.globals["speech"] = speech
    made.filters |= {"data": speech.data, "foreign": speech.foreign, "title_in": partial(title_in, speech)}
    made.add_extension(CompiledTranslation)
    made.globals.update(_facts(publication, templates), **_editions(publication, speech))
    made.globals["footer"] = Markup(made.get_template("partials/footer.html").render())
    return made


def assets(templates: Path) -> dict[str, tuple[str, bytes]]:
    """Style, scripts and icon: file of the site and bytes. Names change with the bytes, so that caches never mix."""
    made = {}
    for name, (stem, kind) in {"css": ("site", "css"), "js": ("site", "js"), "search": ("search", "js")}.items():
        content = (templates / "assets" / f"{stem}.{kind}").read_bytes()
        made[name] = (f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{kind}", content)
    return made | {"icon": ("assets/icon.svg", (templates / "assets" / "icon.svg").read_bytes())}


def _facts(publication: Publication, templates: Path) -> dict[str, Any]:
    return {
        "site": publication.city.site,
        "domain": urlsplit(publication.city.site.base_url).hostname or "",
        "registers": (
            ICP_REGISTER,
            POLICE_REGISTER + "".join(filter(str.isdigit, publication.city.site.police_record)),
        ),
        "dates": {
            "as_of": day_of(publication.as_of.isoformat()),
            "data": day_of(publication.data_date.isoformat()),
            "expires": day_of(publication.expires.isoformat()),
        },
        "assets": {name: f"/{path}" for name, (path, _) in assets(templates).items()},
    }


def _editions(publication: Publication, speech: Speech) -> dict[str, Any]:
    """What tells the pages of one language from those of another."""
    language, site = speech.language, publication.city.site
    return {
        "tag": site.language if language == CHINESE else language.tag,
        "home": language.root + "/",
        "languages": LANGUAGES,
        "other_languages": tuple(one for one in LANGUAGES if one != language),
        "base": site.base_url.rstrip("/"),
        "menu": menu_in(speech),
        "links": links_in(speech),
    }
