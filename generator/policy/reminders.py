"""What the office is reminded of every night until it is settled: rulings without effect or paper, clocks that ran out.

Source: 黄信用办〔2021〕3号 七(二): the city's own pre-review takes one working day; 七(三);
《中华人民共和国行政处罚法》第四十八条、第八十五条: the reason of a withdrawal is published; design §6:
a takedown is completed within three days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.city import City
from generator.model.facts import Facts
from generator.model.reminder import Reminder, about
from generator.model.rulings import REMOVING, Ruling, Rulings
from generator.policy.contradictions import DISMISSED, Quarrel, open_quarrels
from generator.policy.fold import fold, fold_code
from generator.policy.repairs import acts_as_end
from generator.policy.rules.withdrawal import FINAL
from generator.policy.working_days import WorkingDays

PAPER_DAYS = 3
REVIEW_DAYS = 1


def reminders(city: City, rulings: Rulings, facts: Facts, as_of: date) -> tuple[Reminder, ...]:
    """List them, each naming file and line and never a cell; in the order of files and lines."""
    days = WorkingDays(city.holidays)
    in_force = [one for one in rulings.lines if one.takes_effect(as_of)]
    done = {(one.file, one.place) for one in facts.settled}
    unmatched = [one for one in facts.unmatched if (one.file, one.place) not in done]
    unmet = {(one.file, one.place) for one in unmatched}
    return (
        *_calendar(days, as_of),
        *_of_periods(city, as_of),
        *_of_measures(city, as_of),
        *_kept(rulings),
        *(about(one, "没有对应的记录，请核对文号、主体和部门") for one in unmatched if not one.is_kept),
        *(about(one, _UNCLEAR[one.file in REMOVING]) for one in facts.unclear),
        *_quarrelling(facts),
        *_of_takedowns([one for one in in_force if (one.file, one.place) not in unmet], days, as_of),
        *_of_withdrawals(in_force),
        *_withdrawn_late(facts, days, as_of),
        *_of_repairs(city, in_force, days, as_of),
        *_of_consents(city, in_force),
        *_of_apologies(in_force),
        *_without_effect(facts),
    )


_UNCLEAR = {
    True: "可能指几条记录，有关记录已经先扣下，请登记清楚是哪一条",
    False: "可能指几条记录，没有生效，请登记清楚是哪一条",
}


def _quarrelling(facts: Facts) -> Iterator[Reminder]:
    """Say which two lines contradict each other about one record; the record is held back meanwhile."""
    told: dict[tuple[str, tuple[bool, int], tuple[bool, int]], Quarrel] = {}
    for part in facts.parts.values():
        for some in open_quarrels(part.ruled).values():
            told |= {(one.earlier.file, one.earlier.place, one.later.place): one for one in some}
    for _, one in sorted(told.items()):
        line = one.earlier.line
        words = f"与第 {line} 行同一天，{one.words}（{one.column}）；有关记录已经先扣下，请登记一项后来的决定"
        yield about(one.later, words)


def _calendar(days: WorkingDays, as_of: date) -> Iterator[Reminder]:
    if as_of.year not in days.known_years:
        words = f"holidays.csv 里没有 {as_of.year} 年的节假日，工作日只按周末计算；请补上国务院办公厅的通知"
        yield Reminder("", "", "holidays.csv", None, words)


def _of_periods(city: City, as_of: date) -> Iterator[Reminder]:
    """A rule of one body whose text is repealed goes on: which text replaces it is for the city to say."""
    alone = [(name, rule.basis) for name, rule in sorted(city.periods.items()) if rule.basis and not rule.sets]
    for name, basis in alone:
        ended = city.bases[basis].repealed_on
        if ended and ended <= as_of:
            advice = "仍按原来的期限；请按 sets 写上接替的规定"
            words = f"periods.yaml 的 {name}：依据自 {ended} 起废止，{advice}"
            yield Reminder("", "", "periods.yaml", None, words)


def _of_measures(city: City, as_of: date) -> Iterator[Reminder]:
    """A measure that may be taken against nobody on a list that the catalogue does not have: it shows nowhere there."""
    known = {dataset.name for dataset in city.datasets}
    for file, measures in (("restraints", city.restraints), ("incentives", city.incentives)):
        for line, one in enumerate(measures, start=2):
            if city.may_be_taken(one, as_of) and not known.issuperset(one.applies_to):
                words = "：applies_to 里有目录没有的名单，措施不会写在那里；请核对名称"
                yield Reminder("", "", f"measures/{file}.csv", line, words)


def _kept(rulings: Rulings) -> Iterator[Reminder]:
    """Lines that were followed and stand in their file no more; where they stood may be another line now."""
    for file, count in Counter(one.file for one in rulings.lines if one.is_kept).items():
        words = (
            f"rulings/{file}.csv 里有 {count} 行执行过的决定没有了或者改写了，"
            "仍按原来的执行（原文在 state/configuration）；决定只能在后面增加，要改变的另加一行后来的决定。"
            "不得不改的（如要删去姓名），核对后在 acknowledgements.csv 登记："
            f"file 写 rulings/{file}.csv，写明它的 sha256 和 rows"
        )
        yield Reminder("", "", f"rulings/{file}.csv", None, words)


def _of_takedowns(in_force: Iterable[Ruling], days: WorkingDays, as_of: date) -> Iterator[Reminder]:
    """A takedown without a paper is reminded of until a later row about the same record brings it.

    `in_force` without those that met no record: they took nothing down yet, and are told as such.
    """
    takedowns = [one for one in in_force if one.file == "takedowns"]
    papered = {_about(one) for one in takedowns if one.document}
    for one in takedowns:
        if not one.document and _about(one) not in papered:
            is_late = one.decided_on is not None and as_of > days.after(one.decided_on, PAPER_DAYS)
            yield about(
                one,
                "撤下已经超过三个工作日，还没有文书，请立即补上" if is_late else "已经撤下，文书请在三个工作日内补上",
            )


def _about(one: Ruling) -> tuple[str, ...]:
    given = (one.more["record_id"], one.more["url"])
    return (*given, one.dataset, fold(one.record_number), fold_code(one.subject_code) or fold(one.subject_name))


def _of_withdrawals(in_force: Iterable[Ruling]) -> Iterator[Reminder]:
    stopped: set[tuple[str, ...]] = set()
    for one in in_force:
        if one.file != "withdrawals":
            continue
        record = (one.dataset, fold(one.record_number), fold_code(one.subject_code) or fold(one.subject_name))
        if one.more["kind"] in FINAL and not one.more["reason"]:
            yield about(one, "没有写理由；撤回公示的理由必须公开说明（行政处罚法第四十八条），请补上")
        if one.more["kind"] == "恢复执行" and record not in stopped:
            yield about(one, "恢复执行之前没有停止或者中止执行，请核对")
        stopped.add(record)


def _withdrawn_late(facts: Facts, days: WorkingDays, as_of: date) -> Iterator[Reminder]:
    """Say on the night itself that a record which was public comes down later than three working days."""
    told: dict[tuple[bool, int], Ruling] = {}
    for part in facts.parts.values():
        covered = set(part.graves.rows.tolist())
        fresh = set(part.first_shown[0].tolist()) - covered
        for one in part.ruled:
            day = one.ruling.decided_on
            is_final = one.ruling.file == "withdrawals" and one.ruling.more["kind"] in FINAL and one.is_exact
            if is_final and day and as_of > days.after(day, PAPER_DAYS) and fresh & set(one.rows.tolist()):
                told[one.ruling.place] = one.ruling
    for _, ruling in sorted(told.items()):
        yield about(ruling, "晚于三个工作日才撤下（行政处罚法第四十八条、第八十五条）")


def _of_repairs(city: City, in_force: Iterable[Ruling], days: WorkingDays, as_of: date) -> Iterator[Reminder]:
    for one in in_force:
        if one.file != "repairs":
            continue
        if acts_as_end(city.dataset(one.dataset), one):
            yield about(one, "已按终止公示处理：2026-04-01 起，失信信息修复后不得只作标注")
        received, reviewed = one.more["received_on"], one.more["reviewed_on"]
        done = reviewed or as_of.isoformat()
        if received and done > days.after(date.fromisoformat(received), REVIEW_DAYS).isoformat():
            yield about(one, "市本级预审超过一个工作日（七(二)）")


def _of_consents(city: City, in_force: Iterable[Ruling]) -> Iterator[Reminder]:
    """A consent to be named does nothing where the catalogue shows no person."""
    for one in in_force:
        if one.file == "consents" and city.dataset(one.dataset).credit.natural_persons == "withheld":
            yield about(one, "不起作用：目录写明这类信息不公示自然人（natural_persons: withheld）")


def _of_apologies(in_force: Iterable[Ruling]) -> Iterator[Reminder]:
    """An apology that an objection asks for which was not upheld is not published."""
    for one in in_force:
        if one.file == "objections" and one.more["apology"] and one.more["status"] == DISMISSED:
            yield about(one, "结论是维持，不发布致歉公告；请核对 apology")


def _without_effect(facts: Facts) -> Iterator[Reminder]:
    """A reinstatement that is not later than the removal of its record brings nothing back."""
    told: dict[tuple[bool, int], Ruling] = {}
    for part in facts.parts.values():
        back = [one for one in part.ruled if one.ruling.file == "reinstatements" and one.is_exact]
        gone = [one for one in part.ruled if one.ruling.file in REMOVING and one.ruling.decided_on and one.is_exact]
        for one in back:
            rows = set(one.rows.tolist())
            days = [other.ruling.decided_on for other in gone if rows & set(other.rows.tolist())]
            if one.ruling.decided_on and any(day and day >= one.ruling.decided_on for day in days):
                told[one.ruling.place] = one.ruling
    for _, ruling in sorted(told.items()):
        yield about(ruling, "不晚于撤下的决定，没有生效；恢复公示必须在后")
