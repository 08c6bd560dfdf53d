"""The only door out: what leaves is allowed, masked, cleaned and looked at once more; the rest stays in."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from generator.engine import InProcess
from generator.model import parts
from generator.model.city import City
from generator.model.parts import PrivatePart
from generator.policy.verdict_table import to_table
from generator.stages.desensitize import Outcome, desensitize
from generator.stages.read import read_city
from tests.builders import CHECKOUT, id_number, penalty

ID = id_number("19900101")


@pytest.fixture(scope="module")
def city() -> City:
    return read_city(CHECKOUT / "data")


def row(number: int = 1, kind: str = "organisation", **changes: str) -> dict[str, str]:
    """A decided penalty that nothing withholds."""
    cells = penalty(number, **changes)
    record = f"{number:020d}".translate(str.maketrans("0123456789", "abcdefghij"))
    extra = {parts.RECORD_ID: record, parts.KIND: kind, parts.REASON: "", parts.UNTIL: "2029-09-14"}
    extra |= dict.fromkeys(
        [parts.NOTES, parts.CORRECTED, parts.SINCE, parts.REPAIRABLE, parts.SEVERITY, parts.PENDING], ""
    )
    return cells | extra | {parts.CODE: "" if kind == "person" else cells["行政相对人代码_1(统一社会信用代码)"]}


def part(city: City, folder: Path, number: int, rows: list[dict[str, str]], dataset: str = "penalties") -> PrivatePart:
    frame = pd.DataFrame(rows)
    for field in city.dataset(dataset).fields:
        if field.name not in frame:
            frame[field.name] = ""
    frame = frame.astype("str").mask(frame == "")
    for name in frame.columns:
        if name.startswith("@"):
            frame[name] = frame[name].fillna("").astype("str")
    path, table = folder / f"{number}.parquet", folder / f"{number}.verdicts.parquet"
    frame.to_parquet(path, index=False)
    to_table([]).to_parquet(table, index=False)
    return PrivatePart(dataset, "market-regulation", number, len(frame), path, table)


def leave(city: City, folder: Path, *pieces: Iterable[dict[str, str]]) -> Outcome:
    made = [part(city, folder, number, list(rows)) for number, rows in enumerate(pieces)]
    return desensitize(city, made, frozenset(), folder / "work", InProcess())


def shown(outcome: Outcome) -> pd.DataFrame:
    return pd.concat([pd.read_parquet(one.frame) for one in outcome.public], ignore_index=True)


def reasons(outcome: Outcome) -> list[str]:
    return [reason for one in outcome.decided for reason in pd.read_parquet(one.frame)[parts.REASON]]


def test_a_name_of_another_part_of_the_file_is_masked(city, tmp_path):
    first = [row(1, 违法事实="当事人与欧阳大山共同生产。")]
    second = [row(2, "person", 行政相对人名称="欧阳大山") | {parts.REASON: "person-withheld"}]

    outcome = leave(city, tmp_path, first, second)

    assert ["当事人与欧阳**共同生产。"] == shown(outcome)["违法事实"].tolist()


@pytest.mark.parametrize(
    "changes",
    [
        {"罚款金额（万元）": "19900000001"},
        {"没收违法所得、没收非法财物的金额（万元）": "19900000001.00"},
        {"处罚类别": f"罚款 {ID}"},
        {"备注": "", "处罚依据": "依据王小明", "法定代表人": "王小明"},
        {"处罚依据": "经营者：王小明"},
        {"行政处罚决定书文号": "41" + ID},
    ],
)
def test_every_outgoing_cell_is_looked_at(city, tmp_path, changes):
    outcome = leave(city, tmp_path, [row(1), row(2, **changes)])

    assert ["", "text-unsafe"] == reasons(outcome)


@pytest.mark.parametrize("kind", ["any", "list", "array", "object"])
def test_a_name_in_a_column_of_another_type_than_string_is_seen(city, tmp_path, kind):
    dataset = city.dataset("penalties")
    fields = tuple(one.model_copy(update={"type": kind} if one.name == "处罚依据" else {}) for one in dataset.fields)
    changed = dataset.model_copy(update={"table": dataset.table.model_copy(update={"fields": fields})})
    others = tuple(changed if one.name == "penalties" else one for one in city.datasets)

    outcome = leave(replace(city, datasets=others), tmp_path, [row(1), row(2, 处罚依据="经营者：王小明")])

    assert ["", "text-unsafe"] == reasons(outcome)


def test_a_record_number_that_begins_with_its_own_day_passes(city, tmp_path):
    """Division, day, serial: eighteen of its digits pass the check of an ID number."""
    outcome = leave(city, tmp_path, [row(1, 行政处罚决定书文号="42020020260615000902", 处罚决定日期="2026-06-15")])

    assert [""] == reasons(outcome)


@pytest.mark.parametrize("number", [ID + "77", "77" + ID, "420200" + ID])
def test_an_id_number_inside_a_record_number_does_not_pass(city, tmp_path, number):
    assert ["text-unsafe"] == reasons(leave(city, tmp_path, [row(1, 行政处罚决定书文号=number)]))


def test_an_amount_too_large_for_yuan_is_told_in_ten_thousands_alone(city, tmp_path):
    outcome = leave(city, tmp_path, [row(1, **{"罚款金额（万元）": "100000000"}), row(2)])

    public = shown(outcome)
    assert (["100000000", "4.86"], ["", "48600"]) == (
        public["罚款金额（万元）"].tolist(),
        public["罚款金额（元）"].fillna("").tolist(),
    )


def test_a_row_whose_text_was_cleaned_is_noted_with_its_field(city, tmp_path):
    withheld = row(1) | {parts.REASON: "expired"}
    outcome = leave(city, tmp_path, [withheld, row(2), row(3, 违法事实=f"身份证{ID}。")])

    table = pd.read_parquet(outcome.decided[0].verdicts)

    assert [[2, "text-cleaned", "note", "违法事实", ""]] == table.to_numpy().tolist()


def test_the_gate_is_told_whom_a_record_must_not_name(city, tmp_path):
    """王小明建材有限公司 is registered so; the name of its operator cannot be looked for beside it."""
    rows = [
        row(1, 法定代表人="王小明"),
        row(2, 法定代表人="李大山", 行政相对人名称="黄石市李大山建材有限公司"),
        row(3, 法定代表人="王明"),
    ]
    outcome = leave(city, tmp_path, rows)

    told = pd.concat([pd.read_parquet(path) for path in outcome.names], ignore_index=True)

    assert [[rows[0][parts.RECORD_ID], "王小明"]] == told.to_numpy().tolist()


def test_a_foreign_document_delivered_as_a_persons_code_is_a_literal(city, tmp_path):
    person = row(1, "person", **{"行政相对人代码_1(统一社会信用代码)": "EC1234567"}) | {parts.REASON: "person-withheld"}

    assert "EC1234567" in leave(city, tmp_path, [person]).literals
