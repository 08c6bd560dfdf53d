"""Tell each department what was withheld and why: HTML and CSV under state/reports/, without one cell's value."""

from __future__ import annotations

import csv
import html
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.delivery import AcceptedUnit
from generator.model.parts import PrivatePart
from generator.model.publication import Issue, UnitState
from generator.model.reminder import OFFICE, Reminder, report_of
from generator.policy.grounds import WITHHELD

HEADER = ("信息类别", "文件", "行", "字段", "问题代码", "怎么办")
MANY = 1_000
"""Rows of one part that a note lists at most: what concerns more is a matter of the file."""
ADVICE = {
    "not-a-row": "这一行不是数据，没有使用；可以从文件里删去",
    "schema": "内容不合字段要求，请对照字段说明改正后重新报送",
    "id-damaged": "长数字已被表格软件改坏，请从原系统按文本格式重新导出",
    "code-check": "代码校验不通过，请核对",
    "dates-contradict": "日期前后矛盾，请核对",
    "text-damaged": "有乱码，请从原系统重新导出",
    "entity-mismatch": "写作单位，代码却是个人证件号码，请核对相对人类别",
    "class-unknown": "请填写失信程度或适用程序",
    "superseded": "已被后来的批次代替，不必处理",
    "duplicate-identical": "与另一行完全相同，只保留一行",
    "duplicate-conflict": "同一份文书有内容不同的几行，请只保留正确的一行",
    "no-end": "算不出公示截止日期，请补全日期",
    "ruling-unresolved": "有一项决定可能指这一条，也可能指别的，或者两项决定互相矛盾，请登记清楚",
    "text-unsafe": "文字里可能还有个人信息，请删去后重新报送",
    "gate-held": "出口检查认为可能含有个人信息，请核对",
    "list-without-basis": "名单的领域、范围或者认定依据不合规定，不能公示；请目录管理部门核对",
    "procedure-incomplete": "列入决定缺少事由、依据、措施、移出条件或者救济途径，请补全",
    "measure-unlisted": "措施不在清单里，或者没有在执行，请核对清单",
    "measure-forced": "这项措施不能要求金融机构、信用服务机构、协会商会、媒体必须执行",
    "parity-removed": "你部门自己的公示里已经没有这一条",
    "objection-pending": "有异议正在核实，请尽快核查并反馈结果；核查期间记录已加注",
    "late-publication": "提示：晚于规定的工作日才公示",
    "division-unknown": "提示：代码里的行政区划查不到，请核对代码",
    "name-confusable": "提示：名称与另一个主体极其相像，请核对有没有错字",
    "amount-differs": "提示：罚款金额与处罚内容里的金额不同，请核对单位是不是万元",
    "class-assumed": "提示：没有写失信程度，按一般处理；请补填",
    "parity-missing": "提示：你部门公示了这一条，但没有报送",
    "parity-extra": "提示：你部门自己的公示里没有这一条",
    "parity-longer": "提示：公示期比你部门自己的长，已按较早的一天撤下",
    "parity-different": "提示：内容与你部门自己公示的不同，请核对",
    "text-cleaned": "提示：文字里的个人信息已经清理，请在报送前删去",
    "measure-too-severe": "提示：措施重于失信程度",
    "basis-repealed": "提示：目录里的一项依据已经废止，请目录管理部门核对",
    "red-list-namesake": "提示：与失信名单上的单位同名而没有代码可以核对",
    "no-final-newline": "提示：文件最后一行没有换行符，请确认文件是完整的",
}


def unit_states(units: Iterable[AcceptedUnit], decided: Iterable[PrivatePart]) -> tuple[UnitState, ...]:
    """Count every unit: used + waiting = published + withheld + waiting, a waiting row as waiting alone."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for part in decided:
        reasons = pd.read_parquet(part.frame, columns=[parts.REASON, parts.WAITING])
        seen = counted.setdefault((part.department, part.dataset), Counter())
        waiting = reasons[parts.WAITING].astype(bool)
        seen["waiting"] += int(waiting.sum())
        seen.update(reasons.loc[~waiting, parts.REASON].tolist())
    return tuple(_state(unit, counted.get((unit.department, unit.dataset), Counter())) for unit in units)


def _state(unit: AcceptedUnit, counted: Counter[str]) -> UnitState:
    withheld = {code: count for code, count in sorted(counted.items()) if code not in ("", "waiting")}
    published = counted[""]
    return UnitState(
        dataset=unit.dataset,
        department=unit.department,
        verdict=unit.verdict,
        data_date=unit.data_date,
        fallback=unit.fallback,
        delivered=unit.delivered,
        used=published + sum(withheld.values()),
        waiting=counted["waiting"],
        published=published,
        withheld=withheld,
    )


def issues(
    city: City, units: Iterable[AcceptedUnit], decided: Iterable[PrivatePart], absent: Iterable[Issue] = ()
) -> tuple[Issue, ...]:
    """List what is wrong: source findings of units, then every withheld row with the field and code of its reason.

    Behind them stand the notes (design §7): of files, of rows that are shown, and `absent`, what was not handed in.
    """
    listed = list(decided)
    return (*_faults(units, listed), *_file_notes(units), *_row_notes(listed), *absent)


def _faults(units: Iterable[AcceptedUnit], decided: Iterable[PrivatePart]) -> list[Issue]:
    found = [
        Issue(unit.department, unit.dataset, one.file, one.row, one.field, one.code, one.message)
        for unit in units
        for one in unit.findings
    ]
    for part in decided:
        frame = pd.read_parquet(part.frame, columns=[parts.FILE, parts.ROW, parts.REASON])
        verdicts = pd.read_parquet(part.verdicts, columns=["position", "code", "field"])
        fields = verdicts.drop_duplicates(["position", "code"]).set_index(["position", "code"])["field"].to_dict()
        for place, (file, row, code) in enumerate(frame.itertuples(index=False)):
            if code:
                found.append(Issue(part.department, part.dataset, file, int(row), fields.get((place, code), ""), code))
    return found


def _file_notes(units: Iterable[AcceptedUnit]) -> list[Issue]:
    return [
        Issue(unit.department, unit.dataset, file.delivered, None, "", note)
        for unit in units
        for file in unit.files
        for note in file.notes
    ]


def _row_notes(decided: Iterable[PrivatePart]) -> list[Issue]:
    """Notes of the rows that are shown, and objections that are open: their provider is to look into them (七(三)).

    What every row of a part carries, or more than MANY, is told once, of the file.
    """
    found = []
    for part in decided:
        verdicts = pd.read_parquet(part.verdicts)
        told = (verdicts["effect"] == "note") | (verdicts["code"] == "objection-pending")
        notes = verdicts[told].drop_duplicates(["position", "code", "field"])
        if notes.empty:
            continue
        frame = pd.read_parquet(part.frame, columns=[parts.FILE, parts.ROW, parts.REASON])
        shown = frame[parts.REASON] == ""
        for (code, field), group in notes.groupby(["code", "field"], sort=True):
            place = group["position"].to_numpy()
            rows = frame.iloc[place[shown.iloc[place].to_numpy()]]
            if len(rows) == shown.sum() > 1 or len(rows) > MANY:
                rows = rows.drop_duplicates(parts.FILE).assign(**{parts.ROW: 0})
            found += [
                Issue(part.department, part.dataset, str(file), int(row) or None, str(field), str(code))
                for file, row in zip(rows[parts.FILE], rows[parts.ROW], strict=True)
            ]
    return found


def open_matters(city: City, reminders: Iterable[Reminder]) -> tuple[Issue, ...]:
    """List the reminders in the reports of their departments, by the line of the file that the office keeps itself."""
    return tuple(
        Issue(report_of(city, one.department), one.dataset, one.file, one.line, "", "", one.words) for one in reminders
    )


def report(city: City, found: Iterable[Issue], states: Iterable[UnitState], state: Path) -> None:
    """Write state/reports/<department>.csv and .html for every department."""
    folder = state / "reports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    by_department: dict[str, list[Issue]] = {one.department: [] for one in states}
    for issue in found:
        by_department.setdefault(issue.department, []).append(issue)
    titles = {dataset.name: dataset.title for dataset in city.datasets}
    names = {one.id: one.name for one in city.departments} | {OFFICE: "信用信息主管部门"}
    for department, mine in by_department.items():
        rows = [_line(titles, issue) for issue in mine]
        with (folder / f"{department}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEADER, *rows])
        name = names.get(department, department)
        (folder / f"{department}.html").write_text(_page(name, rows), "utf-8")


def _line(titles: dict[str, str], issue: Issue) -> tuple[str, ...]:
    row = "" if issue.row is None else str(issue.row)
    advice = issue.advice or _advice(issue.code.split("/")[0])
    return titles.get(issue.dataset, issue.dataset), issue.file, row, issue.field, issue.code, advice


def _advice(code: str) -> str:
    """Say what is to be done; of a row that is rightly withheld, what it is and what would bring it back."""
    if code in ADVICE or code not in WITHHELD:
        return ADVICE.get(code, "")
    return f"{WITHHELD[code].words}。要公示：{WITHHELD[code].remedy}"


def _page(name: str, rows: list[tuple[str, ...]]) -> str:
    head = "".join(f"<th scope=col>{html.escape(name)}" for name in HEADER)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}" for cell in row) for row in rows)
    title = html.escape(f"{name}：数据问题清单")
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
        f"<h1>{title}</h1><p>共 {len(rows)} 项。本页不含任何单元格内容，请按行号在原文件里查看。</p>"
        f"<table border=1><thead><tr>{head}</thead><tbody>{body}</tbody></table></html>\n"
    )
