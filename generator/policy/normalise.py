"""Delivered cells to the form that is judged (design §4.2): one field at a time, a whole column at once.

Each step first finds, vectorised, the few cells it could change, and then works on their distinct values alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from generator.model.catalogue import Clean
from generator.model.field import FieldSpec
from generator.policy.date_forms import to_iso
from generator.policy.fold import clean_cell, fold_code

CODE_ROLES = frozenset({"subject-code", "person-id", "representative-id", "authority-code", "source-unit-code"})
TEXT = pa.large_string()

_SPACES = (
    "\\s\v\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
)
_UNTIDY = f"^[{_SPACES}']|[{_SPACES}]$|\t|\r|^=\""
_TIDY_CODE = "^[0-9A-Z]*$"
_PLAIN_DAY = "^(?:1[0-9]{3}|20[0-8][0-9]|209[0-8])-[0-9]{2}-[0-9]{2}$"
# Other controls are damage, which `validate` must see: such a cell is left alone.
_DAMAGE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Step:
    """One thing done to a column: which cells it could change, and how."""

    concerns: Callable[[pa.Array], pa.BooleanArray]
    mend: Callable[[str], str]


def normalise_column(cells: pa.Array, steps: Sequence[Step], missing: frozenset[str]) -> pa.Array:
    """Take a column through its steps; a placeholder for "no value" stays as it was declared."""
    for step in steps:
        at = step.concerns(cells)
        if not at.true_count:
            continue
        some = cells.filter(at).dictionary_encode()
        mended = [text if text in missing else step.mend(text) for text in some.dictionary.to_pylist()]
        cells = pc.replace_with_mask(cells, at, pa.array(mended, TEXT).take(some.indices))
    return cells


def steps_of(field: FieldSpec, clean: Sequence[Clean]) -> tuple[Step, ...]:
    """List what is done to a field's cells, in order."""
    steps = [Step(_matching(_UNTIDY), _tidy)]
    steps += [_suffix(one.suffix) for one in clean if one.field == field.name and one.suffix]
    if field.credit.values:
        steps.append(_words(field.credit.values))
    if field.role in CODE_ROLES or field.credit.check:
        steps.append(Step(_not_matching(_TIDY_CODE), fold_code))
    if field.type == "date":
        forms = field.credit.forms
        steps.append(Step(_not_matching(_PLAIN_DAY), lambda text: to_iso(text, forms)))
    return tuple(steps)


def count_filled(cells: pa.Array, missing: frozenset[str]) -> int:
    """Count the cells that hold a value."""
    nothing = pc.is_in(cells, value_set=pa.array(sorted(missing | {""}), TEXT))
    return len(cells) - int(nothing.true_count)


def _tidy(text: str) -> str:
    return text if _DAMAGE.search(text) else clean_cell(text.replace("\r\n", "\n"))


def _suffix(suffix: str) -> Step:
    return Step(lambda cells: pc.ends_with(cells, suffix), lambda text: clean_cell(text.removesuffix(suffix)))


def _words(words: dict[str, str]) -> Step:
    delivered = pa.array(list(words), TEXT)
    return Step(lambda cells: pc.is_in(cells, value_set=delivered), lambda text: words[text])


def _matching(pattern: str) -> Callable[[pa.Array], pa.BooleanArray]:
    return lambda cells: pc.match_substring_regex(cells, pattern)


def _not_matching(pattern: str) -> Callable[[pa.Array], pa.BooleanArray]:
    return lambda cells: pc.invert(pc.match_substring_regex(cells, pattern))
