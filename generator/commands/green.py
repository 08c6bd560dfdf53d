"""`gongshi green CODE`: what the approval office asks before it grants a green channel (四(四)).

Source: 黄信用办〔2021〕3号 四(四): 绿色通道 and 容缺受理 for models of good faith and those without adverse records.
What was repaired or has expired may not be used any more, and is not listed here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from generator.commands.asking import Asked, to_look
from generator.commands.room import reading
from generator.errors import GeneratorError
from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.columns import NOTE, PUBLISHED_UNTIL, RECORD_ID
from generator.model.night import Places, Progress
from generator.pipeline import Judgement, look
from generator.policy.fold import fold_code
from generator.policy.grounds import MARKED
from generator.policy.identifiers import uscc

KINDS = {"adverse": "现行失信信息", "model": "诚信典型", "commitment": "信用承诺"}
_COMMITTED = ("due-on", "fulfilment")


def run(places: Places, asked: Asked, code: str, progress: Progress) -> list[str]:
    """List what is current about an organisation, in lines; raises GeneratorError for what is no unified code."""
    wanted = fold_code(code)
    if not uscc.valid(pd.Series([wanted], dtype="str")).iloc[0]:
        message = "CODE 要是单位的 18 位统一社会信用代码，且校验位正确；个人信息不在这里查询"
        raise GeneratorError(message)
    _, wish = to_look(places, asked)
    with look(reading(places), wish, progress) as judged:
        return list(_lines(judged, wanted))


def _lines(judged: Judgement, code: str) -> Iterator[str]:
    publication = judged.publication
    yield f"{code} 截至 {publication.as_of} 的现行信息"
    for group, words in KINDS.items():
        found = [line for dataset in publication.datasets if _group(dataset) == group
                 for line in _of_dataset(judged, dataset, code)]  # fmt: skip
        yield f"{words}：{len(found)} 条" if found else f"{words}：没有"
        yield from found
    yield "来源：" + "；".join(_sources(judged))
    yield "限制：只列今天仍在公示期内的信息；已修复、已撤销、已到期的不得再用作依据。没有记录只说明上述来源中没有。"
    yield "异议核实中的失信信息，相关惩戒措施暂不执行的，以标注为准。"


def _group(dataset: Dataset) -> str:
    return "adverse" if dataset.is_adverse else dataset.credit.kind


def _of_dataset(judged: Judgement, dataset: Dataset, code: str) -> Iterator[str]:
    bases = "、".join(judged.evening.city.bases[name].citation for name in dataset.credit.basis)
    for part in judged.publication.parts_of(dataset.name):
        rows = pd.read_parquet(part.frame)
        for _, row in rows[rows["@code"] == code].fillna("").iterrows():
            department = judged.publication.department(part.department).name
            number = dataset.named("record-number") or ""
            said = [dataset.title, department, str(row.get(number, "")), f"{row['@date']} 决定"]
            said += [f"公示至 {row[PUBLISHED_UNTIL]}", *_promised(dataset, row)]
            said += [MARKED.get(note, note) for note in str(row[NOTE]).split(";") if note]
            yield "  " + "，".join(filter(None, [*said, f"依据{bases}", urls.record(row[RECORD_ID])]))


def _promised(dataset: Dataset, row: pd.Series) -> Iterator[str]:
    for role in _COMMITTED:
        if (name := dataset.named(role)) and row.get(name):
            yield f"{name} {row[name]}"


def _sources(judged: Judgement) -> Iterator[str]:
    for dataset in judged.publication.datasets:
        if _group(dataset) not in KINDS:
            continue
        days = [
            f"{judged.publication.department(unit.department).name} {unit.data_date or '尚无数据'}"
            for unit in judged.publication.units_of(dataset.name)
        ]
        yield f"{dataset.title}（{'、'.join(days)}）"
