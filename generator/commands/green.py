"""`gongshi green CODE`: what the approval office asks before it grants a green channel (四(四)).

Source: 黄信用办〔2021〕3号 四(四): 绿色通道 and 容缺受理 for models of good faith and those without adverse records.
What was repaired or has expired may not be used any more, and is not listed here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import typer

from generator.commands.asking import Asked, to_look
from generator.commands.room import reading
from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.columns import NOTE, PUBLISHED_UNTIL, RECORD_ID
from generator.model.night import Places, Progress
from generator.pipeline import Judgement, look
from generator.policy.citation import unchecked, unchecked_words
from generator.policy.fold import fold_code
from generator.policy.grounds import MARKED
from generator.policy.identifiers import uscc

KINDS = {"adverse": "现行失信信息", "model": "诚信典型", "commitment": "信用承诺"}
_COMMITTED = ("due-on", "fulfilment")


LIMITS = (
    "只列今天仍在公示期内的信息；已修复、已撤销、已到期的不得再用作依据。没有记录只说明上述来源中没有。",
    "异议核实中的失信信息，相关惩戒措施暂不执行的，以标注为准。",
)


def run(places: Places, asked: Asked, code: str, progress: Progress) -> dict[str, Any]:
    """Lay out what is current about an organisation: code, as_of, a list for each of KINDS, sources and limits.

    Raises BadParameter for what is no unified code.
    """
    wanted = fold_code(code)
    if not uscc.valid(pd.Series([wanted], dtype="str")).iloc[0]:
        message = "CODE 要是单位的 18 位统一社会信用代码，且校验位正确；个人信息不在这里查询"
        raise typer.BadParameter(message)
    _, wish = to_look(places, asked)
    with look(reading(places), wish, progress) as judged:
        publication = judged.publication
        groups: dict[str, list[dict[str, Any]]] = {group: [] for group in KINDS}
        for dataset in publication.datasets:
            if _group(dataset) in groups:
                groups[_group(dataset)] += _of_dataset(judged, dataset, wanted)
        told = {"code": wanted, "as_of": publication.as_of.isoformat(), **groups}
        named = unchecked(judged.evening.city, json.dumps(told, ensure_ascii=False))
        return {**told, "sources": list(_sources(judged)), "limits": list(LIMITS), "unchecked": named}


def lines(told: dict[str, Any]) -> Iterator[str]:
    """Tell it in lines."""
    yield f"{told['code']} 截至 {told['as_of']} 的现行信息"
    for group, words in KINDS.items():
        found = told[group]
        yield f"{words}：{len(found)} 条" if found else f"{words}：没有"
        yield from ("  " + "，".join(_words(one)) for one in found)
    titles: dict[str, list[str]] = {one["title"]: [] for one in told["sources"]}
    for one in told["sources"]:
        titles[one["title"]].append(f"{one['department']} {one['data_date'] or '尚无数据'}")
    yield "来源：" + "；".join(f"{title}（{'、'.join(days)}）" for title, days in titles.items())
    first, *others = told["limits"]
    yield f"限制：{first}"
    yield from others
    yield from unchecked_words(told["unchecked"])


def _words(one: dict[str, Any]) -> Iterator[str]:
    yield from filter(None, (one["title"], one["department"], one["number"]))
    yield f"{one['decided_on']} 决定"
    yield f"公示至 {one['published_until']}"
    yield from (f"{name} {said}" for name, said in one["promised"].items())
    yield from (MARKED.get(note, note) for note in one["notes"])
    yield "依据" + "、".join(one["basis"])
    yield one["address"]


def _group(dataset: Dataset) -> str:
    return "adverse" if dataset.is_adverse else dataset.credit.kind


def _of_dataset(judged: Judgement, dataset: Dataset, code: str) -> Iterator[dict[str, Any]]:
    for part in judged.publication.parts_of(dataset.name):
        rows = pd.read_parquet(part.frame)
        for _, row in rows[rows["@code"] == code].fillna("").iterrows():
            number = dataset.named("record-number") or ""
            yield {
                "dataset": dataset.name,
                "title": dataset.title,
                "department": judged.publication.department(part.department).name,
                "record_id": str(row[RECORD_ID]),
                "number": str(row.get(number, "")),
                "decided_on": str(row["@date"]),
                "published_until": str(row[PUBLISHED_UNTIL]),
                "promised": dict(_promised(dataset, row)),
                "notes": [note for note in str(row[NOTE]).split(";") if note],
                "basis": [judged.evening.city.bases[name].citation for name in dataset.credit.basis],
                "address": urls.record(row[RECORD_ID]),
            }


def _promised(dataset: Dataset, row: pd.Series) -> Iterator[tuple[str, str]]:
    for role in _COMMITTED:
        if (name := dataset.named(role)) and row.get(name):
            yield name, str(row[name])


def _sources(judged: Judgement) -> Iterator[dict[str, str]]:
    publication = judged.publication
    for dataset in publication.datasets:
        if _group(dataset) in KINDS:
            for unit in publication.units_of(dataset.name):
                yield {
                    "dataset": dataset.name,
                    "title": dataset.title,
                    "department": publication.department(unit.department).name,
                    "data_date": str(unit.data_date or ""),
                }
