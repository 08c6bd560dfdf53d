"""Corrections (更正): what a closed objection found to be right stands in the place of what was delivered.

Source: 黄信用办〔2021〕3号 七(三). The delivered file is never touched, and neither is the identity of the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import numpy as np
import pandas as pd

from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.facts import Ruled
from generator.model.parts import CODE, KIND, NAME
from generator.policy.fold import fold_series
from generator.policy.identifiers import CHECKS
from generator.policy.persons import PERSON, subject_kinds

CORRECTION = "更正"


def collect(objections: Iterable[Ruled], rows: int) -> pd.Series:
    """For each row the corrected cells as JSON, field to value, or an empty text; of one field the last ruling counts.

    `objections` come in the order of their days; their values stand in the form in which cells are judged.
    """
    cells: dict[int, dict[str, str]] = {}
    for one in objections:
        if one.ruling.more["status"] == CORRECTION:
            for place in one.rows:
                cells.setdefault(int(place), {})[one.ruling.more["field"]] = one.ruling.more["value"]
    texts = np.full(rows, "", dtype=object)
    for place, found in cells.items():
        texts[place] = json.dumps(found)
    return pd.Series(texts, dtype="str")


def correct(city: City, dataset: Dataset, frame: pd.DataFrame, corrections: pd.Series) -> pd.DataFrame:
    """Put corrected cells in place and tell anew what kind of subject it is; `corrections` as `collect` makes them.

    A subject that was a person stays one: doubtful means person (design §8).
    """
    places = np.flatnonzero((corrections != "").to_numpy())
    if not len(places):
        return frame
    some = frame.iloc[places].copy()
    for row, text in zip(some.index, corrections.iloc[places], strict=True):
        for field, value in json.loads(text).items():
            some.loc[row, field] = value or None
    code, kinds = _subjects(city, dataset, some)
    some[CODE] = code
    if name := dataset.named("subject-name"):
        some[NAME] = fold_series(some[name])
    some[KIND] = kinds.mask(some[KIND] == PERSON, PERSON)
    result = frame.copy()
    result.iloc[places] = some
    return result


def _subjects(city: City, dataset: Dataset, frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The valid code and the kind of each subject, as `validate` told them from the delivered cells."""
    blank = pd.Series("", index=frame.index)
    role = {name: frame[field.name].fillna("").astype("str") for name, field in dataset.by_role.items()}
    raw = role.get("subject-code", blank)
    field = dataset.by_role.get("subject-code")
    passed = pd.Series(data=False, index=frame.index)
    for name in field.credit.check if field else ():
        passed |= CHECKS[name].valid(raw)
    code = raw.where(passed, "")
    cells = {"word": role.get("subject-kind", blank), "name": role.get("subject-name", blank), "raw_code": raw}
    subject = pd.DataFrame({**cells, "code": code})
    return code, subject_kinds(subject, mixed=dataset.credit.subjects == "mixed", surnames=city.surnames)
