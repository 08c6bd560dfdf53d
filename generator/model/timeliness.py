"""Timeliness (及时): how many of an item's records reached the public within the item's own term, by department."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Timeliness:
    """What was first shown within a year up to tonight, organisations alone; nothing where nothing was."""

    dataset: str
    department: str
    """Empty for the departments of an item together, where there are several."""
    term_days: int
    """Working days from the decision within which the item is to be published."""
    on_time: int
    late: int
    median_days: float
    """Median of the days (not working days) from the decision to the first public day."""

    @property
    def measured(self) -> int:
        """All of them together."""
        return self.on_time + self.late
