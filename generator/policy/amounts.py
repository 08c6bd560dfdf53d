"""Amounts: delivered in 万元, shown in 万元 and 元, exact to the sixth decimal (CF_NR_FK is decimal(18,6))."""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd

from generator.policy.fold import over_values

SCALE = 6
LIMIT = Decimal(10) ** (18 - SCALE)
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?")


def parse_number(text: str) -> Decimal | None:
    """Read a plain decimal number exactly, or None: no exponent, no grouping, no NaN, no full-width digit.

    >>> parse_number("0.20"), parse_number("1e3"), parse_number("1_000")
    (Decimal('0.20'), None, None)
    """
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def fits(number: Decimal) -> bool:
    """Tell whether decimal128(18,6) holds the number without rounding it.

    >>> fits(Decimal("999999999999.999999")), fits(Decimal("1000000000000")), fits(Decimal("0.0000001"))
    (True, False, False)
    """
    digits = number.as_tuple()
    spare = -int(digits.exponent) - SCALE
    return abs(number) < LIMIT and (spare <= 0 or not any(digits.digits[-spare:]))


def to_yuan(wan: str) -> str:
    """Turn 万元 into 元 exactly; empty stays empty. Expects what `parse_number` reads and `fits` admits.

    From a hundred million 万元 on the 元 would not fit the published type: then the 万元 alone tell the amount.

    >>> to_yuan("0.2"), to_yuan("4.86"), to_yuan("100000000"), to_yuan("")
    ('2000', '48600', '', '')
    """
    if not wan or not fits(yuan := Decimal(wan).scaleb(4)):
        return ""
    text = format(yuan, "f")
    bare = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if bare == "-0" else bare


def to_yuan_series(series: pd.Series) -> pd.Series:
    """Turn a column of 万元 into 元; missing becomes empty."""
    return over_values(series, to_yuan)
