"""What our checks say of one cell. The screens say the same of a column (checks/screens.py)."""

from __future__ import annotations

import re
from typing import Any

from generator.policy.identifiers import CHECKS, id_number
from generator.policy.identifiers.damaged import is_damaged

CODE_ROLES = frozenset({"subject-code", "person-id", "representative-id", "authority-code", "source-unit-code"})
NUMBER_FORM = r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,6})?"
"""decimal(18,6) in ASCII digits, without exponent, separators, NaN or Infinity (design §4.2)."""
TEXT_DAMAGE = (
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufdd0-\ufdef\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]|锟斤拷"
)
_DAMAGE = re.compile(TEXT_DAMAGE)
_NUMBER = re.compile(NUMBER_FORM)


def is_coded(credit: dict[str, Any]) -> bool:
    """Tell whether a field holds codes that a spreadsheet may damage."""
    return bool(credit.get("check")) or credit.get("role") in CODE_ROLES


def code_of(cell: str, credit: dict[str, Any]) -> str | None:
    """Judge a code cell: id-damaged, code-check, or None. A citizen's number as a subject is for entity-mismatch."""
    if is_damaged(cell):
        return "id-damaged"
    names = credit.get("check") or ()
    names = (names,) if isinstance(names, str) else names
    if not names or any(CHECKS[name].is_valid(cell) for name in names):
        return None
    return None if credit.get("role") == "subject-code" and id_number.is_valid(cell) else "code-check"


def is_text_damaged(cell: str) -> bool:
    """Tell whether a cell shows a decoding accident or holds what no text should."""
    return bool(_DAMAGE.search(cell))


def is_plain_number(cell: str) -> bool:
    """Tell whether a number is written so that everyone reads the same."""
    return bool(_NUMBER.fullmatch(cell))
