"""The rules, in the order of design §7. A rule reads a case and returns verdicts; it never edits a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.model.verdict import Verdict
from generator.policy.case import Case
from generator.policy.rules import (
    access,
    amount,
    basis,
    commitment,
    confusable,
    division,
    duplicates,
    measures,
    objection,
    parity,
    period,
    persons,
    red_list,
    repair,
    sealed,
    serious_list,
    source,
    takedown,
    timeliness,
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
    ("serious_list", serious_list.judge),
    ("measures", measures.judge),
    ("sealed", sealed.judge),
    ("persons", persons.judge),
    ("source", source.judge),
    ("parity", parity.judge),
    ("withdrawal", withdrawal.judge),
    ("objection", objection.judge),
    ("repair", repair.judge),
    ("commitment", commitment.judge),
    ("red_list", red_list.judge),
    ("tombstone", tombstone.judge),
    ("period", period.judge),
    ("timeliness", timeliness.judge),
    ("division", division.judge),
    ("confusable", confusable.judge),
    ("amount", amount.judge),
)
"""In order. The order of verdicts is that of their codes; this one is for reading and for `explain`."""
