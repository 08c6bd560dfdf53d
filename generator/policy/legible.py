"""What a reader sees is what is written: nothing public turns the writing, has no width or buries a letter in marks.

Source: Unicode Technical Report 36, Unicode Security Considerations, 2.5 (bidirectional text spoofing) and UAX 15,
Stream-Safe Text Format, for a bound on combining marks.
"""

from __future__ import annotations

import re

import pandas as pd

from generator.policy.fold import UNSEEN, over_values

_TAGS = "\U000e0000-\U000e007f"
_HIDDEN = f"{UNSEEN}{_TAGS}"
"""What turns the writing is among what has no width."""
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MOST = 8
"""Marks that a letter may carry; no language writes more than a few."""
_ILLEGIBLE = f"[{_HIDDEN}]|[{_MARKS}]{{{_MOST + 1}}}"
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_TOWER = re.compile(f"([{_MARKS}]{{{_MOST}}})[{_MARKS}]+")


def legible(text: str) -> str:
    r"""Take out what has no width or turns the direction of writing, and all marks of a letter after the eighth.

    >>> legible("4\u202e2"), len(legible("e" + "\u0301" * 300))
    ('42', 9)
    """
    return _TOWER.sub(r"\1", _UNSEEN.sub("", text))


def legible_series(series: pd.Series) -> pd.Series:
    """Make a column legible; only the cells that need it are touched."""
    concerned = series.str.contains(_ILLEGIBLE)
    return series.mask(concerned, over_values(series[concerned], legible)) if concerned.any() else series
