"""Whose names a part holds, and which of them its public rows must not show (design §8, §10).

Source: 黄信用办〔2021〕3号 三(三); 《中华人民共和国个人信息保护法》第二十五条.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.columns import SUBJECT_KINDS
from generator.model.parts import KIND, RECORD_ID
from generator.policy.disclosure import disclosure
from generator.policy.narrative import long_names

NAME_ROLES = ("representative", "responsible-person")
SHOWN_ROLES = ("subject-name", "authority", "source-unit")
"""Names of organisations, shown in full: where the operator's name is a part of one, it is registered so."""
_GOES_ON = re.compile("[^\n\u3007\u3400-\u9fff]*[\u3007\u3400-\u9fff]{2}")


def operators(dataset: Dataset, kind: str | None = None) -> list[str]:
    """List the columns that name an organisation's people; for a kind, those whose names it does not show."""
    fields = [dataset.by_role[role] for role in NAME_ROLES if role in dataset.by_role]
    return [field.name for field in fields if kind is None or disclosure(dataset, field, kind) != "public"]


def people_columns(dataset: Dataset) -> list[str]:
    """List the columns that `people_of` reads."""
    subject = dataset.named("subject-name")
    return [*operators(dataset), *([subject] if subject else []), KIND]


def people_of(dataset: Dataset, frame: pd.DataFrame) -> set[str]:
    """Collect the name cells of a part's people: representatives, and subjects who are persons.

    A header that stands between the rows names nobody: the words of the catalogue would be taken for people.
    """
    subject = dataset.named("subject-name")
    found = {cell for name in operators(dataset) for cell in frame[name].dropna()}
    found |= set(frame.loc[frame[KIND] == "person", subject].dropna()) if subject else set()
    return found - _header_words(dataset)


def is_registered(name: str, shown: str) -> bool:
    """Tell whether a person's name stands in names of organisations, and only as a part of them: more follows it.

    >>> is_registered("王小明", "王小明建材有限公司"), is_registered("王小明", "某某市场监督管理局（王小明）")
    (True, False)
    """
    _, *behind = shown.split(name)
    return bool(behind) and all(_GOES_ON.match(rest) for rest in behind)


def appended(cells: pd.Series, people: Sequence[Sequence[str]]) -> list[bool]:
    """Mark the cells with names of organisations that name one of their row's people besides.

    `people` are the names of each row that it does not show; those of two characters are too often parts of words.
    """
    rows = zip(cells, people, strict=True)
    return [any(len(one) > 2 and one in cell and not is_registered(one, cell) for one in names) for cell, names in rows]


def _header_words(dataset: Dataset) -> set[str]:
    return {text for field in dataset.fields for text in (field.name, *field.credit.aliases)}


def hidden_names(dataset: Dataset, frame: pd.DataFrame) -> pd.DataFrame:
    """List record_id and name: names of three characters and more that a record is not to show.

    What begins a name that the record shows in full is left out: 王小明建材有限公司 is registered so.
    """
    pieces = [_of_kind(dataset, frame[frame[KIND] == kind], kind) for kind in SUBJECT_KINDS]
    return pd.concat(pieces).drop_duplicates(ignore_index=True)


def _of_kind(dataset: Dataset, frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    subject = dataset.by_role.get("subject-name")
    hidden = operators(dataset, kind)
    if kind == "person" and subject and disclosure(dataset, subject, kind) != "public":
        hidden.append(subject.name)
    shown = pd.Series("", index=frame.index, dtype="str")
    for role in SHOWN_ROLES:
        if (name := dataset.named(role)) and name not in hidden:
            shown = shown + "\n" + frame[name].fillna("").astype("str")
    cells = [
        pd.DataFrame({"record_id": frame[RECORD_ID], "cell": frame[name], "shown": shown}).dropna() for name in hidden
    ]
    if not cells:
        return pd.DataFrame({"record_id": [], "name": []}, dtype="str")
    table = pd.concat(cells)
    words = _header_words(dataset)
    by_cell = {cell: [] if cell in words else long_names([cell]) for cell in table["cell"].unique()}
    table = table.assign(name=table["cell"].map(by_cell)).explode("name").dropna()
    free = [not is_registered(name, shown) for name, shown in zip(table["name"], table["shown"], strict=True)]
    return table.loc[free, ["record_id", "name"]].astype("str")
