"""Heads of lists for pages in other languages: what a column says, where Chinese pages give the name of its field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model.catalogue import Dataset
from generator.model.message import Message, _
from generator.stages.render.listing import Column, Listing

SAID = {"fine": _("罚款金额（万元）"), "authority": _("认定或作出机关"), "date": _("日期"), "until": _("公示至")}
MATTERS = {
    "category": _("类别"),
    "content-text": _("内容"),
    "purpose": _("用途"),
    "basis-text": _("依据"),
    "status": _("状态"),
    "year": _("年份"),
}
"""Role of a field to its head, where columns say what a record is about."""


def with_heads(listing: Listing) -> Listing:
    """The same listing, its columns headed by what they say."""
    return replace(listing, columns=tuple(_headed(listing)))


def _headed(listing: Listing) -> Iterator[Column]:
    for column in listing.columns:
        yield column._replace(label=SAID[column.says] if column.says in SAID else _matter(listing.dataset, column))


def _matter(dataset: Dataset, column: Column) -> Message:
    return next(words for role, words in MATTERS.items() if dataset.named(role) == column.source)
