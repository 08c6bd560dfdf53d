"""What a corrected record is known as: the number, code and name that the site shows, beside those delivered.

Source: 黄信用办〔2021〕3号 七(三). The identity of a record stays that of the delivered cells (design §5); but whoever
rules on it or hands it in again reads what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.parts import CODE, KEY, NAME, NUMBER, PRIVATE_KEYS, SUBJECT
from generator.policy.corrections import CORRECTION
from generator.policy.fold import fold, fold_code
from generator.policy.identifiers import CHECKS
from generator.policy.identity import SEPARATOR
from generator.policy.matching import Match

_COLUMNS = {"record-number": NUMBER, "subject-code": CODE, "subject-name": NAME}


def known_as(city: City, matches: Iterable[Match], keys: pd.DataFrame) -> pd.DataFrame:
    """Give the rows whose number, code or name was corrected as they are shown: @number, @code, @name, @subject, @key.

    `keys` is the table of keys (policy/matching.py); its index names the rows, here too. A row that was corrected more
    than once is there with every state, the one that is shown now last.
    """
    shown: dict[int, list[dict[str, str]]] = {}
    for one in sorted(matches, key=lambda one: (str(one.ruling.decided_on), one.ruling.place)):
        if one.exact and one.ruling.more.get("status") == CORRECTION:
            dataset = city.dataset(one.ruling.dataset)
            if column := _column(dataset, one.ruling.more["field"]):
                cell = _folded(dataset, column, one.ruling.more["value"])
                for row in one.rows:
                    states = shown.setdefault(int(row), [])
                    states.append({**(states[-1] if states else {}), column: cell})
    lines = [(row, _renamed(city, _row(keys, row), cells)) for row, states in shown.items() for cells in states]
    found = pd.DataFrame([cells for _, cells in lines], columns=list(PRIVATE_KEYS), index=[row for row, _ in lines])
    return found.astype("str")


def as_shown_now(states: pd.DataFrame) -> pd.DataFrame:
    """The last state of each row, as it is shown tonight."""
    return states[~states.index.duplicated(keep="last")]


def _column(dataset: Dataset, field: str) -> str | None:
    """The column of the table of keys that a field stands in; None for all others."""
    return next((column for role, column in _COLUMNS.items() if dataset.named(role) == field), None)


def _row(keys: pd.DataFrame, row: int) -> dict[str, str]:
    return {name: str(keys.loc[row, name]) for name in PRIVATE_KEYS}


def _folded(dataset: Dataset, column: str, value: str) -> str:
    if column != CODE:
        return fold(value)
    checks = dataset.by_role["subject-code"].credit.check
    code = pd.Series([fold_code(value)])
    return str(code[0]) if any(CHECKS[name].valid(code).iloc[0] for name in checks) else ""


def _renamed(city: City, row: dict[str, str], cells: dict[str, str]) -> dict[str, str]:
    new = {**row, **cells}
    new[SUBJECT] = new[CODE] or new[NAME]
    dataset, department, rest = row[KEY].split(SEPARATOR, 2)
    if city.dataset(dataset).named("record-number"):
        tail = rest.removeprefix(row[NUMBER] + SEPARATOR + row[SUBJECT])
        rest = new[NUMBER] + SEPARATOR + new[SUBJECT] + tail
    else:
        rest = rest.removesuffix(row[SUBJECT]) + new[SUBJECT]
    return {**{name: new[name] for name in PRIVATE_KEYS}, KEY: SEPARATOR.join((dataset, department, rest))}
