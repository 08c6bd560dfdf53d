"""Nights in any order of events: deliver, correct, rename, merge, repair, withdraw, object, list, expire, lose a file.

Whatever happens, four things hold: nothing is shown after its last day; nothing that was removed is back without a
reinstatement; rows are conserved; nobody stands on the red list and a serious list at once. `make fuzz` runs longer.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from generator.model.verdict import TOMBSTONE_CODES
from generator.policy.fold import fold
from generator.stages.read.strict_yaml import load_yaml
from tests.builders import CHECKOUT, penalty, unified_code
from tests.nights import Night, Nights, aeo, listing
from tests.oracle.law import Record, answer

SUBJECTS = st.integers(1, 3)
SEVERITIES = st.sampled_from(["轻微", "一般", "严重"])
RULES = {one["id"]: one for one in load_yaml(CHECKOUT / "data" / "periods.yaml")}
CLASSES = {"penalties": "penalty", "serious-market": "serious-market"}
RED = "red-list-customs-aeo"
CLOSING, RESTING = ("撤销", "维持"), ("停止执行", "恢复执行")
FUZZ = os.environ.get("GONGSHI_FUZZ") == "1"


@dataclass
class Sent:
    """A record as its department last said it."""

    dataset: str
    number: str
    code: str
    row: dict[str, str]


@dataclass
class Gone:
    """The last night on which a record was removed for good, and for a red-list entry by which listings so far."""

    since: date
    """The first night without it."""
    day: date
    causes: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Seen:
    """One row of a night."""

    dataset: str
    number: str
    code: str
    reason: str
    until: str
    codes: str


class City(RuleBasedStateMachine):
    """A city, what its departments said, and what was removed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.nights = Nights(self.root / "city")
        self.day = date(2026, 1, 20)
        self.market = "market-regulation"
        self.sent: dict[str, Sent] = {}
        self.certified: dict[int, str] = {}
        self.gone: dict[tuple[str, str], Gone] = {}
        self.overturned: set[str] = set()
        self.back: dict[str, date] = {}
        self.ended: dict[str, date] = {}
        self.examined: set[str] = set()
        self.today: dict[tuple[str, str], tuple[date, str]] = {}
        self.files: list[tuple[str, str]] = []
        self.taken: list[tuple[str, str]] = []
        self.rows = 0
        self.last: Night | None = None
        self.documents = 0
        self.events = 0

    @initialize()
    def begin(self) -> None:
        self.deliver(subject=1, severity="一般", days_ago=30)
        for subject in (1, 2, 11, 12, 13, 14):  # enough that one who leaves is no shrunk delivery
            self.certify(subject)

    # -- departments ----------------------------------------------------------------------------------------------

    @rule(subject=SUBJECTS, severity=SEVERITIES, days_ago=st.sampled_from([0, 30, 364, 365, 366, 900]))
    def deliver(self, subject: int, severity: str, days_ago: int) -> None:
        decided = self.day - timedelta(days_ago)
        cells = {"失信程度": severity, "轻微公示": "是", "处罚决定日期": decided.isoformat()}
        self._send("penalties", penalty(subject, 行政处罚决定书文号=self._number("黄市监处罚"), **cells))

    @rule(subject=SUBJECTS, days_ago=st.sampled_from([0, 30, 1090, 1096]))
    def put_on_list(self, subject: int, days_ago: int) -> None:
        listed = (self.day - timedelta(days_ago)).isoformat()
        self._send("serious-market", listing(1, subject, 列入决定书文号=self._number("黄市监列"), 列入日期=listed))

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def deliver_again(self, data: st.DataObject) -> None:
        one = self._any(data)
        self._send(one.dataset, one.row)

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def correct_under_a_new_name(self, data: st.DataObject) -> None:
        one = self._any(data)
        name = "行政相对人名称" if one.dataset == "penalties" else "名称"
        self._send(one.dataset, {**one.row, name: f"黄石市新禾{self.documents}建材有限公司"})

    @precondition(lambda self: any(one.dataset == "penalties" for one in self.sent.values()))
    @rule(data=st.data())
    def deliver_under_a_new_number(self, data: st.DataObject) -> None:
        one = self._any(data, "penalties")
        self._send(one.dataset, {**one.row, "行政处罚决定书文号": self._number("黄市监处罚")})

    @precondition(lambda self: any(one.dataset == "serious-market" for one in self.sent.values()))
    @rule(data=st.data())
    def take_off_list(self, data: st.DataObject) -> None:
        one = self._any(data, "serious-market")
        self._send(one.dataset, {**one.row, "移出日期": max(self.day.isoformat(), one.row["列入日期"])})

    @rule(subject=SUBJECTS)
    def certify(self, subject: int) -> None:
        self.certified[subject] = self.day.isoformat()
        self._hand_in_red_list()

    @precondition(lambda self: 3 in self.certified)
    @rule()
    def certify_no_longer(self) -> None:
        del self.certified[3]
        self._hand_in_red_list()

    @precondition(lambda self: len(self.taken) > 0)
    @rule(data=st.data())
    def lose_a_file(self, data: st.DataObject) -> None:
        """One that was taken in: its rows stay, from the accepted store."""
        place = data.draw(st.sampled_from(self.taken))
        self.files.remove(place)
        self.taken.remove(place)
        self.nights.lose(*place)

    @precondition(lambda self: self.last is not None and self.market == "market-regulation")
    @rule()
    def merge_departments(self) -> None:
        self.nights.merge(into="market-supervision", formerly=self.market)
        self.market = "market-supervision"

    # -- rulings --------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), action=st.sampled_from(["终止公示", "移出", "删除"]))
    def repair(self, data: st.DataObject, action: str) -> None:
        self._end("repairs", self._any(data), action=action)

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), kind=st.sampled_from(["变更", "确认违法", "停止执行", "恢复执行"]))
    def withdraw(self, data: st.DataObject, kind: str) -> None:
        one = self._any(data)
        if kind in RESTING and self._contradicts("withdrawals", one, kind):
            return
        write = self._end if kind in ("变更", "确认违法") else self._rule
        write("withdrawals", one, kind=kind, reason="另行决定")
        if kind == "确认违法":
            self.overturned.add(one.number)

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), status=st.sampled_from(["受理", "核查中", "维持", "撤销"]))
    def object(self, data: st.DataObject, status: str) -> None:
        one = self._any(data)
        if status in CLOSING and self._contradicts("objections", one, status):
            return
        if status == "受理" and one.number in self.examined:
            status = "核查中"  # what is being examined is not received once more: such a file is refused
        self.examined = self.examined | {one.number} if status == "核查中" else self.examined - {one.number}
        write = self._end if status == "撤销" else self._rule
        write("objections", one, origin="异议", status=status, received_on=self.day.isoformat())
        if status == "撤销":
            self.overturned.add(one.number)

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def take_down(self, data: st.DataObject) -> None:
        self._end("takedowns", self._any(data))

    @precondition(lambda self: self.gone)
    @rule(data=st.data())
    def reinstate(self, data: st.DataObject) -> None:
        dataset, number = data.draw(st.sampled_from(sorted(self.gone)))
        subject = next((one for one in self.certified if aeo(one)["海关注册编码"] == number), 0)
        known = self.sent.get(number)
        code = known.code if known else unified_code(subject)
        self._rule("reinstatements", Sent(dataset, number, code, {}), reason="重新核实")
        if self.gone[dataset, number].day < self.day:
            del self.gone[dataset, number]
            self.back[number] = self.day

    # -- nights ---------------------------------------------------------------------------------------------------

    @rule(days=st.sampled_from([2, 30, 90, 365]))
    def let_time_pass(self, days: int) -> None:
        self.day += timedelta(days)

    @invariant()
    def every_other_event_is_followed_by_a_night(self) -> None:
        self.events += 1
        if self.events % 2 == 0:
            self._run()

    def _run(self) -> None:
        self.last = self.nights.run(self.day)
        self.taken = list(self.files)
        seen = _seen(self.last.rows)
        standing = _standing(seen)
        for one in seen:
            if one.reason in TOMBSTONE_CODES:
                gone = self.gone.setdefault((one.dataset, one.number), Gone(self.day, self.day))
                gone.day = self.day
                gone.causes |= standing.get(one.code, set())
        shown = [one for one in seen if one.reason == ""]
        assert self.rows + len(self.certified) == len(seen)
        assert set() == {one.code for one in shown if one.dataset == RED} & set(standing)
        self._check_days(shown)
        self._check_absence(shown)
        self.day += timedelta(1)

    def _check_days(self, shown: list[Seen]) -> None:
        for one in shown:
            assert self.day.isoformat() <= one.until
            if one.dataset in CLASSES:
                found = answer(RULES[CLASSES[one.dataset]], _record(self.sent[one.number]), self.day)
                assert (None, one.until) == (found.verdict, str(found.last_day))

    def _check_absence(self, shown: list[Seen]) -> None:
        """What was removed, tonight too, does not come back by a new number, unless that number is reinstated."""
        assert [] == [one.number for one in shown if self._must_stay_away(one.dataset, one.number)]
        penalties = [one.number for one in shown if one.dataset == "penalties"]
        assert [] == [number for number in penalties if self._is_removed_under_another_number(number)]

    def _is_removed_under_another_number(self, number: str) -> bool:
        """Only a reinstatement of this very number, strictly later than all that removes it, is excused."""
        removed = [
            max(gone.since, self.ended.get(other, date.min))
            for (dataset, other), gone in self.gone.items()
            if dataset == "penalties" and self._likeness(other) == self._likeness(number)
        ]
        return any(self.back.get(number, date.min) <= day for day in removed)

    def _likeness(self, number: str) -> tuple[str, str]:
        return self.sent[number].code, self.sent[number].row["处罚决定日期"]

    def _must_stay_away(self, dataset: str, number: str) -> bool:
        gone = self.gone.get((dataset, number))
        if gone is None or dataset != RED:
            return gone is not None
        recognised = next(day for one, day in self.certified.items() if aeo(one)["海关注册编码"] == number)
        return not gone.causes <= self.overturned and recognised <= gone.day.isoformat()

    # -- bookkeeping ----------------------------------------------------------------------------------------------

    def _number(self, word: str) -> str:
        self.documents += 1
        return f"{word}〔2026〕{self.documents}号"

    def _send(self, dataset: str, row: dict[str, str]) -> None:
        """Hand in a batch of one row; a later batch supersedes the same record."""
        self.documents += 1
        is_penalty = dataset == "penalties"
        number = fold(row["行政处罚决定书文号" if is_penalty else "列入决定书文号"])
        code = row["行政相对人代码_1(统一社会信用代码)" if is_penalty else "统一社会信用代码"]
        self.sent[number] = Sent(dataset, number, code, row)
        name = f"{'penalties' if is_penalty else 'serious_market'}-{20260000 + self.documents}.csv"
        self.nights.deliver(self.market, name, [row])
        self.files.append((self.market, name))
        self.rows += 1

    def _hand_in_red_list(self) -> None:
        self.nights.deliver("customs", "aeo.csv", [aeo(one, 等级认定时间=day) for one, day in self.certified.items()])

    def _any(self, data: st.DataObject, dataset: str = "") -> Sent:
        numbers = [number for number, one in self.sent.items() if dataset in ("", one.dataset)]
        return self.sent[data.draw(st.sampled_from(sorted(numbers)))]

    def _contradicts(self, file: str, one: Sent, word: str) -> bool:
        """Tell whether another word was said of the record the same day: such a file is refused, whichever is meant."""
        day, before = self.today.setdefault((file, one.number), (self.day, word))
        self.today[file, one.number] = (self.day, before if day == self.day else word)
        return day == self.day and before != word

    def _end(self, file: str, one: Sent, **more: str) -> None:
        """Write a ruling that ends a record for good."""
        self.ended[one.number] = self.day
        self._rule(file, one, **more)

    def _rule(self, file: str, one: Sent, **more: str) -> None:
        self.documents += 1
        self.nights.rule(
            file,
            dataset=one.dataset,
            record_number=one.number,
            subject_code=one.code,
            authority="黄石市市场监督管理局（演示）",
            document=f"黄市监〔2026〕{self.documents}号",
            decided_on=self.day.isoformat(),
            **more,
        )

    def teardown(self) -> None:
        shutil.rmtree(self.root)


def _seen(rows: pd.DataFrame) -> list[Seen]:
    names = ("dataset", "number", "code", "reason", "until", "codes")
    return [Seen(*map(str, row)) for row in zip(*(rows[name] for name in names), strict=True)]


def _standing(seen: list[Seen]) -> dict[str, set[str]]:
    """The numbers of the listings that count, by code; one under open objection does not."""
    found: dict[str, set[str]] = {}
    for one in seen:
        if one.dataset == "serious-market" and not one.reason and "objection-pending" not in one.codes:
            found.setdefault(one.code, set()).add(one.number)
    return found


def _record(one: Sent) -> Record:
    """What the oracle is told of a record that was sent."""

    def day(name: str) -> date | None:
        return date.fromisoformat(one.row[name]) if one.row.get(name) else None

    return Record(
        decided_on=day("处罚决定日期"),
        listed_on=day("列入日期"),
        removed_on=day("移出日期"),
        severity=one.row.get("失信程度", ""),
        publish_slight=one.row.get("轻微公示", ""),
    )


City.TestCase.settings = settings(
    max_examples=400 if FUZZ else 5,
    stateful_step_count=40 if FUZZ else 16,
    # Each step of a shorter example is nights again: only the long run looks for the shortest one.
    phases=list(Phase) if FUZZ else [Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestCity = City.TestCase
