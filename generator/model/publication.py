"""The one public model: what every output reads, and nothing else. No personal data can be in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.model.catalogue import Dataset
from generator.model.changes import Change, Promptness
from generator.model.city import City, Department
from generator.model.parts import PublicPart
from generator.model.statistics import Figures
from generator.model.timeliness import Timeliness

XLSX_ROWS = 200_000
"""Above so many rows a workbook is made only where the catalogue asks for one, and then one a year (design §4)."""


@dataclass(frozen=True)
class UnitState:
    """How one department's delivery of one dataset stands tonight; counts are exact and become rounded on pages."""

    dataset: str
    department: str
    verdict: str | None
    data_date: date | None
    fallback: bool
    delivered: int
    used: int
    waiting: int
    published: int
    withheld: Mapping[str, int]


@dataclass(frozen=True)
class Issue:
    """One thing wrong with a row or a file, as a department's report tells it; never a cell."""

    department: str
    dataset: str
    file: str
    row: int | None
    field: str
    code: str
    advice: str = ""
    """What to do, where it depends on what was found; else the report says what is to be done about the code."""


NoticeKind = Literal["withdrawal", "apology"]


@dataclass(frozen=True)
class Notice:
    """A withdrawal that law wants told (行政处罚法 48), or an apology that was asked for (七(三)).

    It names an organisation only at its own request. `reason` of an apology is how the objection ended: 更正 or 撤销.
    """

    dataset: str
    record_number: str
    authority: str
    reason: str
    decided_on: date
    subject_name: str = ""
    kind: NoticeKind = "withdrawal"


@dataclass(frozen=True)
class Publication:
    """Everything tonight's site is made from."""

    city: City
    as_of: date
    version: int
    parts: tuple[PublicPart, ...]
    units: tuple[UnitState, ...]
    notices: tuple[Notice, ...] = ()
    statistics: tuple[Figures, ...] = ()
    """Decisions as delivered, persons already blurred: what trends are drawn from."""
    changes: tuple[Change, ...] = ()
    """What the last nights changed, the newest first."""
    promptness: tuple[Promptness, ...] = ()
    timeliness: tuple[Timeliness, ...] = ()

    def parts_of(self, dataset: str) -> tuple[PublicPart, ...]:
        """The parts of a dataset, in order of delivery."""
        return tuple(part for part in self.parts if part.dataset == dataset)

    def rows_of(self, dataset: str) -> int:
        """How many rows of a dataset are shown."""
        return sum(part.rows for part in self.parts_of(dataset))

    def formats_of(self, dataset: Dataset) -> tuple[str, ...]:
        """The formats of a dataset's download tonight: a large workbook only where it was asked for."""
        is_small = self.rows_of(dataset.name) <= XLSX_ROWS or "formats" in dataset.credit.model_fields_set
        return tuple(form for form in dataset.credit.formats if form != "xlsx" or is_small)

    def units_of(self, dataset: str) -> tuple[UnitState, ...]:
        """The units of a dataset, in the order of departments."""
        return tuple(unit for unit in self.units if unit.dataset == dataset)

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """The datasets that law lets everyone see."""
        return tuple(dataset for dataset in self.city.datasets if dataset.credit.access == "public")

    @property
    def data_date(self) -> date:
        """The day up to which the data goes: the newest accepted input, at most today."""
        days = [unit.data_date for unit in self.units if unit.data_date]
        return max(days, default=self.as_of)

    @property
    def expires(self) -> date:
        """The last day on which the site may be taken for current: by its end the next build must have replaced it.

        Manifest, status.json and the guard of every page tell this one day. Rows whose publication ended with the
        build day itself are hidden by the page at the midnight between.
        """
        return self.as_of + timedelta(days=1)

    def department(self, identifier: str) -> Department:
        """The department of an id; raises KeyError."""
        return self.city.department(identifier)
