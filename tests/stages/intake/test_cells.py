"""Cells in the form that is judged: tidied, never guessed at (faults I18–I20, I40)."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stages.intake.desk import Desk, dataset, row, rows, table_of, text_of

FORMS = ["iso", "slash", "dot", "compact", "cn", "excel-serial", "long-term"]


def cell(desk: Desk, name: str, delivered: str) -> str:
    """What becomes of one cell."""
    desk.hand_in("watch.csv", text_of([row(1, **{name: delivered})]))
    return table_of(desk.unit())[0][name]


@pytest.mark.parametrize("code", ["4.20299E+17", "420299198001010000", "11420299.0"])
def test_i18_a_damaged_code_is_not_repaired(desk: Desk, code: str):
    assert code == cell(desk, "统一社会信用代码", code)


@pytest.mark.parametrize(
    "code",
    [
        "'91420299ma4k",
        "\t91420299MA4K",
        "91420299\u00a0MA4K",
        "９１４２０２９９ma4k",
        '="91420299MA4K"',
        "91420299MA4K\u200b",
    ],
)
def test_i19_a_code_in_disguise_is_folded(desk: Desk, code: str):
    assert "91420299MA4K" == cell(desk, "统一社会信用代码", code)


@pytest.mark.parametrize("name", ["NA", "null", "None", "无", "nan", "— —", "-", "TRUE", "1e5"])
def test_i20_words_for_nothing_stay_words(desk: Desk, name: str):
    assert name == cell(desk, "名称", name)


def test_i20_a_declared_placeholder_is_not_folded_away(desk: Desk):
    """`— —` in a column of codes must still be the placeholder that missingValues names."""
    assert "— —" == cell(desk, "统一社会信用代码", " — — ")


@pytest.mark.parametrize(
    ("delivered", "judged"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025/3/4", "2025-03-04"),
        ("2025.03.4", "2025-03-04"),
        ("20250304", "2025-03-04"),
        ("2025年3月4日", "2025-03-04"),
        ("45720", "2025-03-04"),
        ("长期", "9999-12-31"),
        ("2099-12-31", "9999-12-31"),
        ("2099/12/31", "9999-12-31"),
        ("9999-12-31", "9999-12-31"),
        ("03/04/2025", "03/04/2025"),
        ("2025-02-30", "2025-02-30"),
        ("2025年2月30日", "2025年2月30日"),
        ("２０２５-03-04", "２０２５-03-04"),
        ("4572", "4572"),
    ],
)
def test_i40_declared_forms_of_a_day_become_iso_and_others_stay(tmp_path, delivered: str, judged: str):
    desk = Desk(tmp_path, (dataset(fields={"日期": {"credit": {"forms": FORMS}}}),))

    assert judged == cell(desk, "日期", delivered)


@pytest.mark.parametrize("delivered", ["2025/3/4", "45720", "长期", "2099-12-31"])
def test_i40_a_form_that_is_not_declared_stays(desk: Desk, delivered: str):
    assert delivered == cell(desk, "日期", delivered)


def test_a_declared_word_and_a_declared_suffix_are_replaced(tmp_path):
    fields = {"事实": {"credit": {"values": {"法人": "法人及非法人组织"}}}}
    desk = Desk(tmp_path, (dataset(fields=fields, clean=[{"field": "事实", "suffix": "（编辑）"}]),))

    assert "法人及非法人组织" == cell(desk, "事实", " 法人（编辑） ")


def test_an_absent_optional_column_is_written_empty(tmp_path):
    desk = Desk(tmp_path, (dataset(fields={"事实": {"credit": {"optional": True}}}),))
    header = ("名称", "文号", "统一社会信用代码", "日期", "部门代码")
    desk.hand_in("watch.csv", text_of(rows(1), header=header))

    assert [row(1, 事实="")] == table_of(desk.unit())


@pytest.mark.parametrize(
    "header", ["文 号", "文\u3000号", "CF_WSH", "\ufeff文号", "决定书文号（新）", "决定书文号(新)"]
)
def test_headers_are_known_by_name_alias_and_code(tmp_path, header: str):
    fields = {"文号": {"credit": {"code": "CF_WSH", "aliases": ["决定书文号（新）"]}}}
    desk = Desk(tmp_path, (dataset(fields=fields),))
    desk.hand_in("watch.csv", text_of(rows(1)).replace("文号", header, 1))

    assert rows(1) == table_of(desk.unit())


def test_an_alias_that_two_fields_claim_is_no_name(tmp_path):
    """A column must not land in the wrong field because of a slip in the catalogue."""
    both = {title: {"credit": {"aliases": ["编号"]}} for title in ("文号", "名称")}
    desk = Desk(tmp_path, (dataset(fields=both),))
    desk.hand_in("watch.csv", text_of(rows(1)).replace("文号", "编号", 1))

    assert "source-header" == desk.unit().verdict


def test_the_normalised_file_is_plain_csv(desk: Desk):
    desk.hand_in("watch.csv", text_of([row(1, 事实='他说"不"，走了,又来')], end="\r\n").encode("gbk"))

    written = desk.unit().files[0].path.read_bytes()

    assert b"\r" not in written
    assert not written.startswith(b"\xef\xbb\xbf")
    assert ['他说"不"，走了,又来'] == [line[4] for line in csv.reader(written.decode().splitlines()[1:])]


def test_frictionless_takes_the_normalised_file_with_its_schema(desk: Desk, checkout: Path):
    desk.hand_in("watch.csv", text_of([*rows(1, 2), row(3, 日期="2026-02-30")]))
    file = desk.unit().files[0]

    command = [str(Path(sys.executable).with_name("frictionless")), "validate", str(file.path), "--trusted", "--json"]
    run = subprocess.run(
        [*command, "--schema", str(file.schema)], capture_output=True, text=True, check=False, cwd=checkout
    )
    errors = json.loads(run.stdout)["tasks"][0]["errors"]

    assert [("type-error", 4, "日期")] == [(one["type"], one["rowNumber"], one["fieldName"]) for one in errors]


def test_the_schema_leaves_keys_to_the_whole(desk: Desk):
    desk.hand_in("watch.csv", text_of(rows(1)))

    schema = json.loads(desk.unit().files[0].schema.read_text("utf-8"))

    assert {"fields", "missingValues"} == set(schema)
    assert "record-number" == schema["fields"][0]["credit"]["role"]
