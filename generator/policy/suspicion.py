"""The last look at every outgoing cell: what still looks like a person's number withholds its row (text-unsafe).

Unlike narrative.py it changes nothing, and it looks at `public` columns too, where a document number or an amount is
no surprise; so it believes checks and shapes, and of words only those that announce a person's paper (design §8).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyarrow as pa

from generator.policy.identifiers import bank_card, id_number, registration_number, tax_number
from generator.policy.identifiers.disguised import decoded, hits, matched
from generator.policy.identifiers.labelled import ANY_TEXT_FINDERS, ANY_TEXT_SCREENS

_DATED_NUMBER = re.compile("[0-9]{19,64}")
_A_YEAR = timedelta(days=366)


def suspicious(series: pd.Series, *, codes_allowed: bool = False, days: pd.Series | None = None) -> pd.Series:
    """Mark the cells that hold an ID, mobile or card number, a plate or an e-mail address, however they are written.

    With `codes_allowed` a cell that is as a whole a valid code of an organisation (unified, organisation, registration
    or taxpayer) passes: for columns of codes. An ID number of 18 characters never does, nor a registration number that
    could be an ID number of 15. `days` are the rows' own days (ISO), for columns of record numbers: see
    `numbers_its_day`. Missing values pass.
    """
    marked = matched(pa.array(series, type=pa.large_string()), ANY_TEXT_SCREENS)
    if codes_allowed:
        marked[marked] = ~_is_code(series[marked]).to_numpy()
    if days is not None:
        pairs = zip(series[marked], days[marked].fillna(""), strict=True)
        marked[marked] = np.array([not numbers_its_day(cell, day) for cell, day in pairs], dtype=bool)
    marked[marked] = np.array([is_suspicious(cell) for cell in series[marked]], dtype=bool)
    return pd.Series(marked, index=series.index, dtype=bool)


def numbers_its_day(number: str, day: str) -> bool:
    """Tell whether a record number of nineteen digits or more looks like an ID number only by the day of its record.

    Numbers of 2020 and later often are division, day and serial: 18 of their digits pass the check of an ID number
    once in eleven. Whose ID number it would be was born within a year of the record's own day, and nobody so young
    is decided about. Source: 全国信用信息共享平台信用承诺数据归集模板 (承诺编码, 20 digits).

    >>> numbers_its_day("42020020260615000902", "2026-06-15"), numbers_its_day("42029919900101001977", "2026-06-15")
    (True, False)
    """
    if not _DATED_NUMBER.fullmatch(number) or not day or bank_card.is_unionpay(number):
        return False
    own = date.fromisoformat(day)
    windows = (number[start : start + 18] for start in range(len(number) - 17))
    born = [id_number.birth_date(window) for window in windows if id_number.is_valid18(window)]
    return all(one is not None and abs(one - own) <= _A_YEAR for one in born)


def is_suspicious(text: str) -> bool:
    """Tell whether a text holds a person's number, plain or in disguise.

    >>> is_suspicious("联系1 9 9 0 0 0 0 0 0 0 1"), is_suspicious("黄环罚〔2026〕319号")
    (True, False)
    """
    plain = decoded(text)
    return any(hits(one, ANY_TEXT_FINDERS) for one in {text, plain})


def _is_code(cells: pd.Series) -> pd.Series:
    # A taxpayer's number may be a unified code; an organisation code is too short to look like anybody's number.
    valid = tax_number.valid(cells)
    # The gate believes no register's check over a birth date; what it would hold back must not get as far (design §10).
    registered = registration_number.valid(cells) & ~id_number.valid15(cells)
    return (valid | registered) & ~id_number.valid18(cells)
