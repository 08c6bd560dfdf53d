"""Nights of a small city without pages and gate: everything that decides what is shown, in one process and fast."""

import csv
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import pandas as pd
from pydantic import BaseModel

from generator.engine import InProcess
from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.rulings import COLUMNS, COMMON
from generator.stages.bury import bury
from generator.stages.intake import commit
from generator.stages.read import read_city, read_rulings
from generator.stages.remember import recall, refuse_lost_rulings, write_ahead
from tests.builders import CHECKOUT, penalty, unified_code, write_delivery
from tests.night import judge

__all__ = ["Night", "Nights", "aeo", "listing", "penalty", "unified_code"]
M = TypeVar("M", bound=BaseModel)
DATASETS = ("penalties", "serious-market", "watch-abnormal-operations", "red-list-customs-aeo")


@cache
def configured() -> City:
    """The example city with few datasets; one market regulator, not yet merged with anyone."""
    city = read_city(CHECKOUT / "data")
    departments = tuple(replaced(one, formerly=()) for one in city.departments)
    return replace(city, datasets=tuple(map(city.dataset, DATASETS)), departments=departments)


def replaced(model: M, **changes: object) -> M:
    """A copy of a parsed configuration with other values."""
    return model.model_copy(update=changes)


def with_dataset(city: City, changed: Dataset) -> City:
    """The city with another version of one of its datasets."""
    return replace(city, datasets=tuple(changed if one.name == changed.name else one for one in city.datasets))


@dataclass(frozen=True)
class Night:
    """What one night decided, before masks and pages."""

    rows: pd.DataFrame
    """One line a row used: dataset, number, code, name, id, reason (empty where it is shown), until, codes (all
    verdicts, joined by ;)."""
    delivered: int
    """How many rows tonight's files hold."""

    def reasons(self, dataset: str) -> dict[str, str]:
        """Reason by record number; of rows of one number the shown one counts."""
        rows = self.rows[self.rows["dataset"] == dataset].sort_values("reason", ascending=False)
        return dict(zip(rows["number"], rows["reason"], strict=True))


@dataclass
class Nights:
    """A city in a folder. Deliveries and rulings stay from night to night, as they do in a real one."""

    root: Path
    city: City = field(default_factory=configured)

    def __post_init__(self) -> None:
        (self.root / "rulings").mkdir(parents=True)
        for file, more in COLUMNS.items():
            (self.root / "rulings" / f"{file}.csv").write_text(",".join((*COMMON, *more)) + "\n", encoding="utf-8")

    def deliver(self, department: str, name: str, rows: list[dict[str, str]]) -> None:
        write_delivery(self.root / "departments" / department / name, rows)

    def lose(self, department: str, name: str) -> None:
        (self.root / "departments" / department / name).unlink()

    def rule(self, file: str, **cells: str) -> None:
        with (self.root / "rulings" / f"{file}.csv").open("a", encoding="utf-8", newline="") as out:
            csv.writer(out).writerow([cells.pop(name, "") for name in (*COMMON, *COLUMNS[file])])
        assert not cells, "a column that the file does not have"

    def merge(self, into: str, formerly: str) -> None:
        """Let one department take over another, which is struck off the lists of those that deliver."""
        kept = (one for one in self.city.departments if one.id not in (into, formerly))
        city = self.city
        new = replaced(city.department(into if into in self._ids() else formerly), id=into, formerly=(formerly,))
        datasets = [_handed_over(dataset, formerly, into) for dataset in city.datasets]
        self.city = replace(city, departments=(*kept, new), datasets=tuple(datasets))

    def _ids(self) -> set[str]:
        return {one.id for one in self.city.departments}

    def run(self, day: date) -> Night:
        """Run one night, but for pages, gate and reports; the state is written as a build writes it."""
        rulings = read_rulings(self.root, self.city)
        memory = recall(self.root / "state", self.city.site, None, first_run=False)
        refuse_lost_rulings(memory, rulings)
        work = self.root / "work" / day.isoformat()
        work.mkdir(parents=True)
        judged = judge(self.city, rulings, (self.root, self.root / "state", work), memory.past, (day, memory.key))
        taken, decided = judged.taken, judged.decided
        commit(taken.acceptances)
        table = pd.concat([NO_ROWS, *(_rows(one) for one in decided)], ignore_index=True)
        shown = table.loc[table["reason"] == "", ["id", "dataset"]].rename(columns={"id": "record_id"})
        stones = bury(self.city, decided, (memory.past, judged.facts.unmatched), (day, memory.key), InProcess())
        night = {"as_of": day.isoformat(), "version": memory.version_on(day), "rulings": dict(rulings.counts)}
        write_ahead(memory, night, stones, shown)
        return Night(table, sum(one.delivered for one in taken.units))


ROWS = ["dataset", "number", "code", "name", "id", "reason", "until", "codes"]
NO_ROWS = pd.DataFrame({name: pd.Series(dtype="str") for name in ROWS})


def _rows(part: parts.PrivatePart) -> pd.DataFrame:
    frame = pd.read_parquet(part.frame)
    verdicts = pd.read_parquet(part.verdicts)
    codes = verdicts.groupby("position")["code"].agg(lambda found: ";".join(sorted(set(found))))
    table = frame[[parts.NUMBER, parts.CODE, parts.NAME, parts.RECORD_ID, parts.REASON, parts.UNTIL]]
    table = table.set_axis(["number", "code", "name", "id", "reason", "until"], axis=1)
    return table.assign(dataset=part.dataset, codes=codes.reindex(range(len(frame))).fillna(""))[ROWS]


def _handed_over(dataset: Dataset, formerly: str, into: str) -> Dataset:
    names = [into if one == formerly else one for one in dataset.credit.deliver.departments]
    deliver = replaced(dataset.credit.deliver, departments=tuple(dict.fromkeys(names)))
    return replaced(dataset, credit=replaced(dataset.credit, deliver=deliver))


AUTHORITY = {"name": "黄石市市场监督管理局（演示）", "code": "11420200MB0000019B"}


def listing(number: int, subject: int, **changes: str) -> dict[str, str]:
    """An entry of the serious list of the market regulator; `changes` are cells by field name."""
    row = {
        "列入决定书文号": f"黄市监列〔2026〕{number}号",
        "名称": f"黄石市青禾{subject}建材有限公司",
        "主体类别": "法人及非法人组织",
        "统一社会信用代码": unified_code(subject),
        "法定代表人": "",
        "列入事由": "生产不符合安全标准的产品。",
        "列入依据": "《市场监督管理严重违法失信名单管理办法》第五条",
        "列入日期": "2026-05-04",
        "移出日期": "",
        "列入机关": AUTHORITY["name"],
        "列入机关统一社会信用代码": AUTHORITY["code"],
    }
    assert set(changes) <= set(row), "no such field"
    return {**row, **changes}


def aeo(subject: int, **changes: str) -> dict[str, str]:
    """An entry of the customs' red list."""
    row = {
        "海关注册编码": f"42029{subject:05d}",
        "企业名称": f"黄石市青禾{subject}建材有限公司",
        "统一社会信用代码": unified_code(subject),
        "组织机构代码": "",
        "注册地址": "",
        "首次注册日期": "",
        "信用等级": "高级认证企业",
        "等级认定时间": "2025-03-10",
        "注销标志": "正常",
        "退出日期": "",
        "认定海关": "黄石海关（演示）",
    }
    assert set(changes) <= set(row), "no such field"
    return {**row, **changes}
