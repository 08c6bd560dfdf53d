"""What the office is reminded of: a line of what it registers itself, and what is to be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.city import City
from generator.model.rulings import Ruling

OFFICE = "_office"
"""The report of what names no department; no department's id begins with an underscore."""


@dataclass(frozen=True)
class Reminder:
    """One sentence about one line; never a cell."""

    department: str
    """Whose record it is about, as the line names it; empty where it names none."""
    dataset: str
    file: str
    """Below data/."""
    line: int | None
    words: str

    @property
    def text(self) -> str:
        """The whole sentence."""
        return f"{self.file} 第 {self.line} 行{self.words}" if self.line else self.words


def about(ruling: Ruling, words: str) -> Reminder:
    """Remind of a ruling."""
    file = f"state/configuration 里的 {ruling.file}.csv" if ruling.is_kept else f"rulings/{ruling.file}.csv"
    return Reminder(ruling.department, ruling.dataset, file, ruling.line, words)


def report_of(city: City, department: str) -> str:
    """Name the report in which a department finds its reminders."""
    return city.department(department).id if department else OFFICE
