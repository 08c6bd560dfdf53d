"""What a download says must be what the public model says, in every format, whatever the rows are."""

import csv
import gzip
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine import InProcess
from generator.errors import GeneratorError
from generator.model.catalogue import Dataset
from generator.model.city import City, Site
from generator.model.columns import public_columns
from generator.model.parts import PublicPart
from generator.model.publication import Publication
from generator.model.statistics import Figures
from generator.stages.export import export
from generator.stages.export.collect import collect, fresh
from generator.stages.export.order import sorted_slices
from generator.stages.export.typed import typed
from generator.stages.export.workbook import WorkbookFile
from generator.stages.export.writers import JsonLinesFile
from tests.conftest import CHECKOUT

COLUMNS = ["record_id", "名称", "事实", "罚款（万元）", "罚款（元）", "决定日期", "年度", "published_until", "note"]


def field(name: str, kind: str = "string", role: str | None = None) -> dict[str, Any]:
    return {"name": name, "type": kind, "credit": {"role": role, "disclose": "public"}}


def dataset(**credit: Any) -> Dataset:
    fields = [
        field("名称", role="subject-name"),
        field("事实", role="fact-text"),
        field("罚款（万元）", "number", "fine"),
        field("决定日期", "date", "decided-on"),
        field("年度", "year", "year"),
        {"name": "证件号码", "credit": {"role": "person-id", "disclose": "withhold"}},
    ]
    terms = {
        "kind": "penalty",
        "item": "national-2025/行政处罚",
        "access": "public",
        "basis": ["law"],
        "subjects": "mixed",
        "deliver": {"departments": ["ecology"], "match": "*.csv", "mode": "append"},
        "period": "penalty",
    }
    return Dataset.model_validate(
        {"name": "penalties", "title": "行政处罚", "credit": terms | credit, "schema": {"fields": fields}}
    )


def publication(parts: tuple[PublicPart, ...], published: Dataset) -> Publication:
    site = Site.model_validate(
        {
            "name": "信用示例",
            "base_url": "https://credit.example.org",
            "organiser": "示例主办",
            "operator": "示例承办",
            "phone": "0714-0000000",
            "address": "示例市",
            "site_code": "4202000000",
            "icp": "示例备案",
            "police_record": "示例公安备案",
            "repair_channel": {"title": "信用中国", "url": "https://www.creditchina.gov.cn"},
            "authoritative": "以认定部门公示为准",
            "licence": {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
        }
    )
    city = City(site, (published,), (), {}, {}, (), (), {}, {}, frozenset())
    return Publication(city, date(2026, 11, 24), 1, parts, ())


def row(record_id: str, decided_on: str | None = "2026-04-08", **cells: str | None) -> dict[str, str | None]:
    shown: dict[str, str | None] = {
        "record_id": record_id,
        "名称": "示例商贸有限公司",
        "事实": "未按规定公示年度报告",
        "罚款（万元）": "0.2",
        "罚款（元）": "2000",
        "决定日期": decided_on,
        "年度": "2026",
        "published_until": "2027-04-07",
        "note": "",
        "@date": decided_on or "",
        "@kind": "organisation",
    }
    return shown | cells


def part(folder: Path, rows: list[dict[str, str | None]], number: int = 0) -> PublicPart:
    path = folder / f"public-{number}.parquet"
    pd.DataFrame(rows, dtype="str").to_parquet(path)
    return PublicPart("penalties", "ecology", number, len(rows), path)


def exported(folder: Path, *parts: PublicPart, **credit: Any) -> Path:
    site = folder / "site"
    export(publication(parts, dataset(**credit)), site, InProcess())
    return site / "download"


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def test_every_format_holds_the_public_columns_and_no_others(tmp_path: Path) -> None:
    folder = exported(tmp_path, part(tmp_path, [row("aa")]))

    assert COLUMNS == list(read_csv(folder / "penalties.csv")[0])
    assert COLUMNS == list(read_jsonl(folder / "penalties.jsonl")[0])
    assert COLUMNS == pq.read_schema(folder / "penalties.parquet").names


def test_a_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    folder = exported(tmp_path, part(tmp_path, [row("aa", 事实='用“引号”和"逗号", 还有\n换行')]))

    raw = (folder / "penalties.csv").read_bytes()

    assert raw.startswith(b"\xef\xbb\xbfrecord_id,")
    assert raw.endswith(b",2027-04-07,\r\n")
    assert '用“引号”和"逗号", 还有\n换行' == read_csv(folder / "penalties.csv")[0]["事实"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_c05_a_cell_that_a_spreadsheet_would_run_is_made_harmless_in_csv_only(tmp_path: Path, start: str) -> None:
    text = f'{start}HYPERLINK("https://example.org")'
    folder = exported(tmp_path, part(tmp_path, [row("aa", 名称=text)]))

    assert "'" + text == read_csv(folder / "penalties.csv")[0]["名称"]
    assert text == read_jsonl(folder / "penalties.jsonl")[0]["名称"]
    assert [text] == pq.read_table(folder / "penalties.parquet")["名称"].to_pylist()


def test_a_negative_number_is_no_formula(tmp_path: Path) -> None:
    rows = [row("aa", **{"罚款（万元）": "-0.5", "罚款（元）": "-5000"})]

    folder = exported(tmp_path, part(tmp_path, rows))

    assert "-0.5" == read_csv(folder / "penalties.csv")[0]["罚款（万元）"]


def test_numbers_and_dates_keep_their_exact_value_in_every_format(tmp_path: Path) -> None:
    cells = {"罚款（万元）": "0.100000", "罚款（元）": "1000", "published_until": "9999-12-31"}
    folder = exported(tmp_path, part(tmp_path, [row("aa", **cells)]))

    shown = read_jsonl(folder / "penalties.jsonl")[0]
    table = pq.read_table(folder / "penalties.parquet")

    assert (0.1, 1000, 2026, "9999-12-31") == (
        shown["罚款（万元）"],
        shown["罚款（元）"],
        shown["年度"],
        shown["published_until"],
    )
    assert pa.decimal128(18, 6) == table.schema.field("罚款（万元）").type
    assert [Decimal("0.100000")] == table["罚款（万元）"].to_pylist()
    assert [date(9999, 12, 31)] == table["published_until"].to_pylist()


def test_what_is_missing_is_empty_in_csv_and_null_elsewhere(tmp_path: Path) -> None:
    folder = exported(tmp_path, part(tmp_path, [row("aa") | {"名称": None, "罚款（万元）": None}]))

    assert ["", ""] == [read_csv(folder / "penalties.csv")[0][name] for name in ("名称", "罚款（万元）")]
    assert [None, None] == [read_jsonl(folder / "penalties.jsonl")[0][name] for name in ("名称", "罚款（万元）")]
    assert [None] == pq.read_table(folder / "penalties.parquet")["名称"].to_pylist()


def test_a_dataset_without_rows_has_downloads_with_a_header(tmp_path: Path) -> None:
    folder = exported(tmp_path)

    assert ("\ufeff" + ",".join(COLUMNS) + "\r\n").encode() == (folder / "penalties.csv").read_bytes()
    assert b"" == (folder / "penalties.jsonl").read_bytes()
    assert (0, COLUMNS) == (
        pq.read_metadata(folder / "penalties.parquet").num_rows,
        pq.read_schema(folder / "penalties.parquet").names,
    )


def test_only_the_formats_of_the_catalogue_are_written(tmp_path: Path) -> None:
    folder = exported(tmp_path, part(tmp_path, [row("aa")]), formats=["csv"])

    assert ["penalties.csv", "penalties.ids.gz", "statistics.csv"] == sorted(path.name for path in folder.iterdir())


def read_sheet(path: Path, sheet: int = 1) -> list[list[tuple[str, str]]]:
    """The cells of a sheet as (type, text): `inlineStr` is text, `n` a number."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    return [
        [(cell.get("t", "n"), "".join(cell.itertext())) for cell in line.iter(f"{name}c")]
        for line in root.iter(f"{name}row")
    ]


def test_a_workbook_keeps_codes_as_text_amounts_as_numbers_and_days_as_days(tmp_path: Path) -> None:
    rows = [row("aa", 名称="91420200MA00000000", 事实="=1+1", note="objection-pending")]

    folder = exported(tmp_path, part(tmp_path, rows))

    head, line = read_sheet(folder / "penalties.xlsx")
    assert COLUMNS == [text for _, text in head]
    assert [
        ("inlineStr", "aa"), ("inlineStr", "91420200MA00000000"), ("inlineStr", "=1+1"), ("n", "0.2"), ("n", "2000"),
        ("n", "46120"), ("n", "2026"), ("n", "46484"), ("inlineStr", "objection-pending"),
    ] == line  # fmt: skip


def test_a_workbook_says_where_a_long_text_was_cut_and_takes_no_markup(tmp_path: Path) -> None:
    rows = [row("aa", 名称="<r><t>x</t></r>", 事实="长" * 40_000)]

    folder = exported(tmp_path, part(tmp_path, rows))

    _, line = read_sheet(folder / "penalties.xlsx")
    assert "<r><t>x</t></r> " == line[1][1]
    assert 16_000 == len(line[2][1])
    assert line[2][1].endswith("……（全文见CSV）")


def test_a_workbook_is_the_same_whenever_and_wherever_it_is_made(tmp_path: Path) -> None:
    made = exported(tmp_path / "one", part(tmp_path, [row("aa")]))
    program = """
import os, sys, time
os.umask(0o077)
from pathlib import Path
from tests.stages.test_export import dataset, part, exported, row
folder = Path(sys.argv[1])
exported(folder / "two", part(folder, [row("aa")]))
"""
    command = [sys.executable, "-c", program, str(tmp_path)]
    subprocess.run(command, check=True, cwd=CHECKOUT, env={**os.environ, "TZ": "America/Sao_Paulo", "LC_ALL": "C"})

    other = tmp_path / "two" / "site" / "download"
    for name in ("penalties.xlsx", "penalties.ids.gz"):
        assert (made / name).read_bytes() == (other / name).read_bytes()


def test_a_large_list_has_a_workbook_only_when_asked_for_and_then_one_a_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row("aa", "2025-12-31"), row("bb", "2026-01-01"), row("cc", "2026-01-02"), row("dd", None)]
    monkeypatch.setattr("generator.model.publication.XLSX_ROWS", 3)
    monkeypatch.setattr("generator.stages.export.XLSX_ROWS", 3)

    silent = exported(tmp_path / "silent", part(tmp_path, rows))
    asked = exported(tmp_path / "asked", part(tmp_path, rows), formats=["xlsx"])

    assert [] == list(silent.glob("*.xlsx"))
    assert {"penalties-0000.xlsx": ["dd"], "penalties-2025.xlsx": ["aa"], "penalties-2026.xlsx": ["bb", "cc"]} == {
        path.name: [line[0][1] for line in read_sheet(path)[1:]] for path in asked.glob("*.xlsx")
    }


def test_a_workbook_goes_on_to_the_next_sheet(tmp_path: Path) -> None:
    columns = public_columns(dataset())[:1]
    table = pa.table({"record_id": pa.chunked_array([pa.array(["aa", "bb", "cc"], pa.large_string())])})

    with WorkbookFile(tmp_path / "long.xlsx", columns, sheet_rows=2) as book:
        book.write(table)

    ids = [[line[0][1] for line in read_sheet(tmp_path / "long.xlsx", sheet)] for sheet in (1, 2)]
    assert [["record_id", "aa", "bb"], ["record_id", "cc"]] == ids


def test_the_list_of_ids_is_packed_without_name_or_time(tmp_path: Path) -> None:
    folder = exported(tmp_path, part(tmp_path, [row("bb", "2026-01-01"), row("aa", "2026-02-01")]))

    raw = (folder / "penalties.ids.gz").read_bytes()

    assert (b"aa\nbb\n", bytes(5)) == (gzip.decompress(raw), raw[3:8])


def test_statistics_are_a_csv_like_the_others_with_blanks_for_what_is_not_told(tmp_path: Path) -> None:
    figures = (
        Figures("penalties", "2026-04", "ecology", "=罚款", "organisations", 5, 2, 1, 1, 1),
        Figures("penalties", "2026-04", "ecology", "", "persons", 15, None, None, None, None),
    )
    site = tmp_path / "site"
    public = replace(publication((), dataset()), statistics=figures)

    export(public, site, InProcess())

    first, second = read_csv(site / "download" / "statistics.csv")
    assert ("'=罚款", "5", "2") == (first["category"], first["delivered"], first["shown"])
    assert ("15", "") == (second["delivered"], second["shown"])


def test_rows_are_sorted_by_date_and_id_whatever_the_order_of_parts(tmp_path: Path) -> None:
    parts = [
        part(tmp_path, [row("cc", "2026-05-01"), row("bb", "2026-04-01")], 0),
        part(tmp_path, [row("aa", "2026-05-01"), row("dd", None)], 1),
    ]
    one = exported(tmp_path / "one", *parts)
    other = exported(tmp_path / "other", *reversed(parts))

    assert ["dd", "bb", "aa", "cc"] == [line["record_id"] for line in read_csv(one / "penalties.csv")]
    for path in one.iterdir():
        assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256((other / path.name).read_bytes()).digest()


@pytest.mark.parametrize("slice_rows", [1, 2, 3, 100])
def test_slices_of_any_size_give_the_same_rows_and_leave_nothing_behind(tmp_path: Path, slice_rows: int) -> None:
    rows = [row(f"r{number}", f"2026-0{number % 3 + 1}-01") for number in range(7)]
    parts = [part(tmp_path, rows[:3], 0).frame, part(tmp_path, rows[3:], 1).frame]
    beside = tmp_path / "download"
    beside.mkdir()

    slices = list(sorted_slices(parts, ["record_id"], beside, slice_rows))

    expected = [cells["record_id"] for cells in sorted(rows, key=lambda cells: (cells["@date"], cells["record_id"]))]
    assert expected == [identifier for table in slices for identifier in table["record_id"].to_pylist()]
    assert all(table.num_rows <= slice_rows for table in slices)
    assert [] == list(beside.iterdir())


def test_a_value_of_the_wrong_type_stops_the_build_without_being_told(tmp_path: Path) -> None:
    rows = [row("aa", **{"罚款（万元）": "两千八"})]

    with pytest.raises(GeneratorError) as caught:
        exported(tmp_path, part(tmp_path, rows))

    assert "penalties" in str(caught.value)
    assert "罚款（万元）" in str(caught.value)
    assert "两千八" not in str(caught.value)
    assert caught.value.__context__ is None


def test_p18_parquet_has_no_statistics_of_text_and_no_word_of_pandas_or_categories(tmp_path: Path) -> None:
    rows = pd.DataFrame([row("aa"), row("bb", 名称="另一家示例有限公司")])
    rows["名称"] = rows["名称"].astype("category")
    shown = rows[rows["record_id"] == "aa"]  # a category keeps the word of a row that is gone
    path = tmp_path / "public.parquet"
    shown.to_parquet(path)

    folder = exported(tmp_path, PublicPart("penalties", "ecology", 0, 1, path))

    raw = (folder / "penalties.parquet").read_bytes()
    footer = pq.read_metadata(folder / "penalties.parquet")
    statistics = {footer.row_group(0).column(i).path_in_schema: footer.row_group(0).column(i) for i in range(9)}
    assert "另一家示例有限公司".encode() not in raw
    assert b"pandas" not in raw
    assert not statistics["名称"].is_stats_set
    assert statistics["决定日期"].is_stats_set


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_json_lines_give_back_any_text(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    columns = public_columns(dataset())[:2]
    path = tmp_path_factory.mktemp("json") / "any.jsonl"
    rows = pa.table(
        {name: pa.chunked_array([pa.array(texts, pa.large_string())]) for name in [column.name for column in columns]}
    )

    with JsonLinesFile(path, columns) as file:
        file.write(typed(rows, columns, "any"))

    assert texts == [line["名称"] for line in read_jsonl(path)]


def test_a_file_with_the_name_of_another_datasets_is_refused(tmp_path: Path) -> None:
    """The workbook of a year may be called like another dataset's."""
    (tmp_path / "penalties-2026.xlsx").touch()
    own = fresh(tmp_path / ".penalties.xlsx")
    (own / "penalties-2026.xlsx").touch()

    with pytest.raises(GeneratorError, match="另一个数据集"):
        collect(own, tmp_path)


def test_what_a_lost_worker_left_is_not_collected(tmp_path: Path) -> None:
    (tmp_path / ".penalties.csv").mkdir()
    (tmp_path / ".penalties.csv" / "half.csv").touch()
    own = fresh(tmp_path / ".penalties.csv")
    (own / "penalties.csv").touch()

    collect(own, tmp_path)

    assert ["penalties.csv"] == [path.name for path in tmp_path.iterdir()]
