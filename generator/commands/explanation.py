"""What `gongshi explain` knows of a record: each rule in order with its findings, days, legal basis, where it is shown.

Places, codes, days and legal bases; never a cell (design §8). Rows of natural persons are found by document number or
record id alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from generator.model import parts, urls
from generator.model.catalogue import Dataset
from generator.model.parts import PrivatePart
from generator.model.verdict import Verdict
from generator.pipeline import Judgement
from generator.policy.case import Case
from generator.policy.citation import cite, unchecked
from generator.policy.corrections import correct
from generator.policy.fold import fold, fold_code, fold_series
from generator.policy.grounds import MARKED, NOTED, PERIOD, RULE_WORDS, ground
from generator.policy.rules import RULES

AFTER_LAW = frozenset({"text-unsafe", "gate-held"})
"""Codes that are given after the rules: by the door and by the gate."""
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


def find(judged: Judgement, key: str) -> Iterator[Row]:
    """Find every row that a document number, a code or a record id names, as delivered or as corrected."""
    number, code = fold(key), fold_code(key)
    for part in judged.outcome.decided:
        frame = pd.read_parquet(part.frame)
        dataset = judged.evening.city.dataset(part.dataset)
        shown = correct(judged.evening.city, dataset, frame, frame[parts.CORRECTED])
        hit = (frame[parts.NUMBER] == number) & (number != "")
        if (name := dataset.named("record-number")) and (frame[parts.CORRECTED] != "").any():
            hit |= (fold_series(shown[name]) == number) & (number != "")
        for one in (frame, shown):
            hit |= (one[parts.CODE] == code) & (code != "") & (one[parts.KIND] != "person")
        hit |= frame[parts.RECORD_ID] == key
        for place in np.flatnonzero(hit.to_numpy()):
            yield Row(judged, part, int(place), frame)


def explanation(row: Row) -> dict[str, Any]:
    """Lay out what is known of a row; days are ISO texts, empty where there is none."""
    evening, dataset, reason = row.judged.evening, row.dataset, row.cell(parts.REASON)
    rule = evening.city.periods[dataset.credit.period]
    told: dict[str, Any] = {
        "dataset": dataset.name,
        "title": dataset.title,
        "department": row.part.department,
        "department_name": evening.city.department(row.part.department).name,
        "file": row.cell(parts.FILE),
        "row": int(row.cell(parts.ROW)),
        "record_id": row.cell(parts.RECORD_ID),
        "as_of": evening.as_of.isoformat(),
        "basis": [evening.city.bases[name].citation for name in dataset.credit.basis],
        "period": {
            "rule": rule.id,
            "title": rule.title,
            "since": row.cell(parts.SINCE),
            "until": row.cell(parts.UNTIL),
            "repairable": row.cell(parts.REPAIRABLE),
            "basis": _period_bases(row),
        },
        **_rules(row),
        "rulings": list(_rulings(row)),
        "tombstones": _tombstones(row),
        "is_public": not reason,
        "reason": reason,
        "addresses": [] if reason else list(_addresses(row)),
    }
    if reason:
        meaning = ground(reason)
        basis = _period_bases(row) if meaning.basis == PERIOD else [meaning.basis]
        told |= {"words": meaning.words, "reason_basis": basis, "remedy": meaning.remedy}
    return told | {"unchecked": unchecked(evening.city, json.dumps(told, ensure_ascii=False))}


def _rules(row: Row) -> dict[str, Any]:
    table = pd.read_parquet(row.part.verdicts)
    mine = table[table["position"] == row.place]
    judged_by_rules: set[str] = set(AFTER_LAW)
    rules = []
    for name, judge in RULES:
        found = [one for one in judge(_case(row)) if row.place in one.rows]
        judged_by_rules |= {one.code for one in found}
        source = _period_bases(row) if name == "period" else _source(judge)
        title = RULE_WORDS.get(name, name)
        findings = _findings(row, found)
        if name == "period":
            findings = [one | {"basis": source} for one in findings]
        rules.append({"rule": name, "title": title, "findings": findings, "source": source})
    checks = [
        Verdict(str(code), effect, np.array([row.place]), str(field))
        for code, effect, field in mine[["code", "effect", "field"]].itertuples(index=False)
        if code not in judged_by_rules
    ]
    return {"checks": _findings(row, checks), "rules": rules}


def _findings(row: Row, found: Iterable[Verdict]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "effect": one.effect,
            "field": one.field,
            "words": ground(one.code).words if one.effect == "withhold" else {**MARKED, **NOTED}.get(one.code, "备注"),
            "basis": cite(row.judged.evening.city, one.basis),
        }
        for one in found
    ]


def _case(row: Row) -> Case:
    evening = row.judged.evening
    case = Case(evening.city, row.dataset, row.frame, row.judged.facts.parts[row.part.number], evening.as_of)
    return replace(case, frame=correct(evening.city, row.dataset, row.frame, row.frame[parts.CORRECTED]))


def _source(judge: Callable[..., object]) -> list[str]:
    """The texts that the rule itself cites as its source."""
    said = sys.modules[judge.__module__].__doc__ or ""
    source = re.sub(r"\s+", " ", said.partition("Source:")[2])
    return list(dict.fromkeys(one.strip() for one in CITATION.findall(source)))


def _period_bases(row: Row) -> list[str]:
    """The texts of the rule sets that this record's period comes from: that of its decision, and the newest."""
    rule, bases = row.judged.evening.city.periods[row.dataset.credit.period], row.judged.evening.city.bases
    named = dict.fromkeys(body.basis for body in _case(row).periods_asked(row.place) if body.basis)
    return [bases[name].citation if name in bases else name for name in named] or [rule.title]


def _rulings(row: Row) -> Iterator[dict[str, Any]]:
    for one in row.judged.facts.parts[row.part.number].ruled:
        if row.place in one.rows:
            day = one.ruling.decided_on.isoformat() if one.ruling.decided_on else ""
            file = f"rulings/{one.ruling.file}.csv"
            yield {"file": file, "line": one.ruling.line, "decided_on": day, "is_exact": one.is_exact}


def _tombstones(row: Row) -> list[dict[str, str]]:
    """Each removal once: a row may lie under several stones of one night, by its id and by its likeness."""
    graves = row.judged.facts.parts[row.part.number].graves
    places = np.flatnonzero(graves.rows == row.place)
    removals = dict.fromkeys((str(graves.removed_on[at]), str(graves.codes[at])) for at in places)
    return [{"removed_on": day, "code": code, "words": ground(code).words} for day, code in removals]


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
