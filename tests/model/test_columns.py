"""The columns of a download: what anybody may see, amounts in both units, and what gongshi adds."""

import pytest

from generator.model.columns import PublicColumn, is_disclosed, public_columns, yuan_name
from generator.model.field import FieldSpec
from tests.model.descriptors import dataset, field

NUMBER = field("文号", title="决定书文号", description="某说明", credit={"role": "record-number", "code": "CF_WSH"})
FINE = field("罚款金额（万元）", type="number", credit={"role": "fine"})
DECIDED = field("日期", type="date", credit={"role": "decided-on"})
PHONE = field("电话", credit={"disclose": "withhold"})


def columns(*fields: dict[str, object]) -> dict[str, PublicColumn]:
    return {one.name: one for one in public_columns(dataset(*fields))}


def test_columns_stand_in_their_order_and_what_nobody_may_see_is_left_out():
    expected = ["record_id", "文号", "罚款金额（万元）", "罚款金额（元）", "日期", "published_until", "note"]

    assert expected == list(columns(NUMBER, FINE, DECIDED, PHONE))


def test_a_column_tells_what_the_catalogue_says_of_its_field():
    shown = columns(NUMBER, DECIDED)

    number = shown["文号"]
    assert ("string", "决定书文号", "某说明", "CF_WSH") == (number.type, number.title, number.description, number.code)
    assert ("date", "日期", "", "") == (
        shown["日期"].type,
        shown["日期"].title,
        shown["日期"].description,
        shown["日期"].code,
    )
    assert ("文号", {}) == (number.source.name if number.source else "", number.constraints)


def test_an_amount_is_told_in_both_units():
    shown = columns(FINE, NUMBER)

    assert ("万元", "元", "") == (shown["罚款金额（万元）"].unit, shown["罚款金额（元）"].unit, shown["文号"].unit)
    assert ("number", True, False) == (
        shown["罚款金额（元）"].type, shown["罚款金额（元）"].is_yuan, shown["罚款金额（万元）"].is_yuan
    )  # fmt: skip
    assert "由万元换算" in shown["罚款金额（元）"].description


def test_what_gongshi_adds_is_described_and_of_no_field():
    shown = columns(NUMBER)

    added = [shown[name] for name in ("record_id", "published_until", "note")]
    assert ["记录编号", "公示截止", "标注"] == [one.title for one in added]
    assert ["string", "date", "string"] == [one.type for one in added]
    assert [{"required": True, "unique": True}, {}, {}] == [one.constraints for one in added]
    assert [("", None)] * 3 == [(one.unit, one.source) for one in added]
    assert "过了这一天，请删除这条记录" in shown["published_until"].description


@pytest.mark.parametrize(
    ("disclose", "expected"),
    [("withhold", False), ("name", True), ({"person": "name"}, True), ({"organisation": "withhold"}, False)],
)
def test_a_field_is_published_where_any_kind_of_subject_shows_it(disclose, expected):
    assert expected == is_disclosed(FieldSpec.model_validate(field(credit={"disclose": disclose})))


def test_the_name_in_yuan_is_that_in_ten_thousands_or_a_longer_one():
    assert ("罚款金额（元）", "罚没（元）") == (yuan_name("罚款金额（万元）"), yuan_name("罚没"))
