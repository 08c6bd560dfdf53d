"""Keys of the Table Schema are judged over the whole: what shares a unique value goes, and what points nowhere."""

from pathlib import Path

import pytest

from generator.errors import CatalogueError
from generator.stages.read import read_city
from tests.builders import SmallCity, penalty, small_city
from tests.night import night

MARKET, DAY = "market-regulation", "2026-11-24"
KIND, CERTIFICATE = "违法行为类型", "暂扣或吊销证照名称及编号"
TWICE, NOWHERE = "schema/unique-error", "schema/foreign-key"


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    return small_city(tmp_path, "penalties", "licences")


def edit(city: SmallCity, file: str, old: str, new: str) -> None:
    path = city.data / "catalogue" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def reasons(city: SmallCity, tmp_path: Path) -> list[str]:
    return night(city, DAY, tmp_path / "work").reasons["penalties"]


def test_rows_that_share_a_unique_value_all_go_and_missing_values_are_no_values(city: SmallCity, tmp_path: Path):
    edit(city, "penalties.yaml", "constraints: {maxLength: 200}", "constraints: {maxLength: 200, unique: true}")
    cells = ["证1", "证2", "证1", "", "", "暂无", "暂无"]
    city.deliver(MARKET, "penalties-20261101.csv", [penalty(n, **{CERTIFICATE: one}) for n, one in enumerate(cells, 1)])

    assert [TWICE, "", TWICE, "", "", "", ""] == reasons(city, tmp_path)


def test_a_unique_key_is_all_of_its_columns(city: SmallCity, tmp_path: Path):
    edit(city, "penalties.yaml", "  primaryKey: [", f"  uniqueKeys: [[{KIND}, {CERTIFICATE}]]\n  primaryKey: [")
    cells = [("甲", "证1"), ("甲", "证2"), ("乙", "证1"), ("甲", "证1"), ("甲", "")]
    rows = [penalty(n, **{KIND: kind, CERTIFICATE: one}) for n, (kind, one) in enumerate(cells, 1)]
    city.deliver(MARKET, "penalties-20261101.csv", rows)

    assert [TWICE, "", "", TWICE, ""] == reasons(city, tmp_path)


def test_a_row_that_is_broken_or_a_spare_copy_takes_no_value_away(city: SmallCity, tmp_path: Path):
    edit(city, "penalties.yaml", "constraints: {maxLength: 200}", "constraints: {maxLength: 200, unique: true}")
    rows = [penalty(1, **{CERTIFICATE: "证1"}), penalty(1, **{CERTIFICATE: "证1"})]
    rows.append(penalty(2, **{CERTIFICATE: "证1", "处罚决定日期": "某日"}))
    city.deliver(MARKET, "penalties-20261101.csv", rows)

    assert ["", "duplicate-identical", "schema/type-error"] == reasons(city, tmp_path)


def test_two_departments_may_use_one_value(city: SmallCity, tmp_path: Path):
    edit(city, "penalties.yaml", "constraints: {maxLength: 200}", "constraints: {maxLength: 200, unique: true}")
    ecology = {"处罚机关统一社会信用代码": "11420200MB00000351", "数据来源单位统一社会信用代码": "11420200MB00000351"}
    city.deliver(MARKET, "penalties-20261101.csv", [penalty(1, **{CERTIFICATE: "证1"})])
    city.deliver("ecology", "penalties-20261101.csv", [penalty(2, **{CERTIFICATE: "证1", **ecology})])

    assert ["", ""] == reasons(city, tmp_path)


def test_a_row_that_points_to_nothing_goes(city: SmallCity, tmp_path: Path):
    """The column names another record of the same dataset; an empty one names none."""
    key = f"{{fields: {CERTIFICATE}, reference: {{resource: '', fields: 行政处罚决定书文号}}}}"
    edit(city, "penalties.yaml", "  primaryKey: [", f"  foreignKeys: [{key}]\n  primaryKey: [")
    cells = ["", "黄市监处罚〔2026〕1号", "黄市监处罚〔2026〕9号"]
    city.deliver(MARKET, "penalties-20261101.csv", [penalty(n, **{CERTIFICATE: one}) for n, one in enumerate(cells, 1)])

    assert ["", "", NOWHERE] == reasons(city, tmp_path)


AT = "schema.foreignKeys.0"
DANGLING = {
    "{fields: [没有这列], reference: {fields: [备注]}}": f"{AT}.fields：“没有这列”在 schema.fields 里没有",
    "{fields: [备注], reference: {resource: a, fields: [备注]}}": f"{AT}.reference.resource：“a”在 catalogue/ 里没有",
    "{fields: [备注], reference: {resource: licences, fields: [甲]}}": f"{AT}.reference.fields：“甲”在 licences 的",
    "{fields: [备注, 处罚机关], reference: {fields: [备注]}}": f"{AT}：fields 和 reference.fields 的个数要相同",
    "{field: 备注, reference: {fields: [备注]}}": f"{AT}.field：不认识这个键，请检查拼写",
}


@pytest.mark.parametrize(("key", "told"), DANGLING.items())
def test_a_foreign_key_that_leads_nowhere_is_refused(city: SmallCity, key: str, told: str):
    edit(city, "penalties.yaml", "  primaryKey: [", f"  foreignKeys: [{key}]\n  primaryKey: [")

    with pytest.raises(CatalogueError) as refused:
        read_city(city.data)

    assert told in str(refused.value)
