"""Announce: the notices that law wants of withdrawn decisions (行政处罚法 48), and apologies that were asked for.

A notice speaks of what stood on the site: what was withheld for a reason of its own is not announced, and a person's
record never, for its number leads to the name (design §8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.facts import Facts
from generator.model.parts import PrivatePart
from generator.model.publication import Notice, NoticeKind
from generator.model.rulings import Ruling, Rulings
from generator.policy.fold import fold_code
from generator.policy.identifiers import uscc
from generator.policy.persons import PERSON, TRADER_CODE
from generator.policy.rules.objection import CORRECTED, UPHELD
from generator.policy.rules.withdrawal import FINAL

STANDS = {
    "withdrawals": frozenset({"decision-withdrawn"}),
    "objections": frozenset({"", "objection-upheld"}),
}
"""Reasons of a row under which a ruling is told: the row was public but for it, and has not been brought back."""
ON_REQUEST = "on-request"


def announce(rulings: Rulings, facts: Facts, decided: Iterable[PrivatePart], as_of: date) -> tuple[Notice, ...]:
    """List the notices; a notice names an organisation only at its own request."""
    about = _records(facts, decided)
    found = []
    for file in ("withdrawals", "objections"):
        for ruling in rulings.of(file, as_of):
            if kind := _kind(ruling):
                is_organisation, is_told = about.get((file, ruling.place), (_is_organisation(ruling), True))
                if is_told and is_organisation and ruling.decided_on is not None:
                    found.append(_notice(ruling, kind, ruling.decided_on))
    return tuple(found)


def _kind(ruling: Ruling) -> NoticeKind | None:
    if ruling.file == "withdrawals":
        return "withdrawal" if ruling.more["kind"] in FINAL else None
    asked = ruling.more["apology"] == ON_REQUEST and ruling.more["status"] in (CORRECTED, UPHELD)
    return "apology" if asked else None


def _notice(ruling: Ruling, kind: NoticeKind, day: date) -> Notice:
    is_named = kind == "apology" or ruling.more["notice"] == "subject"
    name = ruling.subject_name if is_named and _is_organisation(ruling) else ""
    reason = ruling.more["reason"] if kind == "withdrawal" else ruling.more["status"]
    return Notice(ruling.dataset, ruling.record_number, ruling.authority, reason, day, name, kind)


def _is_organisation(ruling: Ruling) -> bool:
    """Tell by the code, where the record itself is not delivered any more; no code means no."""
    code = fold_code(ruling.subject_code)
    return uscc.is_valid(code) and not code.startswith(TRADER_CODE)


def _records(facts: Facts, decided: Iterable[PrivatePart]) -> Mapping[tuple[str, tuple[bool, int]], tuple[bool, bool]]:
    """For each ruling that hit a record: whether it is no person's, and whether it was public but for the ruling."""
    found: dict[tuple[str, tuple[bool, int]], tuple[bool, bool]] = {}
    for part in decided:
        mine = [one for one in facts.parts[part.number].ruled if one.ruling.file in ("withdrawals", "objections")]
        if not mine:
            continue
        frame = pd.read_parquet(part.frame, columns=[parts.KIND, parts.REASON])
        persons = (frame[parts.KIND] == PERSON).to_numpy()
        for one in mine:
            stands = frame[parts.REASON].isin(list(STANDS[one.ruling.file])).to_numpy()
            key = one.ruling.file, one.ruling.place
            before = found.get(key, (True, False))
            told = bool(np.any(stands[one.rows])) and one.is_exact
            found[key] = before[0] and not np.any(persons[one.rows]), before[1] or told
    return found
