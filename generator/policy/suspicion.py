"""The last look at every outgoing cell: what still looks like a person's number withholds its row (text-unsafe).

Unlike narrative.py it changes nothing, and it looks at `public` columns too, where a document number or an amount is
no surprise; so it believes checks and shapes alone, not words (design §8).
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from generator.policy.identifiers import id_number, organisation_code, registration_number, tax_number, uscc
from generator.policy.identifiers.disguised import SCREEN, decoded, hits


def suspicious(series: pd.Series, *, codes_allowed: bool) -> pd.Series:
    """Mark the cells that hold an ID, mobile or card number, a plate or an e-mail address, however they are written.

    With `codes_allowed` a cell that is as a whole a valid code of an organisation (unified, organisation, registration
    or taxpayer) passes: for columns of codes. An ID number of 18 characters never does. Missing values pass.
    """
    seen = pc.match_substring_regex(pa.array(series, type=pa.large_string()), f"(?s){SCREEN}")
    doubtful = seen.fill_null(fill_value=False).to_numpy(zero_copy_only=False)
    found = pd.Series(doubtful, index=series.index, dtype=bool)
    cells = series[found]
    if codes_allowed:
        cells = cells[~_is_code(cells)]
    found.loc[found.index] = False
    found.loc[cells.index] = [is_suspicious(cell) for cell in cells]
    return found


def is_suspicious(text: str) -> bool:
    """Tell whether a text holds a person's number, plain or in disguise.

    >>> is_suspicious("联系1 9 9 0 0 0 0 0 0 0 1"), is_suspicious("黄环罚〔2026〕319号")
    (True, False)
    """
    return bool(hits(text) or hits(decoded(text)))


def _is_code(cells: pd.Series) -> pd.Series:
    valid = (
        uscc.valid(cells) | organisation_code.valid(cells) | registration_number.valid(cells) | tax_number.valid(cells)
    )
    return valid & ~id_number.valid18(cells)
