"""Changes (变动): what the site gained and lost from one night to the next, as counts; and who was added.

Nothing here says who was removed: of what is gone there is a number and no more (design §8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Counts:
    """How many records were added, changed and taken down."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def total(self) -> int:
        """All of them together."""
        return self.added + self.changed + self.removed


@dataclass(frozen=True)
class Addition:
    """A record of an organisation that was added on some night and is shown tonight."""

    record_id: str
    name: str
    until: str
    """Last day it is shown, ISO."""


@dataclass(frozen=True)
class Change:
    """What one night did to one dataset. Counts are exact and become blurred on pages where persons are in them."""

    day: date
    dataset: str
    organisations: Counts
    persons: Counts
    is_first: bool
    """Whether nothing of this dataset was shown before, so that everything counts as added."""
    additions: tuple[Addition, ...]
    """The newest of the organisations' additions that are still shown."""
    still_shown: int
    """How many of the organisations' additions are still shown."""


@dataclass(frozen=True)
class Promptness:
    """How quickly a department's records reach the public, and leave it when they must."""

    department: str
    objections: int
    """Records of organisations with an open objection."""
    person_objections: int
    days_to_publish: float | None
    """Median days from decision to first night on the site; None where nothing was added since the first build."""
    days_to_remove: float | None
    """Median days from a repair's decision to the first night without the record; None where there was none."""
