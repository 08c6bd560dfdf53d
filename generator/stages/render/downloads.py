"""The download hub: which files there are, how big, how to check, cite and use them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.stages.render.press import Press
from generator.stages.render.summary import Summary
from generator.stages.render.words import FORMS, size_words


class Download(NamedTuple):
    """One dataset in the hub: its files as (format, address, size), empty address where there is no such file."""

    title: str
    href: str
    records: str
    files: tuple[tuple[str, str, str], ...]


def downloads_of(dataset: Dataset, records: int, sizes: Mapping[str, int]) -> Download:
    """Tell which files of a dataset were written."""
    files = []
    for form, words in FORMS.items():
        address = urls.download(dataset.name, form)
        size = sizes.get(urls.to_file(address))
        files.append((words, "", "") if size is None else (words, address, size_words(size)))
    return Download(dataset.title, urls.dataset(dataset.name), f"{records:,}", tuple(files))


def render_downloads(press: Press, summaries: Sequence[Summary], sizes: Mapping[str, int]) -> None:
    """Write the hub."""
    downloads = [downloads_of(one.dataset, one.records, sizes) for one in summaries]
    offered = [words for place, words in enumerate(FORMS.values()) if any(one.files[place][1] for one in downloads)]
    press.page(
        "/download/",
        "download.html",
        title="数据下载",
        crumbs=[("", "数据下载")],
        current="/download/",
        column="数据下载",
        downloads=[one._replace(files=tuple(file for file in one.files if file[0] in offered)) for one in downloads],
        forms=offered,
        records=f"{sum(one.records for one in summaries):,}",
        version=f"{press.publication.version:,}",
        example=summaries[0].dataset.title if summaries else "",
    )
