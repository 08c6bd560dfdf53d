"""Verdicts: the closed list of what can be said of a row or of a delivery (design §7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Effect = Literal["withhold", "annotate", "note"]
Rows = npt.NDArray[np.int64]

WITHHOLDING: tuple[str, ...] = (
    "not-a-row", "taken-down", "ruling-unresolved", "not-public", "no-basis", "schema", "id-damaged", "code-check",
    "dates-contradict", "text-damaged", "entity-mismatch", "class-unknown", "superseded", "duplicate-identical",
    "duplicate-conflict", "list-without-basis", "procedure-incomplete", "measure-unlisted", "measure-forced", "sealed",
    "minor-person", "person-withheld", "removed-at-source", "parity-removed", "source-held", "source-too-old",
    "decision-withdrawn", "decision-suspended", "objection-upheld", "repaired", "red-list-revoked",
    "red-list-conflict", "tombstoned", "slight", "not-yet", "not-in-force", "no-end", "expired", "text-unsafe",
    "gate-held",
)  # fmt: skip
"""In order: the first that a row carries is its reason. `schema` stands for every `schema/<Frictionless type>`."""

RANK: dict[str, int] = {code: rank for rank, code in enumerate(WITHHOLDING)}
ANNOTATIONS = ("objection-pending", "corrected", "repair-annotated", "repairable-from")
NOTES = (
    "late-publication", "division-unknown", "name-confusable", "amount-differs", "class-assumed", "parity-missing",
    "parity-extra", "parity-longer", "parity-different", "text-cleaned", "measure-too-severe", "basis-repealed",
    "red-list-namesake", "no-final-newline",
)  # fmt: skip
"""What departments are told of rows that may stand as they are; nothing of it reaches the site."""
SOURCE_VERDICTS = (
    "source-missing", "source-unreadable", "source-malformed", "source-header", "source-empty", "source-shrunk",
    "source-grown", "source-sparse", "source-stale", "source-rolled-back", "out-of-catalogue", "wrong-department",
)  # fmt: skip
REPORTED_ONLY = frozenset({"source-missing", "source-stale", "source-sparse"})
"""Source verdicts that do not refuse the unit."""
OF_VALIDATE = frozenset(
    {"not-a-row", "schema", "id-damaged", "code-check", "dates-contradict", "text-damaged", "entity-mismatch"}
)
"""A row with one of these takes no part in duplicates and uniqueness."""
TOMBSTONE_CODES = frozenset(
    {"taken-down", "decision-withdrawn", "objection-upheld", "repaired", "red-list-revoked", "red-list-conflict"}
)
"""Reasons that stay: what they cover does not come back without a reinstatement (design §6)."""


def rank(code: str) -> int:
    """Place of a withholding code in the order; raises KeyError for a code that is not on the list."""
    return RANK[code.split("/", 1)[0]]


@dataclass(frozen=True)
class Verdict:
    """One finding about some rows of one part. `rows` are positions in the part, ascending."""

    code: str
    effect: Effect
    rows: Rows
    field: str = ""
    basis: str = ""


def verdict(
    code: str, mask: npt.NDArray[np.bool_], *, effect: Effect = "withhold", field: str = "", basis: str = ""
) -> Verdict:
    """Make a verdict from a mask over the part's rows."""
    return Verdict(code, effect, np.flatnonzero(mask), field, basis)


def reasons(verdicts: Iterable[Verdict], rows: int) -> npt.NDArray[np.object_]:
    """Give each row its reason: the first withholding code in the order, or an empty text."""
    best = np.full(rows, len(WITHHOLDING), dtype=np.int64)
    reason = np.full(rows, "", dtype=object)
    for one in verdicts:
        if one.effect == "withhold":
            earlier = one.rows[best[one.rows] > rank(one.code)]
            best[earlier] = rank(one.code)
            reason[earlier] = one.code
    return reason
