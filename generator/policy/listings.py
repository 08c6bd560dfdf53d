"""Who stands on which list tonight, and which listings were overturned: what the red list's exits hang on.

Source: 黄信用办〔2021〕3号 四(二): a subject on a serious-dishonesty or watch list loses every red-list entry; a
listing under objection does not count, and one that was overturned takes its exits back (design §6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.facts import Listed, Tombstone
from generator.model.rulings import Ruling
from generator.model.verdict import Verdict
from generator.policy.fold import fold, fold_code
from generator.policy.identity import SEPARATOR, record_id, record_key

LISTING_KINDS = frozenset({"serious-list", "watch-list"})
PERSONS_WITHHELD = frozenset({"minor-person", "person-withheld"})
"""Verdicts that hide a person and leave the listing as it is."""
OVERTURNING = frozenset({"撤销", "确认违法", "确认无效"})
"""Kinds of a withdrawal that say the listing should not have been; an objection has only 撤销."""
CONFLICT = "red-list-conflict"


def standing(decided: pd.DataFrame, verdicts: Iterable[Verdict]) -> pd.DataFrame:
    """List the subjects of one decided part whose listing counts: @code, @name, @record.

    A listing counts where no verdict withholds it, but for those that only hide a person, and no objection is open.
    """
    counts = (decided[parts.PENDING] == "").to_numpy(copy=True)
    for one in verdicts:
        if one.effect == "withhold" and one.code not in PERSONS_WITHHELD:
            counts[one.rows] = False
    return decided.loc[counts, [parts.CODE, parts.NAME, parts.RECORD_ID]]


def find_listed(frame: pd.DataFrame, listings: pd.DataFrame) -> Listed:
    """Find the rows of a red list whose code is listed, and those that share but a name with one without code."""
    rows = pd.DataFrame({parts.CODE: frame[parts.CODE], "row": np.arange(len(frame))})
    coded = listings.loc[listings[parts.CODE] != "", [parts.CODE, parts.RECORD_ID]]
    hit = rows[rows[parts.CODE].isin(coded[parts.CODE])].merge(coded, on=parts.CODE)
    hit = hit.sort_values(["row", parts.RECORD_ID])
    bare = listings.loc[(listings[parts.CODE] == "") & (listings[parts.NAME] != ""), parts.NAME]
    alike = frame[parts.NAME].isin(bare).to_numpy(copy=True)
    alike[hit["row"]] = False
    return Listed(hit["row"].to_numpy(), tuple(hit[parts.RECORD_ID]), np.flatnonzero(alike))


def overturned(
    city: City, key: bytes, ruled: Iterable[tuple[Ruling, Sequence[str]]], stones: Iterable[Tombstone]
) -> frozenset[str]:
    """List the ids of listings that were overturned and not reinstated since.

    `ruled` are the rulings in force, in order, each with the record ids it hits tonight. A listing may have left the
    delivery by the night it is overturned: its id is then worked out from what the ruling says.
    """
    names = {dataset.name: dataset for dataset in city.datasets if dataset.credit.kind in LISTING_KINDS}
    fell: dict[str, date] = {
        one.record_id: one.removed_on for one in stones if one.dataset in names and one.code == "objection-upheld"
    }
    withdrawn: dict[str, date] = {}
    upheld: dict[str, date] = {}
    back: dict[str, date] = {}
    for ruling, ids in sorted(ruled, key=lambda one: (one[0].decided_on or date.min, one[0].place)):
        if ruling.dataset not in names or ruling.decided_on is None:
            continue
        targets = {*ids, *ids_said(city, names[ruling.dataset], ruling, key)}
        if ruling.file == "reinstatements":
            back |= dict.fromkeys(targets, ruling.decided_on)
        elif ruling.file == "withdrawals" and ruling.more["kind"] in OVERTURNING:
            withdrawn |= dict.fromkeys(targets, ruling.decided_on)
        elif ruling.file == "objections":
            upheld = {one: day for one, day in upheld.items() if one not in targets}
            if ruling.more["status"] == "撤销":
                upheld |= dict.fromkeys(targets, ruling.decided_on)
    return frozenset(
        one for days in (fell, withdrawn, upheld) for one, day in days.items() if not (one in back and back[one] > day)
    )


def without_lifted(stones: Iterable[Tombstone], fallen: frozenset[str]) -> list[Tombstone]:
    """Leave out the exits that an overturned listing caused; an exit with another cause has a stone of its own."""
    return [one for one in stones if not (one.code == CONFLICT and one.cause in fallen)]


def ids_said(city: City, dataset: Dataset, ruling: Ruling, key: bytes) -> list[str]:
    """The ids of the record that a ruling names by number and subject, under every id of its department."""
    ids = [ruling.department] if ruling.department else list(dataset.credit.deliver.departments)
    owners = [city.department(one) for one in ids]
    departments = chain.from_iterable((one.id, *one.formerly) for one in owners)
    subjects = [text for text in (fold_code(ruling.subject_code), fold(ruling.subject_name)) if text]
    others = [fold(part) for part in ruling.record_number.split(SEPARATOR)] if ruling.record_number else []
    found = []
    for department in departments:
        keys = (record_key(dataset.name, department, *others, subject) for subject in subjects)
        found += [record_id(key, one) for one in keys]
    return found
