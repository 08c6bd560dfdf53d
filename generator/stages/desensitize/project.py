"""Project the rows of one part: each column by what each kind of subject may show, then the last look at every cell."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.columns import NOTE, PUBLISHED_UNTIL, RECORD_ID, SUBJECT_KINDS, PublicColumn, public_columns
from generator.model.field import FieldSpec
from generator.model.parts import PrivatePart
from generator.model.verdict import Verdict, verdict
from generator.policy import narrative
from generator.policy.amounts import to_yuan
from generator.policy.corrections import correct
from generator.policy.disclosure import LEADING, disclosure
from generator.policy.fold import over_values
from generator.policy.legible import legible_series
from generator.policy.masks import mask_series
from generator.policy.people import SHOWN_ROLES, appended, hidden_names, operators
from generator.policy.rules.commitment import FOR_REPAIR
from generator.policy.suspicion import suspicious

CODED_ROLES = frozenset({"subject-code", "authority-code", "source-unit-code"})
NAMING_ROLES = frozenset(
    {"subject-name", "representative", "responsible-person", "authority", "source-unit", "district", "address"}
)
"""Columns that name organisations, places or people by right: a name in them is what they are for."""
Mask = npt.NDArray[np.bool_]


def project(
    city: City, part: PrivatePart, frame: pd.DataFrame, held: frozenset[str], known: narrative.Vocabulary
) -> tuple[pd.DataFrame, pd.Series, list[Verdict], pd.DataFrame]:
    """Make the public rows of a part; beside them the final reason of every row, notes, and whom no row may name.

    `held` are record ids that the gate keeps back, `known` the names of the unit's people.
    """
    dataset = city.dataset(part.dataset)
    reasons = frame[parts.REASON].astype("str")
    reasons = reasons.mask((reasons == "") & frame[parts.RECORD_ID].isin(held), "gate-held")
    shown = (reasons == "").to_numpy()
    rows = frame[shown].reset_index(drop=True)
    rows = correct(city, dataset, rows, rows[parts.CORRECTED])
    public = pd.DataFrame({RECORD_ID: rows[parts.RECORD_ID]})
    unsafe = np.zeros(len(rows), dtype=bool)
    notes: list[Verdict] = []
    leaving = _Leaving(city, dataset, rows, known)
    for column in public_columns(dataset):
        if column.source is not None:
            cells, cleaned, named = _column(leaving, column)
            public[column.name] = cells
            unsafe |= named | _unsafe(dataset, column, cells, rows)
            notes += [] if column.is_yuan else [_note("text-cleaned", shown, cleaned, column.source.name)]
    public[PUBLISHED_UNTIL] = rows[parts.UNTIL]
    public[NOTE] = rows[parts.NOTES]
    public = _for_pages(dataset, part, rows, public)
    reasons.iloc[np.flatnonzero(shown)[unsafe]] = "text-unsafe"
    return public[~unsafe].reset_index(drop=True), reasons, notes, hidden_names(dataset, rows[~unsafe])


class _Leaving:
    """The rows of a part on their way out, with what is worked out once for all columns."""

    def __init__(self, city: City, dataset: Dataset, rows: pd.DataFrame, known: narrative.Vocabulary) -> None:
        self.city, self.dataset, self.rows, self.known = city, dataset, rows, known
        self.places = {kind: np.flatnonzero(rows[parts.KIND] == kind) for kind in SUBJECT_KINDS}
        self.operators = narrative.own_names(rows[operators(dataset)])
        self.hidden = {
            kind: narrative.own_names(rows.iloc[at][operators(dataset, kind)]) for kind, at in self.places.items()
        }


def _column(leaving: _Leaving, column: PublicColumn) -> tuple[pd.Series, Mask, Mask]:
    """One public column: what each kind of subject may show of it, and null where nothing is left.

    Beside it the rows whose text was cleaned, and those where a cell that is shown as delivered names somebody.
    """
    field, dataset, rows = column.source, leaving.dataset, leaving.rows
    if field is None:
        message = "a column that shows no field has no cells"
        raise ValueError(message)
    cells = rows[field.name].fillna("").astype("str")
    if field.role == "purpose":
        cells = cells.where(_may_say_purpose(dataset, rows), "")
    result = pd.Series("", index=rows.index, dtype="str")
    cleaned, named = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for kind, at in leaving.places.items():
        shown = disclosure(dataset, field, kind)
        if shown == "withhold" or not len(at):
            continue
        own = cells.iloc[at]
        if shown == "narrative":
            text = narrative.clean_series(own, [leaving.operators[place] for place in at], leaving.known)
            cleaned[at] = (text != own).to_numpy()
        else:
            text = mask_series(own, shown, leaving.city.surnames)
        if shown == "public":
            named[at] = _names_somebody(leaving, field, kind)
        result.iloc[at] = text
    if column.is_yuan:
        result = over_values(result, to_yuan)
    return legible_series(result.mask(result == "")), cleaned, named


def _names_somebody(leaving: _Leaving, field: FieldSpec, kind: str) -> Mask | list[bool]:
    """Mark the cells of a kind, shown as delivered, that name somebody whom their row does not show."""
    cells = leaving.rows[field.name].iloc[leaving.places[kind]].fillna("").astype("str")
    if field.role in SHOWN_ROLES:
        return appended(cells, leaving.hidden[kind])
    if not field.is_text or field.role in NAMING_ROLES:
        return np.zeros(len(cells), dtype=bool)
    return narrative.named(cells, leaving.hidden[kind], leaving.known).to_numpy(dtype=bool)


def _may_say_purpose(dataset: Dataset, rows: pd.DataFrame) -> pd.Series:
    """A commitment made for a repair does not say what was repaired (design §8)."""
    category = dataset.named("category")
    if dataset.credit.kind != "commitment" or category is None:
        return pd.Series(data=True, index=rows.index)
    return rows[category].fillna("") != FOR_REPAIR


def _unsafe(dataset: Dataset, column: PublicColumn, cells: pd.Series, rows: pd.DataFrame) -> Mask:
    """Mark what the last look finds in a column; every column is looked at, amounts and days too."""
    field = column.source
    if field is None:
        return np.zeros(len(cells), dtype=bool)
    if column.type == "number":  # a point between seven digits and four is no way to write a phone
        return suspicious(cells.str.replace(r"[.].*", "", regex=True)).to_numpy(dtype=bool)
    is_coded = bool(field.credit.check) or field.role in CODED_ROLES
    days = rows[dataset.date_column] if field.role in LEADING and dataset.date_column else None
    return suspicious(cells, codes_allowed=is_coded, days=days).to_numpy(dtype=bool)


def _note(code: str, shown: Mask, mask: Mask, field: str) -> Verdict:
    """Make a note about shown rows, by their places in the part."""
    whole = np.zeros(len(shown), dtype=bool)
    whole[np.flatnonzero(shown)[mask]] = True
    return verdict(code, whole, effect="note", field=field)


def _for_pages(dataset: Dataset, part: PrivatePart, rows: pd.DataFrame, public: pd.DataFrame) -> pd.DataFrame:
    name, day = dataset.named("subject-name"), dataset.date_column
    blank = pd.Series("", index=rows.index, dtype="str")
    is_person = rows[parts.KIND] == "person"
    shown = public[name].fillna("") if name in public else blank
    return public.assign(
        **{
            "@kind": rows[parts.KIND],
            "@department": pd.Series(part.department, index=rows.index, dtype="str"),
            "@date": rows[day].fillna("") if day else blank,
            "@since": rows[parts.SINCE],
            "@repairable": rows[parts.REPAIRABLE],
            "@severity": rows[parts.SEVERITY],
            "@name": shown,
            "@code": rows[parts.CODE].mask(is_person, ""),
            "@pending": rows[parts.PENDING],
        }
    )
