"""`gongshi explain KEY`: where a record was delivered, what each rule says of it, and where it is shown or why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from generator.commands.asking import Asked, to_look
from generator.commands.explanation import AFTER_LAW, Row, explanation, find
from generator.commands.room import reading
from generator.model.night import Places, Progress
from generator.pipeline import look
from generator.policy.citation import unchecked_words

FOREVER = "9999-12-31"
_DAYS = {"since": "起算", "until": "最后一天", "repairable": "可以申请修复"}


def run(places: Places, asked: Asked, key: str, repair_on: date | None, progress: Progress) -> list[dict[str, Any]]:
    """Explain every row that a key names; empty where none does.

    With `repair_on` each says under `repair` what a repair on that day would do; see `explanation` for the rest.
    """
    _, wish = to_look(places, asked)
    with look(reading(places), wish, progress) as judged:
        found = [(row, explanation(row)) for row in find(judged, key)]
        return [told | ({"repair": _repair(row, told, repair_on)} if repair_on else {}) for row, told in found]


def lines(found: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Tell explanations in lines."""
    for told in found:
        yield from _lines(told)


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield f"■ {told['title']}，{told['department_name']}，{told['file']} 第 {told['row']} 行"
    yield f"  记录编号：{told['record_id']}"
    yield "  目录依据：" + "；".join(told["basis"])
    yield from _period(told["period"])
    yield "  规则："
    yield f"    行和单元格的校验：{_outcome(told['checks'])}（目录的字段要求；Table Schema）"
    for rule in told["rules"]:
        source = "；".join(rule["source"])
        yield f"    {rule['title']}：{_outcome(rule['findings'])}" + (f"（{source}）" if source else "")
    if told["reason"] in AFTER_LAW:
        yield f"    脱敏后的复查：{told['words']}（{told['reason']}）"
    for one in told["rulings"]:
        exact = "" if one["is_exact"] else "（不能确定是不是这一条）"
        yield f"  决定：{one['file']} 第 {one['line']} 行，{one['decided_on'] or '未写日期'}{exact}"
    for one in told["tombstones"]:
        yield f"  撤下记录：{one['removed_on']}，{one['words']}（{one['code']}）"
    yield from _conclusion(told)
    if "repair" in told:
        yield from (f"  {words}" for words in told["repair"]["words"])
    yield from (f"  {words}" for words in unchecked_words(told["unchecked"]))


def _period(period: dict[str, Any]) -> Iterator[str]:
    days = [f"{words} {_day(period[name])}" for name, words in _DAYS.items() if period[name]]
    yield f"  公示期限：{period['title']}；{'，'.join(days) if days else '算不出日期'}"
    yield "  期限依据：" + "；".join(period["basis"])


def _day(day: str) -> str:
    return "长期" if day == FOREVER else day


def _outcome(found: list[dict[str, Any]]) -> str:
    return "、".join(dict.fromkeys(_say(one) for one in found)) if found else "通过"


def _say(one: dict[str, Any]) -> str:
    field = f"，字段“{one['field']}”" if one["field"] else ""
    basis = f"，依据{'、'.join(one['basis'])}" if one["basis"] else ""
    return f"{one['words']}（{one['code']}{field}{basis}）"


def _conclusion(told: dict[str, Any]) -> Iterator[str]:
    if told["reason"]:
        yield f"  结论：不公示，{told['words']}（{told['reason']}）；依据：{'；'.join(told['reason_basis'])}"
        yield f"  怎样才会公示：{told['remedy']}"
    else:
        yield f"  结论：{told['as_of']} 公示"
        yield from (f"  公示在：{address}" for address in told["addresses"])


def _repair(row: Row, told: dict[str, Any], day: date) -> dict[str, Any]:
    """Tell the first day without the record, if its repair were decided on a day; none where it is not shown."""
    as_of, until, first = row.judged.evening.as_of, told["period"]["until"], told["period"]["repairable"]
    if told["reason"]:
        return _supposed(day, None, [f"假定 {day} 修复：这条记录现在就没有公示"])
    end = date.fromisoformat(until) + timedelta(days=1) if until and until != FOREVER else None
    if not row.dataset.credit.can_be_repaired:
        after = f"期满后从 {end} 起不再公示" if end else "由认定部门移出后不再公示"
        return _supposed(day, end, [f"这一类信息不适用信用修复；{after}"])
    dark = max(day, as_of, date.fromisoformat(first) if first else day)
    dark = min(dark, end) if end else dark
    early = [f"最短公示期未满，最早 {first} 可以申请修复"] if first and day.isoformat() < first else []
    return _supposed(day, dark, [*early, f"假定 {day} 决定修复：从 {dark} 起不再公示"])


def _supposed(day: date, dark: date | None, words: list[str]) -> dict[str, Any]:
    return {"repair_on": day.isoformat(), "dark_from": dark.isoformat() if dark else "", "words": words}
