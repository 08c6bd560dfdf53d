"""The same record and list pages for Hugo: the frame and the fields of a built site, as content and templates."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE_ROWS = 100
SHOWN = ("违法行为类型", "处罚类别", "罚款金额（万元）", "处罚机关", "处罚决定日期")
_MAIN = re.compile(r"(.*<main[^>]*>)(.*)(</main>.*)", re.DOTALL)
_CONFIG = {
    "baseURL": "https://credit.example.org/", "title": "信用", "languageCode": "zh-CN",
    "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "home", "section"], "uglyURLs": True,
}  # fmt: skip
_RECORD = """{{ partial "head.html" . }}
<div class="wrap"><article data-until="{{ .Params.until }}"><h1>{{ .Title }}</h1>
<section class="sec"><dl class="fields">{{ range .Params.fields }}<div><dt>{{ .l }}</dt><dd>{{ .v }}</dd></div>
{{ end }}</dl></section></article></div>{{ partial "foot.html" . }}"""
_LIST = """{{ partial "head.html" . }}
<div class="wrap"><h1>{{ .Title }}</h1><table class="cards list"><tbody>{{ range .Params.rows }}
<tr id="r-{{ .id }}" data-until="{{ .until }}"><th><a class="who" href="{{ .href }}">{{ .name }}</a>
<span class="sub">{{ .number }}</span></th>{{ range .cells }}<td data-l="{{ .l }}">{{ .v }}</td>{{ end }}</tr>
{{ end }}</tbody></table></div>{{ partial "foot.html" . }}"""


def write(site: Path, folder: Path) -> int:
    """Write a Hugo project with as many record and list pages as a built site; gives their number."""
    records = [json.loads(line) for line in (site / "download/penalties.jsonl").read_text("utf-8").splitlines()]
    organisations = [one for one in records if (site / _page(one)).exists()]
    lists = sum(1 for _ in (site / "penalties").rglob("index.html"))
    sample = (site / _page(organisations[0])).read_text("utf-8")
    head, _, foot = _MAIN.fullmatch(sample).groups()  # type: ignore[union-attr]  # every page has a main
    layouts = folder / "layouts"
    _put(folder / "hugo.json", json.dumps(_CONFIG))
    _put(layouts / "partials/head.html", head)
    _put(layouts / "partials/foot.html", foot)
    _put(layouts / "record/single.html", _RECORD)
    _put(layouts / "list/single.html", _LIST)
    for one in organisations:
        fields = [{"l": name, "v": str(value)} for name, value in one.items() if value is not None]
        told = {"title": next(iter(list(one.values())[1:2])), "until": one["published_until"], "fields": fields}
        _put(folder / f"content/record/{one['record_id']}.md", json.dumps(told, ensure_ascii=False))
    for number, rows in zip(range(lists), _rows(records), strict=False):
        told = {"title": f"第{number + 1}页", "rows": rows}
        _put(folder / f"content/list/{number}.md", json.dumps(told, ensure_ascii=False))
    return len(organisations) + lists


def _page(record: dict[str, Any]) -> str:
    return f"record/{record['record_id'][:2]}/{record['record_id']}.html"


def _rows(records: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """A hundred rows a page, twice over: by month and by department."""
    for _ in range(3):
        for first in range(0, len(records), PAGE_ROWS):
            yield [_row(one) for one in records[first : first + PAGE_ROWS]]


def _row(record: dict[str, Any]) -> dict[str, Any]:
    names = [
        name for name in record if name in ("违法行为类型", "处罚类别", "罚款金额（万元）", "处罚机关", "处罚决定日期")
    ]
    return {
        "id": record["record_id"], "until": record["published_until"], "href": "/" + _page(record),
        "name": record["行政相对人名称"], "number": record.get("行政处罚决定书文号") or "",
        "cells": [{"l": name, "v": str(record[name] or "无")} for name in names],
    }  # fmt: skip


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
