"""Masks: what of a personal value may be seen. The same everywhere, and a mask of a mask is itself (design §8).

Names keep the surname alone: with any digit or date beside it a list of five thousand can be told apart, without
none can. Source: 《中华人民共和国个人信息保护法》第六条、第二十五条.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

import pandas as pd

from generator.policy.fold import over_values
from generator.policy.unseen import BLANKS, UNSEEN

Mask = Callable[[str, AbstractSet[str]], str]
STARS = "**"
_HAN = "\u3400-\u9fff"
_NOT_A_NAME = re.compile(f"[{BLANKS}{UNSEEN}*\uff0a·•.]")
# A place name holds none of these: what follows one of them is a street, a village or a door.
_PLACE = f"(?:(?![路街道巷弄号镇乡村园小组])[{_HAN}])"
_DISTRICT = re.compile(
    f"(?:{_PLACE}{{2,8}}?(?:省|自治区))?(?:{_PLACE}{{2,10}}?(?:市|自治州|地区|盟))?(?:{_PLACE}{{1,10}}?(?:区|县|旗|市))?"
)


def mask_name(name: str, surnames: AbstractSet[str]) -> str:
    """Keep the surname; two stars whatever the length, so that the length says nothing.

    >>> mask_name("欧阳小明", {"欧阳"}), mask_name("王**", {"王"}), mask_name("", {"王"})
    ('欧阳**', '王**', '')
    """
    bare = _NOT_A_NAME.sub("", name)
    if not bare:
        return STARS if name.strip() else ""
    # Of two characters the second is a given name, unless stars stand behind it: then this is a mask already.
    is_compound = bare[:2] in surnames and (len(bare) > 2 or name == bare + STARS)
    return (bare[:2] if is_compound else bare[:1]) + STARS


def mask_address(address: str, _surnames: AbstractSet[str] = frozenset()) -> str:
    """Keep an address down to its district or county; without one, to its city or province.

    >>> mask_address("湖北省黄石市下陆区某路8号"), mask_address("某路8号")
    ('湖北省黄石市下陆区', '')
    """
    return next(_DISTRICT.finditer(address.strip()))[0]  # at the beginning, where it matches if only an empty text


def show(text: str, _surnames: AbstractSet[str] = frozenset()) -> str:
    """Show the value as it is."""
    return text


def withhold(_text: str, _surnames: AbstractSet[str] = frozenset()) -> str:
    """Show nothing."""
    return ""


MASKS: Mapping[str, Mask] = {"public": show, "name": mask_name, "district": mask_address, "withhold": withhold}
"""By disclosure value. `narrative` is not among them: free text is cleaned with what its row knows (narrative.py)."""


def mask_series(series: pd.Series, disclosure: str, surnames: AbstractSet[str]) -> pd.Series:
    """Mask a column by a disclosure value; missing becomes empty. Raises KeyError for a value that is no mask."""
    mask = MASKS[disclosure]
    return over_values(series, lambda text: mask(text, surnames))
