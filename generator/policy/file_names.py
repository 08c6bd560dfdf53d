"""Names of delivered files: which dataset they belong to, how they follow one another, how reports may call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from generator.model.schedule import Deliver

_LONG_NUMBER = re.compile("[0-9]{8,}[Xx]?")
_HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_SIDECARS = (".count", ".sha256")
_NOT_DELIVERIES = frozenset({".gitkeep", ".gitignore"})


def is_beside(name: str) -> bool:
    """Tell whether a file stands beside the deliveries and is none itself.

    >>> is_beside("published_2026.csv"), is_beside("penalties.csv.count"), is_beside("penalties.csv")
    (True, True, False)
    """
    last = PurePosixPath(name).name
    return last in _NOT_DELIVERIES or last.endswith(_SIDECARS) or fnmatchcase(last, "published*.csv")


def is_left_alone(name: str, names: AbstractSet[str]) -> bool:
    """Tell whether a count or a hash stands beside no file: what it speaks of did not arrive, or is called otherwise.

    >>> is_left_alone("a.csv.count", {"a.csv"}), is_left_alone("a.csv.count", {"b.csv"})
    (False, True)
    """
    return name.endswith(_SIDECARS) and name.removesuffix(PurePosixPath(name).suffix) not in names


def matches(deliver: Deliver, name: str) -> bool:
    """Tell whether a dataset claims a file; a pattern without a slash is held against the last part of the name.

    >>> matches(Deliver(departments=("tax",), match="a*.csv", mode="append"), "2026/a1.csv")
    True
    """
    return fnmatchcase(name if "/" in deliver.match else PurePosixPath(name).name, deliver.match)


def batch_of(deliver: Deliver, name: str) -> str | None:
    """Read what orders a file among its batches; None where the declared pattern does not find it."""
    if deliver.batch is None:
        return name
    found = re.search(deliver.batch, name)
    return found[1] if found else None


def batch_order(batch: str) -> tuple[str, str]:
    """Make batches comparable; numbers by their value.

    >>> batch_order("9") < batch_order("10")
    True
    """
    return (batch.zfill(20) if batch.isdecimal() else batch, batch)


def may_name_a_person(name: str, surnames: AbstractSet[str]) -> bool:
    """Tell whether a file name could hold a personal number or a personal name.

    >>> [may_name_a_person(name, {"王"}) for name in ("penalties-20261124.csv", "处罚_王小明.csv", "13900000000.csv")]
    [False, True, True]
    """
    folded = unicodedata.normalize("NFKC", name)
    if any(not _is_day(run) for run in _LONG_NUMBER.findall(folded)):
        return True
    words = (word for word in _HAN.findall(folded) if 2 <= len(word) <= 4)
    return any(word[:1] in surnames or word[:2] in surnames for word in words)


def _is_day(digits: str) -> bool:
    try:
        date.fromisoformat(digits)
    except ValueError:
        return False
    return len(digits) == len("20261124")
