"""A serious list exists only where law allows it, and a listing counts only where its decision says what it must.

Source: 黄信用办〔2021〕3号《关于进一步加强和规范守信联合激励和失信联合惩戒的实施意见》 五(一): four fields;
五(二): national lists by law, administrative regulation or central document (for the time being by department rule),
local ones by local regulation alone; 五(三): cause, basis, measures, terms and procedure of removal, remedies; 八(四):
what does not meet these by the end of 2021 is abolished.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.catalogue import Dataset
from generator.model.city import City
from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "huangxinyong-2021-3 五"
LEVELS = {
    "national": frozenset({"law", "administrative-regulation", "central-policy", "department-rule"}),
    "local": frozenset({"local-regulation"}),
}
IN_THE_ROW = ("fact-text", "basis-text")
ROW_OR_LIST = {"measures": "measures", "removal-terms": "removal_terms", "remedies": "remedies"}
TRANSITION_ENDS = date(2021, 12, 31)


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold the whole list that may not exist, and every listing whose decision is incomplete."""
    if case.dataset.credit.kind != "serious-list":
        return
    if lacking := lacks(case.city, case.dataset, case.as_of):
        yield verdict("list-without-basis", ~case.nobody(), field=lacking, basis=BASIS)
    for role in IN_THE_ROW:
        name = case.dataset.named(role)
        empty = (case.column(role) == "").to_numpy()
        yield verdict("procedure-incomplete", empty, field=name or f"role: {role}", basis=BASIS)
    for role, key in ROW_OR_LIST.items():
        whole = case.dataset.credit.listing_procedure
        if not (whole and getattr(whole, key)):
            empty = (case.column(role) == "").to_numpy()
            yield verdict("procedure-incomplete", empty, field=case.dataset.named(role) or f"role: {role}", basis=BASIS)
    notified, listed = case.column("notified-on"), case.column("listed-on")
    late = ((listed != "") & (notified > listed)).to_numpy()
    yield verdict("procedure-incomplete", late, field=case.dataset.named("notified-on") or "", basis=BASIS)


def lacks(city: City, dataset: Dataset, as_of: date) -> str:
    """Name the key of the catalogue for want of which a serious list may not exist on a day; empty where it may."""
    credit = dataset.credit
    if as_of <= TRANSITION_ENDS:
        return ""  # 过渡期: that it has some basis in force, which it needs even then, is the rule `basis`
    if credit.domain is None:
        return "credit.domain"
    if credit.scope is None:
        return "credit.scope"
    document = city.bases[credit.criteria.document] if credit.criteria else None
    if document is None or document.level not in LEVELS[credit.scope] or not document.in_force(as_of):
        return "credit.criteria"
    return ""
