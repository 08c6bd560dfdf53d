"""The Jinja environment and the frame that every page stands in, the editorial ones too."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.model.publication import Publication
from generator.stages.render.words import day_of

FRAME = ("site", "domain", "menu", "links", "dates", "assets", "footer")

MENU = (
    ("/search/", "查找记录"),
    ("/catalogue/", "公示目录"),
    ("/measures/", "奖惩措施"),
    ("/guide/", "办事指南"),
    ("/download/", "数据下载"),
    ("/quality/", "数据质量"),
)
LINKS = (
    ("查询与公示", (*MENU[:2], ("/browse/", "浏览单位"), ("/notices/", "撤销与变更公告"), ("/changes/", "每日变动"))),
    (
        "办事",
        (
            ("/guide/", "办事指南"),
            ("/guide/repair/", "申请信用修复"),
            ("/guide/objection/", "提出异议"),
            ("/guide/lists/", "名单说明什么"),
            ("/policy/", "政策与公示期"),
        ),
    ),
    (
        "使用数据",
        (
            ("/download/", "数据下载"),
            ("/quality/", "数据质量"),
            ("/guide/journalists/", "给记者"),
            ("/guide/developers/", "给开发者"),
            ("/status.json", "运行状态（JSON）"),
        ),
    ),
    (
        "关于本站",
        (
            ("/about/", "关于本站"),
            ("/about/accessibility/", "无障碍说明"),
            ("/about/privacy/", "个人信息保护"),
            ("/sitemap.xml", "站点地图（XML）"),
        ),
    ),
)
ICP_REGISTER = "https://beian.miit.gov.cn/"
"""Where anyone can look an ICP number up; a site leads there. Source: 非经营性互联网信息服务备案管理办法 art. 13."""
POLICE_REGISTER = "https://beian.mps.gov.cn/#/query/webSearch?code="
"""Where a site's registration with the police is looked up, by its 14 digits."""


def environment(publication: Publication, templates: Path) -> Environment:
    """Make the environment of all pages: everything escaped, nothing undefined passes."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(_facts(publication, templates))
    made.globals["footer"] = Markup(made.get_template("partials/footer.html").render())
    return made


def frame(publication: Publication, templates: Path) -> dict[str, Any]:
    """What base.html needs, for pages that are set in an environment of their own."""
    made = environment(publication, templates)
    return {name: made.globals[name] for name in FRAME}


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
        "menu": MENU,
        "links": LINKS,
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
