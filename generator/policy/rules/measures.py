"""A record carries only measures of the list, each with a basis in force, none forced on those who are no authority.

Source: 黄信用办〔2021〕3号《关于进一步加强和规范守信联合激励和失信联合惩戒的实施意见》 六(一): only measures
of the list, each citing its law; 金融机构、信用服务机构、行业协会商会、新闻媒体 are not made to
punish; 六(二): measures fit the severity; 八: a measure without a basis is suspended at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model.city import Measure
from generator.model.periods import SEVERITY_WORDS
from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "huangxinyong-2021-3 六"
HONOURS = frozenset({"red-list", "model"})
SEPARATOR = ";"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold rows whose measures are unlisted or forced; note those whose measures are too severe for their class."""
    cells, field = _named(case)
    distinct = {text: _split(text) for text in pd.unique(cells)}
    ledger = _ledger(case)

    def rows(texts: set[str]) -> npt.NDArray[np.bool_]:
        return cells.isin(list(texts)).to_numpy()

    unlisted = {text for text, names in distinct.items() if any(name not in ledger for name in names)}
    yield verdict("measure-unlisted", rows(unlisted), field=field, basis=BASIS)
    known = {text: [ledger[name] for name in names if name in ledger] for text, names in distinct.items()}
    forced = {text for text, found in known.items() if any(one.is_forced for one in found)}
    yield verdict("measure-forced", rows(forced), field=field, basis=BASIS)
    severity = _severities(case)
    severe = case.nobody()
    for word in set(SEVERITY_WORDS.values()):
        too = {
            text for text, found in known.items() if any(one.severities and word not in one.severities for one in found)
        }
        severe |= rows(too) & (severity == word).to_numpy()
    yield verdict("measure-too-severe", severe, effect="note", field=field, basis=BASIS)


def _named(case: Case) -> tuple[pd.Series, str]:
    """What each row is punished or rewarded with: its own cell, else what the list's procedure says for all."""
    own, name = case.column("measures"), case.dataset.named("measures")
    whole = case.dataset.credit.listing_procedure
    if whole is None or not whole.measures:
        return own, name or ""
    return own.mask(own == "", whole.measures), name or "credit.listing_procedure.measures"


def _ledger(case: Case) -> dict[str, Measure]:
    """The measures in force for this dataset on the day, by id and by title."""
    honours = case.dataset.credit.kind in HONOURS
    found: dict[str, Measure] = {}
    for one in case.city.incentives if honours else case.city.restraints:
        if case.dataset.name in one.applies_to and case.city.may_be_taken(one, case.as_of):
            found |= {one.id: one, one.title: one}
    return found


def _severities(case: Case) -> pd.Series:
    """The class of each row in Chinese; a serious list is serious by what it is."""
    own = case.column("severity")
    if case.dataset.credit.kind == "serious-list":
        return own.mask(own == "", SEVERITY_WORDS["serious"])
    return own.mask(own == "", case.terms["severity"].map(SEVERITY_WORDS))


def _split(text: str) -> list[str]:
    return [name.strip() for name in text.replace("；", SEPARATOR).split(SEPARATOR) if name.strip()]
