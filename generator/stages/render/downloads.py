"""The download hub: which files there are, how big, how to check, cite, use and purge them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.stages.render.press import Press
from generator.stages.render.summary import Summary
from generator.stages.render.titles import title_in
from generator.stages.render.words import FORMS, size_words

OTHERS = (
    ("all.zip", _("全部CSV、statistics.csv、datapackage.json和使用须知，打成一个包")),
    ("statistics.csv", _("按月份、部门、类别统计的决定数量，包括后来到期、修复、撤销的，适合看趋势")),
    ("datapackage.json", _("各列的意思、代码、单位，以及行数、字节数、校验值（Data Package第2版）")),
    ("dcat.jsonld", _("给开放数据目录用的说明（DCAT 3）")),
    ("SHA256SUMS", _("每个文件的校验值，一行一个")),
    ("README.txt", _("使用须知")),
)
"""The files that belong to no dataset, and what they are."""


class Download(NamedTuple):
    """One dataset in the hub: its files as (format, ((address, label, size), …)), none where there is no such file."""

    title: str
    href: str
    records: str
    files: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


def downloads_of(press: Press, dataset: Dataset, records: int, sizes: Mapping[str, int]) -> Download:
    """Tell which files of a dataset were written."""
    files = tuple((words, tuple(_files(dataset, form, sizes))) for form, words in FORMS.items())
    return Download(title_in(press.speech, dataset), press.at(urls.dataset(dataset.name)), f"{records:,}", files)


def render_downloads(press: Press, summaries: Sequence[Summary], sizes: Mapping[str, int]) -> str:
    """Write the hub; gives its address."""
    downloads = [downloads_of(press, one.dataset, one.records, sizes) for one in summaries]
    offered = [words for place, words in enumerate(FORMS.values()) if any(one.files[place][1] for one in downloads)]
    named = [one.dataset.name for one in summaries if _may_be_example(one.dataset, sizes)]
    return press.edition(
        "/download/",
        "download.html",
        title=_("数据下载"),
        crumbs=[("", _("数据下载"))],
        current="/download/",
        column=_("数据下载"),
        downloads=[one._replace(files=tuple(file for file in one.files if file[0] in offered)) for one in downloads],
        forms=offered,
        has_ids=FORMS["ids.gz"] in offered,
        others=[
            (f"/{path}", name, words, size_words(sizes[path]))
            for name, words in OTHERS
            if (path := f"download/{name}") in sizes
        ],
        records=f"{sum(one.records for one in summaries):,}",
        version=f"{press.publication.version:,}",
        citation=summaries[0].dataset.title if summaries else "",
        base=press.publication.city.site.base_url.rstrip("/"),
        example=named[0] if named else "",
    )


def _may_be_example(dataset: Dataset, sizes: Mapping[str, int]) -> bool:
    """Tell whether the examples could be run with a dataset."""
    return all(urls.to_file(urls.download(dataset.name, form)) in sizes for form in ("csv", "parquet", "ids.gz"))


def _files(dataset: Dataset, form: str, sizes: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """Address, label and size of each file; a large workbook comes as one a year, labelled with it."""
    path = urls.to_file(urls.download(dataset.name, form))
    yearly = re.compile(f"{re.escape(path.removesuffix(f'.{form}'))}-([0-9]{{4}})[.]xlsx")
    if path in sizes:
        yield f"/{path}", "", size_words(sizes[path])
    elif form == "xlsx":
        for name in sorted(sizes):
            if found := yearly.fullmatch(name):
                yield (
                    f"/{name}",
                    _("{year}年", year=found[1]) if found[1] != "0000" else _("没有日期"),
                    size_words(sizes[name]),
                )
