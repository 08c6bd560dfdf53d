"""Publicity periods of a whole part: each distinct combination is worked out once by `periods.term_of`."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

import numpy as np
import pandas as pd

from generator.model.periods import PeriodRule
from generator.policy.periods import Record, Term, term_of

COLUMNS = ("since", "until", "repairable", "severity", "assumed", "code")


def terms(rule: PeriodRule, frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Work out the period of every row.

    `frame` has a text column for each role a period depends on, and `kind`; empty where there is nothing. Rows that
    do not parse (they carry another verdict) get `no-end`. Returns COLUMNS as texts with the index of `frame`.
    """
    groups = frame.groupby(list(frame.columns), sort=False, dropna=False).ngroup().to_numpy()
    _, first = np.unique(groups, return_index=True)
    distinct = [_texts(_safe_term(rule, row, as_of)) for row in frame.iloc[first].to_dict("records")]
    table = pd.DataFrame(distinct, columns=list(COLUMNS), dtype="str")
    return table.iloc[groups].set_axis(frame.index)


def _safe_term(rule: PeriodRule, row: Mapping[Hashable, str], as_of: date) -> Term:
    try:
        return term_of(rule, _record(row), as_of)
    except (ValueError, InvalidOperation, OverflowError):
        return Term(code="no-end")


def _record(row: Mapping[Hashable, str]) -> Record:
    day = {role: date.fromisoformat(row[role]) if row[role] else None for role in _DAYS}
    return Record(
        decided_on=day["decided-on"],
        listed_on=day["listed-on"],
        removed_on=day["removed-on"],
        valid_from=day["valid-from"],
        valid_until=day["valid-until"],
        public_until=day["public-until"],
        corrected_on=day["corrected-on"],
        year=int(row["year"]) if row["year"] else None,
        severity=row["severity"],
        procedure=row["penalty-procedure"],
        publish_slight=row["publish-slight"],
        sector=row["sector"],
        status=row["status"],
        category=row["category"],
        fine_wan=Decimal(row["fine"]) if row["fine"] else None,
        kind=row["kind"],
    )


_DAYS = ("decided-on", "listed-on", "removed-on", "valid-from", "valid-until", "public-until", "corrected-on")


def _texts(term: Term) -> tuple[str, ...]:
    days = (day.isoformat() if day else "" for day in (term.since, term.until, term.repairable_from))
    return (*days, term.severity or "", "1" if term.is_assumed else "", term.code)
