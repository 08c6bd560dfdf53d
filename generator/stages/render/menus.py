"""The menu and the links at the foot of every page.

In another language a menu leads only where there are pages in it; at the foot the others stand together, named as such.
Addresses are messages too: a catalogue says which page of its language answers for one.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.message import Message, _
from generator.stages.render.language import CHINESE, Speech

Entry = tuple[Message, Message]
"""Address and words."""

MENU = (
    (_("/search/"), _("查找记录")),
    (_("/catalogue/"), _("公示目录")),
    (_("/measures/"), _("奖惩措施")),
    (_("/guide/"), _("办事指南")),
    (_("/download/"), _("数据下载")),
    (_("/quality/"), _("数据质量")),
)
LINKS = (
    (
        _("查询与公示"),
        (
            *MENU[:2],
            (_("/browse/"), _("浏览单位")),
            (_("/notices/"), _("撤销与变更公告")),
            (_("/changes/"), _("每日变动")),
        ),
    ),
    (
        _("办事"),
        (
            (_("/guide/"), _("办事指南")),
            (_("/guide/repair/"), _("申请信用修复")),
            (_("/guide/objection/"), _("提出异议")),
            (_("/guide/lists/"), _("名单说明什么")),
            (_("/policy/"), _("政策与公示期")),
        ),
    ),
    (
        _("使用数据"),
        (
            (_("/download/"), _("数据下载")),
            (_("/quality/"), _("数据质量")),
            (_("/guide/journalists/"), _("给记者")),
            (_("/guide/developers/"), _("给开发者")),
            (_("/status.json"), _("运行状态（JSON）")),
        ),
    ),
    (
        _("关于本站"),
        (
            (_("/about/"), _("关于本站")),
            (_("/about/accessibility/"), _("无障碍说明")),
            (_("/about/privacy/"), _("个人信息保护")),
            (_("/sitemap.xml"), _("站点地图（XML）")),
        ),
    ),
)
ELSEWHERE = _("中文页面")
"""Heads the links to pages that another language has not."""


def menu_in(speech: Speech) -> tuple[Entry, ...]:
    """The menu of a language."""
    return tuple(entry for entry in MENU if _is_there(speech, entry))


def links_in(speech: Speech) -> tuple[tuple[Message, tuple[Entry, ...]], ...]:
    """The links at the foot, under their headings."""
    return tuple(_groups(speech))


def _groups(speech: Speech) -> Iterator[tuple[Message, tuple[Entry, ...]]]:
    rest: dict[Message, Entry] = {}
    for heading, entries in LINKS:
        here = tuple(entry for entry in entries if _is_there(speech, entry))
        rest |= {entry[0]: entry for entry in entries if entry not in here}
        if here:
            yield heading, here
    if rest:
        yield ELSEWHERE, tuple(rest.values())


def _is_there(speech: Speech, entry: Entry) -> bool:
    address = entry[0]
    return speech.language == CHINESE or speech.lookup(address) != address or not address.endswith("/")
