"""A desk at which tests hand in files: one city with a few small datasets, its inputs, its state, its days."""

import csv
import io
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.model.catalogue import Dataset
from generator.model.city import City, Department, Site
from generator.model.delivery import AcceptedUnit
from generator.model.periods import PeriodRule
from generator.model.rulings import Ruling, Rulings
from generator.stages.intake import Intake, commit, intake

TODAY = date(2026, 11, 24)
HEADER = ("文号", "名称", "统一社会信用代码", "日期", "事实", "部门代码")
OWN_CODE, OTHER_CODE = "11420299MB00000001", "11420299MB00000002"
SITE: dict[str, Any] = {
    "name": "公示", "base_url": "https://credit.example.org/", "organiser": "甲", "operator": "乙",
    "phone": "0714-0000000", "address": "丙", "site_code": "1", "icp": "1", "police_record": "1",
    "repair_channel": {"title": "修复", "url": "https://credit.example.org/"}, "authoritative": "甲",
    "licence": {"name": "开放", "path": "https://credit.example.org/"},
}  # fmt: skip


def row(number: int, **cells: str) -> dict[str, str]:
    """One row of nobody's; the code fails its check, so that the name is the subject."""
    usual = (f"黄环罚〔2026〕{number}号", f"黄石青禾{number}建材有限公司", "", "2026-03-04", "抽检不合格", OWN_CODE)
    return {**dict(zip(HEADER, usual, strict=True)), **cells}


def rows(*numbers: int) -> list[dict[str, str]]:
    return [row(number) for number in numbers]


def text_of(table: list[dict[str, str]], header: tuple[str, ...] = HEADER, end: str = "\n") -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    writer.writerow(header)
    writer.writerows([cells[name] for name in header] for cells in table)
    return out.getvalue()


def dataset(name: str = "watch", **credit: Any) -> Dataset:
    """An adverse list of whole snapshots; `credit` changes its terms, `fields` and `dialect` the table."""
    table = credit.pop("fields", {})
    dialect = credit.pop("dialect", {})
    deliver = {"departments": ["tax"], "match": f"{name}*.csv", "mode": "snapshot"} | credit.pop("deliver", {})
    terms = {
        "kind": "watch-list", "item": "national-2025/名单", "access": "public", "basis": ["law"],
        "subjects": "organisations", "deliver": deliver, "period": "fixed",
    }  # fmt: skip
    roles = ("record-number", "subject-name", "subject-code", "decided-on", "fact-text", "authority-code")
    fields = [
        {"name": title, "credit": {"role": role, "disclose": "withhold"} | table.get(title, {}).get("credit", {})}
        | {key: value for key, value in table.get(title, {}).items() if key != "credit"}
        for title, role in zip(HEADER, roles, strict=True)
    ]
    fields[2]["credit"] |= {"check": "uscc"}
    fields[3] = {"type": "date", **fields[3]}
    schema = {"missingValues": ["", "— —", "无"], "fields": fields}
    return Dataset.model_validate(
        {"name": name, "title": "名单", "credit": terms | credit, "dialect": dialect, "schema": schema}
    )


@dataclass
class Desk:
    """A city in a folder, night after night."""

    root: Path
    datasets: tuple[Dataset, ...]
    rulings: list[Ruling] = field(default_factory=list)
    formerly: tuple[str, ...] = ()
    nights: int = 0

    @property
    def folder(self) -> Path:
        return self.root / "data" / "departments" / "tax"

    @property
    def state(self) -> Path:
        return self.root / "state"

    @property
    def city(self) -> City:
        departments = (
            Department(id="tax", code=OWN_CODE, name="税务", level="city", formerly=self.formerly),
            Department(id="water", code=OTHER_CODE, name="水利", level="city"),
        )
        periods = {
            "fixed": PeriodRule.model_validate({"id": "fixed", "title": "一年", "term": {"longest": "P1Y"}}),
            "open": PeriodRule.model_validate({"id": "open", "title": "移出为止", "until": "removed-by-authority"}),
        }
        return City(
            site=Site.model_validate(SITE),
            datasets=self.datasets,
            departments=departments,
            bases={},
            periods=periods,
            restraints=(),
            incentives=(),
            holidays={},
            divisions={},
            surnames=frozenset({"王", "李"}),
        )

    def hand_in(self, name: str, content: str | bytes | list[dict[str, str]], folder: str = "tax") -> Path:
        """Put a file into a department's folder; a table is written as UTF-8."""
        if isinstance(content, list):
            content = text_of(content)
        path = self.folder.parent / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def take_in(self, day: date = TODAY) -> Intake:
        """Take in without accepting."""
        self.nights += 1
        places = (self.root / "data", self.state, self.root / f"work{self.nights}")
        return intake(self.city, Rulings(tuple(self.rulings), {}), places, day)

    def night(self, day: date = TODAY, name: str = "watch") -> AcceptedUnit:
        """Take in and accept, as a night whose gate cleared; returns the unit of a dataset of the tax department."""
        taken = self.take_in(day)
        commit(taken.acceptances)
        return unit_of(taken, name)

    def unit(self, name: str = "watch", day: date = TODAY) -> AcceptedUnit:
        return unit_of(self.take_in(day), name)

    def acknowledge(self, file: str, sha256: str, count: int) -> None:
        """Accept one shrunk or grown file by a ruling."""
        more = {"file": file, "sha256": sha256, "rows": str(count)}
        blank = Ruling("acknowledgements", 2, "watch", "tax", "", "", "", "信用办", "确认函", date(2026, 11, 1), more)
        self.rulings.append(replace(blank))


def unit_of(taken: Intake, name: str, department: str = "tax") -> AcceptedUnit:
    (found,) = [one for one in taken.units if (one.department, one.dataset) == (department, name)]
    return found


def table_of(unit: AcceptedUnit, file: int = 0) -> list[dict[str, str]]:
    """The rows of one normalised file."""
    with unit.files[file].path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def numbers_of(unit: AcceptedUnit) -> list[str]:
    """The record numbers in use, in order of delivery; waiting ones left out."""
    used = [place for place, file in enumerate(unit.files) if not file.waiting]
    return [cells["文号"] for place in used for cells in table_of(unit, place)]


def codes_of(unit: AcceptedUnit) -> list[str]:
    return [finding.code for finding in unit.findings]
