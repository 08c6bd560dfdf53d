"""Identifiers of organisations and people, one form a file, each with `compact`, `is_valid` and `valid`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from generator.policy.identifiers import id_number, organisation_code, registration_number, tax_number, uscc


@dataclass(frozen=True)
class Check:
    """An identifier's test, for one text and for a column."""

    name: str
    is_valid: Callable[[str], bool]
    valid: Callable[[pd.Series], pd.Series]


CHECKS: Mapping[str, Check] = {
    check.name: check
    for check in (
        Check("uscc", uscc.is_valid, uscc.valid),
        Check("id-number", id_number.is_valid, id_number.valid),
        Check("registration-number", registration_number.is_valid, registration_number.valid),
        Check("organisation-code", organisation_code.is_valid, organisation_code.valid),
        Check("tax-number", tax_number.is_valid, tax_number.valid),
    )
}
