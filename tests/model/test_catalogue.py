"""A dataset of the catalogue: what it must say, and what follows from it."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.model.descriptors import dataset, field


def refusal(*fields: dict[str, Any], **said: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        dataset(*fields, **said)
    return str(refused.value)


@pytest.mark.parametrize("clean", [{"field": "名称", "suffix": "（副本）"}, {"row_contains": "合计"}])
def test_a_piece_of_dirt_is_a_suffix_of_a_field_or_a_text_of_a_row(clean):
    [read] = dataset(clean=[clean]).credit.clean

    assert clean == read.model_dump(exclude_none=True)


@pytest.mark.parametrize(
    "clean", [{}, {"field": "名称"}, {"suffix": "x"}, {"field": "名称", "suffix": "x", "row_contains": "y"}]
)
def test_half_of_one_or_both_are_refused(clean):
    assert "要么写 field 和 suffix，要么写 row_contains" in refusal(clean=[clean])


@pytest.mark.parametrize(
    ("said", "expected"),
    [({}, 7), ({"late_after": "P20D"}, 20), ({"late_after": {"value": "P3D", "basis": "a-law"}}, 3)],
)
def test_a_record_is_late_after_seven_working_days_or_as_many_as_are_said(said, expected):
    assert expected == dataset(**said).credit.late_days


@pytest.mark.parametrize(
    "late_after", ["P1M", "P1Y", "P1M7D", {"value": "P1M", "basis": "a-law"}, {"value": True, "basis": "a-law"}]
)
def test_late_after_is_counted_in_days(late_after):
    assert "late_after 按工作日计" in refusal(late_after=late_after)


@pytest.mark.parametrize("item", ["local", "national-2025/A0101", "national-2025/3.2.1"])
def test_an_item_is_of_a_national_catalogue_or_local(item):
    assert item == dataset(item=item).credit.item


@pytest.mark.parametrize(
    "item", ["national", "national-25/1", "national-2025/", "national-2025/a b", "Local", "local "]
)
def test_any_other_item_is_refused(item):
    assert "item 写作 national-<年份>/<代码> 或 local" in refusal(item=item)


@pytest.mark.parametrize(("said", "expected"), [({}, True), ({"value": False, "basis": "a-law"}, False)])
def test_repair_and_suspension_hold_unless_a_basis_says_otherwise(said, expected):
    made = dataset(**({"repairable": said, "objection_suspends": said} if said else {})).credit

    assert (expected, expected) == (made.can_be_repaired, made.suspends)


def test_keys_are_one_column_or_many():
    table = {
        "primaryKey": "甲", "uniqueKeys": [["甲", "乙"]],
        "foreignKeys": [
            {"fields": "甲", "reference": {"resource": "others", "fields": "丙"}},
            {"fields": ["甲", "乙"], "reference": {"fields": ["乙", "甲"]}},
        ],
    }  # fmt: skip

    made = dataset(field("甲", constraints={"unique": True}), field("乙"), table=table)

    assert (("甲",), (("甲",), ("甲", "乙"))) == (made.table.primary_key, made.unique_sets)
    ends = [(key.fields, key.reference.resource, key.reference.fields) for key in made.table.foreign_keys]
    assert [(("甲",), "others", ("丙",)), (("甲", "乙"), "", ("乙", "甲"))] == ends


def test_a_foreign_key_is_as_wide_as_what_it_points_to():
    key = {"fields": ["甲", "乙"], "reference": {"resource": "others", "fields": "丙"}}

    assert "个数要相同" in refusal(table={"foreignKeys": [key]})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("penalty", True), ("serious-list", True), ("watch-list", True), ("red-list", False), ("licence", False)],
)
def test_adverse_kinds_harm_their_subjects(kind, expected):
    assert expected == dataset(kind=kind).is_adverse


def test_columns_are_found_by_role_and_pages_go_by_the_decision_else_the_listing():
    decided, listed = field("决定", credit={"role": "decided-on"}), field("列入", credit={"role": "listed-on"})
    plain = field("名称")

    assert "决定" == dataset(listed, decided).date_column
    assert "列入" == dataset(plain, listed).date_column
    assert dataset(plain).date_column is None
    assert ["列入", "名称"] == [one.name for one in dataset(listed, plain).fields]
    assert {"listed-on"} == set(dataset(listed, plain).by_role)


@pytest.mark.parametrize("empty", [{"basis": []}, {"deliver": {"departments": [], "match": "*", "mode": "append"}}])
def test_a_dataset_without_a_basis_or_a_department_is_refused(empty):
    assert "at least 1 item" in refusal(**empty)
