"""`gongshi plan`: what a build would add, change and take down, each with its reason, compared with what is public now.

Source of the comparison: the downloads of the public site (which records) and the marks in state/ (what of them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from generator.commands.asking import Asked, to_look
from generator.commands.room import reading
from generator.model import parts
from generator.model.columns import NOTE, RECORD_ID
from generator.model.night import Places, Progress
from generator.pipeline import Judgement, look
from generator.policy.citation import unchecked, unchecked_words
from generator.policy.grounds import MARKED, PERIOD, ground
from generator.stages.mark import mark
from generator.stages.remember import kept_marks, shown_intervals
from generator.stages.shrink import live_ids

KINDS = {"added": "新增", "changed": "变更", "taken-down": "撤下"}
LISTED = 50
"""So many records are listed by id on a terminal; all stand in the JSON."""


@dataclass(frozen=True)
class Change:
    """One record that would be added, changed or taken down."""

    kind: str
    dataset: str
    department: str
    record_id: str
    code: str
    reason: str
    basis: str


@dataclass(frozen=True)
class Plan:
    """What a build of the day would do."""

    as_of: str
    changes: tuple[Change, ...]
    titles: dict[str, str]
    unchecked: tuple[str, ...] = ()
    """The texts it rests on that nobody has held against the official ones yet."""

    def account(self) -> dict[str, Any]:
        """Lay the plan out for `--json`."""
        counts = Counter(change.kind for change in self.changes)
        changes = [asdict(change) for change in self.changes]
        return {
            "as_of": self.as_of,
            "totals": {kind: counts[kind] for kind in KINDS},
            "changes": changes,
            "unchecked": list(self.unchecked),
        }

    def lines(self) -> Iterator[str]:
        """Tell the plan by dataset and department, then record by record."""
        counts = Counter(change.kind for change in self.changes)
        yield f"按 {self.as_of} 发布：" + "，".join(f"{words} {counts[kind]}" for kind, words in KINDS.items())
        groups = Counter(
            (one.dataset, one.department, one.kind, one.reason, one.code, one.basis) for one in self.changes
        )
        for (dataset, department, kind, reason, code, basis), count in sorted(groups.items()):
            where = f"{self.titles[dataset]}，{self.titles[department]}"
            yield f"{where}：{KINDS[kind]} {count}，{reason}{f'（{code}）' if code else ''}；依据：{basis}"
        for change in self.changes[:LISTED]:
            yield f"  {KINDS[change.kind]} {change.record_id} {change.reason}"
        if len(self.changes) > LISTED:
            yield f"  另有 {len(self.changes) - LISTED} 条，全部见 --json FILE"
        yield from unchecked_words(self.unchecked)


def run(places: Places, asked: Asked, progress: Progress) -> Plan:
    """Judge the day and compare; any day will do, and nothing is written."""
    _, wish = to_look(places, asked)
    live = live_ids(places.public) if places.public.exists() else frozenset()
    with look(reading(places), wish, progress) as judged:
        return _compare(judged, live, places)


def _compare(judged: Judgement, live: frozenset[str], places: Places) -> Plan:
    city, before = judged.evening.city, kept_marks(places.state).set_index(RECORD_ID)
    tonight = mark(judged.publication, (), judged.evening.memory.key).set_index(RECORD_ID)
    rows, notes = _rows(judged), _notes(judged)
    seen = frozenset(shown_intervals(places.state)["record_id"])
    changes: list[Change] = []
    for one in tonight.index[~tonight.index.isin(live)]:
        why = "撤下后恢复公示" if one in seen else _beginning(judged, rows, one)
        changes.append(_change(judged, "added", one, tonight.loc[one], ("", why, "")))
    both = tonight.index[tonight.index.isin(live) & tonight.index.isin(before.index)]
    for column, why in (("content", "报送的内容有更新"), ("until", "公示截止日期有变化"), ("note", "标注有变化")):
        differs = tonight.loc[both, column].to_numpy() != before.loc[both, column].to_numpy()
        for one in both[differs]:
            told = "、".join(MARKED.get(note, note) for note in notes.get(one, "").split(";") if note)
            said = (f"{why}（{told}）" if told else why, PERIOD if column == "until" else "")
            changes.append(_change(judged, "changed", one, tonight.loc[one], ("", *said)))
        both = both[~differs]
    for one in sorted(live - set(tonight.index)):
        where = before.loc[[one]].iloc[0] if one in before.index else None
        changes.append(_gone(judged, one, where, rows))
    titles = {dataset.name: dataset.title for dataset in city.datasets}
    titles |= {department.id: department.name for department in city.departments} | {"": "（已不在目录里）"}
    named = unchecked(city, "".join({one.basis for one in changes}))
    return Plan(judged.publication.as_of.isoformat(), tuple(changes), titles, tuple(named))


def _change(judged: Judgement, kind: str, record_id: str, where: pd.Series, said: tuple[str, str, str]) -> Change:
    code, why, basis = said
    named = _of_period(judged, where["dataset"]) if basis == PERIOD else basis or _basis(judged, where["dataset"])
    return Change(kind, where["dataset"], where["department"], record_id, code, why, named)


def _gone(judged: Judgement, record_id: str, where: pd.Series | None, rows: pd.DataFrame) -> Change:
    """Say why a record would go: the reason of its row tonight, or that no input has it any more."""
    mine = rows[rows[parts.RECORD_ID] == record_id]
    mine = mine[~mine[parts.REASON].isin(["superseded", "duplicate-identical"])]
    place = where if where is not None else mine.iloc[0] if len(mine) else None
    known = {dataset.name for dataset in judged.evening.city.datasets}
    if place is None or place["dataset"] not in known:
        return Change("taken-down", "", "", record_id, "", "目录里已没有这类信息", "黄信用办〔2021〕3号 三(一)")
    if mine.empty:
        return _change(judged, "taken-down", record_id, place, ("", "报送的文件里已经没有", ""))
    reason = str(mine[parts.REASON].iloc[-1])
    meaning = ground(reason)
    return _change(judged, "taken-down", record_id, place, (reason, meaning.words, meaning.basis))


def _beginning(judged: Judgement, rows: pd.DataFrame, record_id: str) -> str:
    since = rows.loc[rows[parts.RECORD_ID] == record_id, parts.SINCE]
    return "今天到了公示的日期" if judged.publication.as_of.isoformat() in set(since) else "新报送的记录"


def _rows(judged: Judgement) -> pd.DataFrame:
    columns = [parts.RECORD_ID, parts.REASON, parts.SINCE]
    frames = [
        pd.read_parquet(part.frame, columns=columns).assign(dataset=part.dataset, department=part.department)
        for part in judged.outcome.decided
    ]
    empty = pd.DataFrame(columns=[*columns, "dataset", "department"])
    return pd.concat(frames, ignore_index=True).fillna("") if frames else empty


def _notes(judged: Judgement) -> dict[str, str]:
    frames = [pd.read_parquet(part.frame, columns=[RECORD_ID, NOTE]) for part in judged.publication.parts]
    notes = pd.concat(frames).fillna("") if frames else pd.DataFrame(columns=[RECORD_ID, NOTE])
    return dict(zip(notes[RECORD_ID], notes[NOTE], strict=True))


def _basis(judged: Judgement, dataset: str) -> str:
    city = judged.evening.city
    return "、".join(city.bases[name].citation for name in city.dataset(dataset).credit.basis)


def _of_period(judged: Judgement, dataset: str) -> str:
    """The period rule of a dataset, and the texts of its sets."""
    city = judged.evening.city
    rule = city.periods[city.dataset(dataset).credit.period]
    named = [body.basis for body in rule.sets or (rule,) if body.basis]
    texts = "、".join(city.bases[name].citation for name in dict.fromkeys(named) if name in city.bases)
    return f"{rule.title}：{texts}" if texts else rule.title
