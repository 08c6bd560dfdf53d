"""The rules, in the order of design §7. A rule reads a case and returns verdicts; it never edits a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.model.verdict import Verdict
from generator.policy.case import Case
from generator.policy.rules import (
    access,
    basis,
    duplicates,
    objection,
    period,
    persons,
    red_list,
    repair,
    sealed,
    source,
    takedown,
    tombstone,
    unresolved,
    withdrawal,
)

Rule = Callable[[Case], Iterable[Verdict]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("takedown", takedown.judge),
    ("unresolved", unresolved.judge),
    ("access", access.judge),
    ("basis", basis.judge),
    ("duplicates", duplicates.judge),
    ("sealed", sealed.judge),
    ("persons", persons.judge),
    ("source", source.judge),
    ("withdrawal", withdrawal.judge),
    ("objection", objection.judge),
    ("repair", repair.judge),
    ("red_list", red_list.judge),
    ("tombstone", tombstone.judge),
    ("period", period.judge),
)
"""In order. The order of verdicts is that of their codes; this one is for reading and for `explain`."""
