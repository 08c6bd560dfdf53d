"""`gongshi explain KEY`: where a record was delivered, what each rule says of it, and where it is shown or why not.

It names places, codes, days and legal bases, and never a cell (design §8). Rows of natural persons are found by
document number or record id alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from generator.commands.asking import Asked, to_look
from generator.commands.room import reading
from generator.model import parts, urls
from generator.model.catalogue import Dataset
from generator.model.night import Places, Progress
from generator.model.parts import PrivatePart
from generator.model.verdict import Verdict
from generator.pipeline import Judgement, look
from generator.policy.case import Case
from generator.policy.corrections import correct
from generator.policy.fold import fold, fold_code
from generator.policy.grounds import MARKED, NOTED, PERIOD, RULE_WORDS, ground
from generator.policy.rules import RULES

FOREVER = "9999-12-31"
_NUMERAL = "[一二三四五六七八九十百零]+"
_ARTICLE = f"第{_NUMERAL}条(?:第{_NUMERAL}款)?"
CITATION = re.compile(
    rf"黄信用办〔2021〕3号(?:《[^》]+》)? ?{_NUMERAL}(?:\({_NUMERAL}\))?"
    rf"|《[^》]+》(?:（[^）]+）)?(?:{_ARTICLE}(?:、{_ARTICLE})*)?"
    r"|(?:发改办财金|国办发)〔[0-9]+〕[0-9]+号|GB 32100[-—0-9]*"
)
"""A legal text as docstrings cite it: title, number, article."""


@dataclass(frozen=True)
class Row:
    """One row that the key names."""

    judged: Judgement
    part: PrivatePart
    place: int
    frame: pd.DataFrame

    @property
    def dataset(self) -> Dataset:
        """Its dataset."""
        return self.judged.evening.city.dataset(self.part.dataset)

    def cell(self, column: str) -> str:
        """One of the columns that stages add."""
        value = self.frame[column].iloc[self.place]
        return "" if pd.isna(value) else str(value)


def run(places: Places, asked: Asked, key: str, repair_on: date | None, progress: Progress) -> list[str]:
    """Explain every row that a key names, in lines; empty where none does."""
    _, wish = to_look(places, asked)
    with look(reading(places), wish, progress) as judged:
        return [line for row in _find(judged, key) for line in _explain(row, repair_on)]


def _find(judged: Judgement, key: str) -> Iterator[Row]:
    number, code = fold(key), fold_code(key)
    for part in judged.outcome.decided:
        frame = pd.read_parquet(part.frame)
        hit = (frame[parts.NUMBER] == number) & (number != "")
        hit |= (frame[parts.CODE] == code) & (code != "") & (frame[parts.KIND] != "person")
        hit |= frame[parts.RECORD_ID] == key
        for place in np.flatnonzero(hit.to_numpy()):
            yield Row(judged, part, int(place), frame)


def _explain(row: Row, repair_on: date | None) -> Iterator[str]:
    evening, reason = row.judged.evening, row.cell(parts.REASON)
    department = evening.city.department(row.part.department).name
    yield f"■ {row.dataset.title}，{department}，{row.cell(parts.FILE)} 第 {row.cell(parts.ROW)} 行"
    yield f"  记录编号：{row.cell(parts.RECORD_ID)}"
    yield "  目录依据：" + "；".join(_bases(row, row.dataset.credit.basis))
    yield from _period(row)
    yield from _rules(row)
    yield from _rulings(row)
    if reason:
        meaning = ground(reason)
        basis = "；".join(_period_bases(row)) if meaning.basis == PERIOD else meaning.basis
        yield f"  结论：不公示，{meaning.words}（{reason}）；依据：{basis}"
        yield f"  怎样才会公示：{meaning.remedy}"
    else:
        yield f"  结论：{evening.as_of} 公示"
        yield from (f"  公示在：{address}" for address in _addresses(row))
    if repair_on:
        yield from _repaired(row, repair_on)


def _rules(row: Row) -> Iterator[str]:
    table = pd.read_parquet(row.part.verdicts)
    mine = table[table["position"] == row.place]
    judged_by_rules: set[str] = set()
    told = []
    for name, judge in RULES:
        found = [one for one in judge(_case(row)) if row.place in one.rows]
        judged_by_rules |= {one.code for one in found}
        source = "；".join(_period_bases(row)) if name == "period" else _source(judge)
        told.append(f"    {RULE_WORDS.get(name, name)}：{_outcome(found)}" + (f"（{source}）" if source else ""))
    before = [
        Verdict(str(code), effect, np.array([row.place]), str(field))
        for code, effect, field in mine[["code", "effect", "field"]].itertuples(index=False)
        if code not in judged_by_rules
    ]
    yield "  规则："
    yield f"    行和单元格的校验：{_outcome(before)}（目录的字段要求；Table Schema）"
    yield from told
    if row.cell(parts.REASON) in {"text-unsafe", "gate-held"}:
        yield f"    脱敏后的复查：{ground(row.cell(parts.REASON)).words}（{row.cell(parts.REASON)}）"


def _outcome(found: list[Verdict]) -> str:
    return "、".join(dict.fromkeys(_say(one) for one in found)) if found else "通过"


def _say(one: Verdict) -> str:
    words = ground(one.code).words if one.effect == "withhold" else {**MARKED, **NOTED}.get(one.code, "备注")
    field = f"，字段“{one.field}”" if one.field else ""
    return f"{words}（{one.code}{field}）"


def _case(row: Row) -> Case:
    evening = row.judged.evening
    case = Case(evening.city, row.dataset, row.frame, row.judged.facts.parts[row.part.number], evening.as_of)
    return replace(case, frame=correct(evening.city, row.dataset, row.frame, row.frame[parts.CORRECTED]))


def _source(judge: Callable[..., object]) -> str:
    """The texts that the rule itself cites as its source."""
    said = sys.modules[judge.__module__].__doc__ or ""
    source = re.sub(r"\s+", " ", said.partition("Source:")[2])
    return "；".join(dict.fromkeys(one.strip() for one in CITATION.findall(source)))


def _period(row: Row) -> Iterator[str]:
    rule = row.judged.evening.city.periods[row.dataset.credit.period]
    days = [
        (parts.SINCE, "起算"), (parts.UNTIL, "最后一天"), (parts.REPAIRABLE, "可以申请修复"),
    ]  # fmt: skip
    told = [
        f"{words} {'长期' if row.cell(name) == FOREVER else row.cell(name)}" for name, words in days if row.cell(name)
    ]
    yield f"  公示期限：{rule.title}；{'，'.join(told) if told else '算不出日期'}"
    yield "  期限依据：" + "；".join(_period_bases(row))


def _period_bases(row: Row) -> list[str]:
    rule = row.judged.evening.city.periods[row.dataset.credit.period]
    named = [body.basis for body in rule.sets or (rule,) if body.basis]
    return _bases(row, dict.fromkeys(named)) or [rule.title]


def _bases(row: Row, names: object) -> list[str]:
    bases = row.judged.evening.city.bases
    return [bases[name].citation if name in bases else str(name) for name in list(names)]  # type: ignore[call-overload]  # names of bases


def _rulings(row: Row) -> Iterator[str]:
    for one in row.judged.facts.parts[row.part.number].ruled:
        if row.place in one.rows:
            exact = "" if one.is_exact else "（不能确定是不是这一条）"
            day = one.ruling.decided_on or "未写日期"
            yield f"  决定：rulings/{one.ruling.file}.csv 第 {one.ruling.line} 行，{day}{exact}"
    graves = row.judged.facts.parts[row.part.number].graves
    for at in np.flatnonzero(graves.rows == row.place):
        yield f"  撤下记录：{graves.removed_on[at]}，{ground(str(graves.codes[at])).words}（{graves.codes[at]}）"


def _addresses(row: Row) -> Iterator[str]:
    dataset = row.dataset
    day = dataset.date_column
    month = str(row.frame[day].iloc[row.place])[:7] if day and not pd.isna(row.frame[day].iloc[row.place]) else None
    if row.cell(parts.KIND) != "person":
        yield urls.record(row.cell(parts.RECORD_ID))
        if subject := urls.subject(row.cell(parts.CODE)):
            yield subject
    yield urls.listing(dataset.name, month)
    yield urls.department_listing(dataset.name, row.part.department)
    yield from (urls.download(dataset.name, form) for form in dataset.credit.formats)


def _repaired(row: Row, day: date) -> Iterator[str]:
    """Tell the first day without the record, if its repair were decided on a day."""
    as_of, until, first = row.judged.evening.as_of, row.cell(parts.UNTIL), row.cell(parts.REPAIRABLE)
    if row.cell(parts.REASON):
        yield f"  假定 {day} 修复：这条记录现在就没有公示"
        return
    end = date.fromisoformat(until) + timedelta(days=1) if until and until != FOREVER else None
    if not row.dataset.credit.can_be_repaired:
        yield "  这一类信息不适用信用修复；" + (f"期满后从 {end} 起不再公示" if end else "由认定部门移出后不再公示")
        return
    if first and day.isoformat() < first:
        yield f"  最短公示期未满，最早 {first} 可以申请修复"
    dark = max(day, as_of, date.fromisoformat(first) if first else day)
    yield f"  假定 {day} 决定修复：从 {min(dark, end) if end else dark} 起不再公示"
