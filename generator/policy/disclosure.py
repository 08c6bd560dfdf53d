"""What of a field each kind of subject shows: the catalogue's word, and what no catalogue may say (design §8).

Source: 黄信用办〔2021〕3号 三(三); 《中华人民共和国个人信息保护法》第二十五条、第二十八条. Of a person never a digit of
an identifier, nor a number that leads to a page with the full name; of a sole trader never the operator.
"""

from __future__ import annotations

from generator.model.catalogue import Dataset
from generator.model.field import FieldSpec

OPERATORS = frozenset({"representative", "responsible-person"})
IDENTIFIERS = frozenset(
    {
        "person-id",
        "person-id-type",
        "representative-id",
        "representative-id-type",
        "phone",
    }
)
LEADING = frozenset({"record-number", "certificate-number", "replaces", "concerns"})
"""Numbers that lead to a page of the department's, where the name stands in full."""
FREE_TEXT = frozenset({"fact-text", "content-text", "purpose", "fulfilment", "remark"})


def disclosure(dataset: Dataset, field: FieldSpec, kind: str) -> str:
    """Tell how a field is shown for a kind of subject: public, name, narrative, district or withhold."""
    said = field.credit.disclosure(kind)
    if said == "withhold" or (kind == "sole-trader" and field.role in OPERATORS):
        return "withhold"
    return (
        said if kind != "person" else _of_person(said, field.role, is_named=dataset.credit.natural_persons == "named")
    )


def _of_person(said: str, role: str | None, *, is_named: bool) -> str:
    if role in IDENTIFIERS | OPERATORS | {"subject-code"}:
        return "withhold"
    if not is_named and (role in LEADING | FREE_TEXT or said == "narrative"):
        return "withhold"
    if not is_named and role == "subject-name":
        return "name"
    return "district" if role == "address" else said
