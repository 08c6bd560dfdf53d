"""The last look at every outgoing cell: what still looks like a person's number withholds its row (text-unsafe).

Unlike narrative.py it changes nothing, and it looks at `public` columns too, where a document number or an amount is
no surprise; so it believes checks and shapes alone, not words (design §8).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from generator.policy.identifiers import id_number, organisation_code, registration_number, tax_number, uscc
from generator.policy.identifiers.disguised import SCREENS, decoded, hits, matched


def suspicious(series: pd.Series, *, codes_allowed: bool) -> pd.Series:
    """Mark the cells that hold an ID, mobile or card number, a plate or an e-mail address, however they are written.

    With `codes_allowed` a cell that is as a whole a valid code of an organisation (unified, organisation, registration
    or taxpayer) passes: for columns of codes. An ID number of 18 characters never does. Missing values pass.
    """
    marked = matched(pa.array(series, type=pa.large_string()), SCREENS)
    if codes_allowed:
        marked[marked] = ~_is_code(series[marked]).to_numpy()
    marked[marked] = np.array([is_suspicious(cell) for cell in series[marked]], dtype=bool)
    return pd.Series(marked, index=series.index, dtype=bool)


def is_suspicious(text: str) -> bool:
    """Tell whether a text holds a person's number, plain or in disguise.

    >>> is_suspicious("联系1 9 9 0 0 0 0 0 0 0 1"), is_suspicious("黄环罚〔2026〕319号")
    (True, False)
    """
    plain = decoded(text)
    return bool(hits(text)) or (plain != text and bool(hits(plain)))


def _is_code(cells: pd.Series) -> pd.Series:
    valid = (
        uscc.valid(cells) | organisation_code.valid(cells) | registration_number.valid(cells) | tax_number.valid(cells)
    )
    return valid & ~id_number.valid18(cells)
