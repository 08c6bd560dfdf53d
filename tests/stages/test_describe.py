"""The package must be valid by the standard's own program, and its sums must hold."""

import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package, validate

from generator.model.catalogue import Dataset
from generator.model.city import City, Department, Site
from generator.model.parts import PublicPart
from generator.model.publication import Publication, UnitState
from generator.stages.describe import describe
from generator.stages.export import export

SITE = Site.model_validate(
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
ROWS = [
    ("a1", "=示例公司", "一般", "0.2", "2000", "2026-04-08", "2026", "2027-04-07", "objection-pending", "2026-04-08"),
    ("b2", "王**", None, "0.01", "100", "2026-05-08", "2026", "9999-12-31", "", "2026-05-08"),
]  # fmt: skip
NAMES = [
    "record_id",
    "名称",
    "程度",
    "罚款（万元）",
    "罚款（元）",
    "决定日期",
    "年度",
    "published_until",
    "note",
    "@date",
]


def dataset(name: str, **credit: Any) -> Dataset:
    fields = [
        {
            "name": "名称",
            "constraints": {"required": True, "pattern": "示例.+"},
            "credit": {"role": "subject-name", "code": "CF_XDR_MC", "disclose": "public"},
        },
        {
            "name": "程度",
            "constraints": {"required": True, "enum": ["轻微", "一般", "严重"]},
            "credit": {"role": "severity", "disclose": "public"},
        },
        {"name": "罚款（万元）", "type": "number", "credit": {"role": "fine", "disclose": "public"}},
        {"name": "决定日期", "type": "date", "credit": {"role": "decided-on", "disclose": "public"}},
        {"name": "年度", "type": "year", "credit": {"role": "year", "disclose": "public"}},
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
        {"name": name, "title": f"{name}的名单", "credit": terms | credit, "schema": {"fields": fields}}
    )


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """The downloads of a list with two rows and of one without any, described."""
    frame = tmp_path / "public.parquet"
    pd.DataFrame(ROWS, columns=NAMES, dtype="str").to_parquet(frame)
    departments = tuple(
        Department.model_validate({"id": identifier, "code": "", "name": name, "level": "city"})
        for identifier, name in (("tax", "示例税务局"), ("ecology", "示例生态环境局"))
    )
    datasets = (dataset("penalties"), dataset("empty-list"), dataset("no-table", formats=["jsonl"]))
    city = City(SITE, datasets, departments, {}, {}, (), (), {}, {}, frozenset())
    unit = UnitState("penalties", "ecology", None, date(2026, 11, 23), False, 3, 3, 0, 2, {"person-withheld": 1})
    parts = (PublicPart("penalties", "ecology", 0, 2, frame),)
    publication = Publication(city, date(2026, 11, 24), 7, parts, (unit,))
    site = tmp_path / "site"
    export(publication, site)
    describe(publication, site)
    return site / "download"


def package(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "datapackage.json").read_text(encoding="utf-8")))


def test_frictionless_finds_the_package_and_every_row_in_it_valid(download: Path) -> None:
    report = validate(str(download / "datapackage.json"))

    assert [] == report.flatten(["type", "rowNumber", "fieldName"])
    assert {"penalties": 2, "empty-list": 0} == {task.name: task.stats.get("rows") or 0 for task in report.tasks}


def test_frictionless_on_the_command_line_agrees(download: Path) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]

    run = subprocess.run(command, cwd=download, capture_output=True, text=True, check=False)

    assert 0 == run.returncode, run.stdout + run.stderr


def test_the_first_column_is_read_without_the_byte_order_mark(download: Path) -> None:
    resource = Package(str(download / "datapackage.json")).get_table_resource("penalties")

    assert ["a1", "b2"] == [row["record_id"] for row in resource.read_rows()]


def test_a_damaged_download_is_not_valid(download: Path) -> None:
    table = download / "penalties.csv"
    table.write_bytes(table.read_bytes().replace(b"b2,", b"a1,"))

    report = validate(str(download / "datapackage.json"))

    assert not report.valid


def test_the_published_schema_asks_only_for_what_is_published(download: Path) -> None:
    schema = package(download)["resources"][0]["schema"]

    assert ["record_id"] == schema["primaryKey"]
    assert NAMES[:-1] == [field["name"] for field in schema["fields"]]
    assert {"record_id": {"required": True, "unique": True}} == {
        field["name"]: field["constraints"] for field in schema["fields"] if "constraints" in field
    }
    assert "CF_XDR_MC" == schema["fields"][1]["code"]


def test_the_package_names_its_source_terms_and_version_but_no_time_of_making(download: Path) -> None:
    described = package(download)

    assert "7" == described["version"]
    assert "2026-11-23" == described["data_date"]
    assert [{"title": "示例生态环境局"}] == described["sources"]
    assert "CC-BY-4.0" == described["licenses"][0]["name"]
    assert "created" not in described


def test_sizes_hashes_and_rows_are_those_of_the_files(download: Path) -> None:
    resource = package(download)["resources"][0]
    raw = (download / "penalties.csv").read_bytes()

    assert (2, len(raw), "sha256:" + hashlib.sha256(raw).hexdigest()) == (
        resource["rows"],
        resource["bytes"],
        resource["hash"],
    )
    assert ["penalties.jsonl", "penalties.parquet"] == [file["path"] for file in resource["alternatives"]]


def test_a_dataset_without_csv_is_no_table_of_the_package_but_has_its_sum(download: Path) -> None:
    assert ["penalties", "empty-list"] == [resource["name"] for resource in package(download)["resources"]]
    assert "  no-table.jsonl\n" in (download / "SHA256SUMS").read_text(encoding="utf-8")


def test_the_sums_cover_every_other_file_in_order(download: Path) -> None:
    lines = (download / "SHA256SUMS").read_text(encoding="utf-8").splitlines()

    names = sorted(path.name for path in download.iterdir() if path.name != "SHA256SUMS")
    assert [f"{hashlib.sha256((download / name).read_bytes()).hexdigest()}  {name}" for name in names] == lines
