"""The same record and list pages for Hugo: what differs from page to page as data, all else as templates.

The pages of a built site are taken apart, and Hugo has to put them together again. What our program works out for a
page (which fields are shown, how days and amounts are written, links, JSON-LD) comes to Hugo ready made, so it does
less than we do. Its pages are then held against ours: nobody measures a page that is easier to make.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMPARED = 500
"""About so many pages of each kind are held against ours."""
Data = dict[str, Any]

_CONFIG = {
    "baseURL": "https://credit.example.org/", "title": "信用", "languageCode": "zh-CN",
    "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"], "uglyURLs": True,
}  # fmt: skip
_ADAPTER = """{{ range resources.Get "KIND.json" | transform.Unmarshal }}
{{ $.AddPage (dict "kind" "page" "path" .path "type" "KIND" "params" .) }}{{ end }}"""
_SECTIONS = """{{ range .Params.sections }}<section class="sec"><h2>{{ .name }}</h2><div>
{{- with .fields }}<dl class="fields">
{{ range . }}<div{{ with .class }} class="{{ . }}"{{ end }}><dt>{{ .name }}</dt><dd>{{ .value | safeHTML }}</dd></div>
{{ end }}</dl>{{ end }}{{ with .text }}{{ . | safeHTML }}{{ end }}</div></section>
{{ end }}"""
_ROWS = """{{ range .Params.rows -}}
<tr role="row" id="r-{{ .id }}" data-until="{{ .until }}"><th scope="row" role="rowheader">
{{- with .href }}<a class="who" href="{{ . }}">{{ end }}{{ .name | safeHTML }}{{ if .href }}</a>{{ end -}}
{{ .sub | safeHTML }}</th>
{{- range .cells }}<td role="cell" data-l="{{ .name }}"{{ with .class }} class="{{ . }}"{{ end }}>
{{- .value | safeHTML }}</td>{{ end }}</tr>
{{ end }}"""

_SECTION = re.compile(r'<section class="sec"><h2>([^<]*)</h2><div>(.*?)</div></section>\n', re.DOTALL)
_FIELDS = re.compile(r'<dl class="fields">\n(.*)</dl>', re.DOTALL)
_FIELD = re.compile(r'<div(?: class="([^"]*)")?><dt>([^<]*)</dt><dd>(.*?)</dd></div>\n', re.DOTALL)
_ROW = re.compile(
    r'<tr role="row" id="r-(?P<id>[a-z2-7]+)" data-until="(?P<until>[0-9-]*)"><th scope="row" role="rowheader">'
    r'(?:<a class="who" href="(?P<href>[^"]*)">)?(?P<name>.*?)(?:</a>)?(?P<sub><span class="sub">.*?)?</th>'
    r"(?P<cells>.*?)</tr>\n"
)
_CELL = re.compile(r'<td role="cell" data-l="([^"]*)"(?: class="([^"]*)")?>(.*?)</td>')


@dataclass(frozen=True)
class _Kind:
    """Pages of one kind: where they are, what stands in their middle, how it is taken apart and put together."""

    folder: str
    middle: str
    take_apart: Callable[[str], Data]
    template: str

    def parts(self, page: str) -> tuple[str, ...] | None:
        """Cut a page: by turns what all pages of the kind share and what differs; None for one without a middle."""
        first = r'(.*?)(<title>.*?)(<link rel="stylesheet".*?)(<nav class="crumbs[^\n]*)(.*?<main[^\n]*\n)'
        whole = f"{first}(.*?)({self.middle})(.*?)(</main>.*)"
        found = re.fullmatch(whole, page, re.DOTALL)
        return found and found.groups()


def write(site: Path, folder: Path) -> int:
    """Write a Hugo project for the record and list pages of a built site; gives their number."""
    _put(folder / "hugo.json", json.dumps(_CONFIG))
    return sum(_write_kind(site, folder, kind) for kind in _KINDS)


def compare(site: Path, folder: Path) -> int:
    """Hold some of Hugo's pages against ours, but for how a sign is escaped; gives how many were the same.

    Raises:
        AssertionError: Hugo made another page than ours.
    """
    made = sorted((folder / "public").rglob("*.html"))
    some = made[:: max(1, len(made) // COMPARED)]
    for path in some:
        name = path.relative_to(folder / "public")
        ours = site / name if (site / name).exists() else site / name.with_suffix("") / "index.html"
        assert html.unescape(ours.read_text("utf-8")) == html.unescape(path.read_text("utf-8")), name
    return len(some)


def _write_kind(site: Path, folder: Path, kind: _Kind) -> int:
    frame: tuple[str, ...] | None = None
    pages = 0
    data = _made(folder / f"assets/{kind.folder}.json")
    # Page by page: what this process once took is counted for every command that it starts after.
    with data.open("w", encoding="utf-8") as out:
        for path in sorted((site / kind.folder).rglob("*.html")):
            parts = kind.parts(path.read_text("utf-8"))
            if parts and frame in (None, parts[::2][:3] + parts[8:]):
                frame = parts[::2][:3] + parts[8:]
                page = {"path": _address(path.relative_to(site / kind.folder)), **_data(kind, parts)}
                out.write(f"{',' if pages else '['}{json.dumps(page, ensure_ascii=False)}")
                pages += 1
        out.write("]")
    assert frame is not None, "no page of the kind"
    slots = [f"{{{{ .Params.{name} | safeHTML }}}}" for name in ("head", "crumbs", "top", "bottom")]
    layout = [frame[0], slots[0], frame[1], slots[1], frame[2], slots[2], kind.template, slots[3], frame[3]]
    _put(folder / f"layouts/{kind.folder}/single.html", "".join(layout))
    _put(folder / f"content/{kind.folder}/_content.gotmpl", _ADAPTER.replace("KIND", kind.folder))
    return pages


def _data(kind: _Kind, parts: tuple[str, ...]) -> Data:
    _, head, _, crumbs, _, top, middle, bottom, _ = parts
    return {"head": head, "crumbs": crumbs, "top": top, "bottom": bottom, **kind.take_apart(middle)}


def _sections(middle: str) -> Data:
    return {"sections": [_section(name, text) for name, text in _SECTION.findall(middle)]}


def _section(name: str, text: str) -> Data:
    fields = _FIELDS.fullmatch(text)
    if not fields:
        return {"name": name, "text": text}
    names = ("class", "name", "value")
    return {"name": name, "fields": [dict(zip(names, found, strict=True)) for found in _FIELD.findall(fields[1])]}


def _rows(middle: str) -> Data:
    return {"rows": [_row(found) for found in _ROW.finditer(middle)]}


def _row(found: re.Match[str]) -> Data:
    cells = [{"name": name, "class": kind, "value": value} for name, kind, value in _CELL.findall(found["cells"])]
    return {**found.groupdict(default=""), "cells": cells}


def _address(path: Path) -> str:
    return str(path.parent if path.name == "index.html" else path.with_suffix(""))


def _put(path: Path, text: str) -> None:
    _made(path).write_text(text, "utf-8")


def _made(path: Path) -> Path:
    """A path whose folder is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


_KINDS = (
    _Kind("record", r'<section class="sec">.*</section>\n', _sections, _SECTIONS),
    _Kind("penalties", r'<tr role="row" id=.*</tr>\n', _rows, _ROWS),
)
