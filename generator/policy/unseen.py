"""Characters that show nothing or a blank: a name is the same name with any of them inside.

Wider than what `fold` drops, which tells records apart and must not change: here only names and the words before them
are looked for. Source: Unicode Standard Annex 44, Default_Ignorable_Code_Point; General_Category Z.
"""

from __future__ import annotations

import re

UNSEEN = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What has no width, for a class of `re` and RE2."""
_FILLERS = "\u0085\u115f\u1160\u2800\u3164\uffa0"
BLANKS = f"\\s{_FILLERS}"
"""What shows a blank, for a class of `re`."""
BLANKS_RE2 = f"\\s\\v\x1c-\x1f\\p{{Z}}{_FILLERS}"
"""The same for RE2, whose white space is that of ASCII."""
_UNSEEN = re.compile(f"[{UNSEEN}]+")
_ANY = re.compile(f"[{UNSEEN}{BLANKS}]+")


def without_unseen(text: str) -> str:
    r"""Take out what has no width.

    >>> without_unseen("王\u2060小 明")
    '王小 明'
    """
    return _UNSEEN.sub("", text)


def squeezed(text: str) -> str:
    r"""Take out every blank too.

    >>> squeezed("王\u2060小　明\n")
    '王小明'
    """
    return _ANY.sub("", text)


def seen_places(text: str) -> list[int]:
    """List the places of the characters that `squeezed` leaves.

    >>> seen_places("王 小　明")
    [0, 2, 4]
    """
    return [place for place, one in enumerate(text) if not _ANY.match(one)]
