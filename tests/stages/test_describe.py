"""The package must be valid by the standard's own program, and its sums must hold."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package, validate

from generator.engine import InProcess
from generator.model.catalogue import Dataset
from generator.model.city import City, Department, Site
from generator.model.parts import PublicPart
from generator.model.publication import Publication, UnitState
from generator.model.statistics import Figures
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
DESCRIPTIONS = ("datapackage.json", "dcat.jsonld", "README.txt", "all.zip", "SHA256SUMS", "statistics.csv")
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
def publication(tmp_path: Path) -> Publication:
    """A list with two rows, one without any, and one that is no table; exported."""
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
    figures = (Figures("penalties", "2026-04", "ecology", "", "persons", 15, None, None, None, None),)
    publication = Publication(city, date(2026, 11, 24), 7, parts, (unit,), statistics=figures)
    export(publication, tmp_path / "site", InProcess())
    return publication


@pytest.fixture
def download(publication: Publication, tmp_path: Path) -> Path:
    """The downloads, described."""
    describe(publication, tmp_path / "site")
    return tmp_path / "site" / "download"


def package(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "datapackage.json").read_text(encoding="utf-8")))


def test_frictionless_finds_the_package_and_every_row_in_it_valid(download: Path) -> None:
    report = validate(str(download / "datapackage.json"))

    assert [] == report.flatten(["type", "rowNumber", "fieldName"])
    rows = {task.name: task.stats.get("rows") or 0 for task in report.tasks}
    assert {"penalties": 2, "empty-list": 0, "statistics": 1} == rows


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
    assert {"罚款（万元）": "万元", "罚款（元）": "元"} == {
        field["name"]: field["unit"] for field in schema["fields"] if "unit" in field
    }


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
    others = ["penalties.jsonl", "penalties.parquet", "penalties.xlsx", "penalties.ids.gz"]
    assert others == [file["path"] for file in resource["alternatives"]]


def test_a_dataset_without_csv_is_no_table_of_the_package_but_has_its_sum(download: Path) -> None:
    named = [resource["name"] for resource in package(download)["resources"]]
    assert ["penalties", "empty-list", "statistics"] == named
    assert "  no-table.jsonl\n" in (download / "SHA256SUMS").read_text(encoding="utf-8")


def test_the_sums_cover_every_other_file_in_order(download: Path) -> None:
    lines = (download / "SHA256SUMS").read_text(encoding="utf-8").splitlines()

    names = sorted(path.name for path in download.iterdir() if path.name != "SHA256SUMS")
    assert [f"{hashlib.sha256((download / name).read_bytes()).hexdigest()}  {name}" for name in names] == lines


def test_the_archive_holds_what_its_readme_says_and_is_valid_by_itself(download: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(download / "all.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
        members = archive.infolist()

    run = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"], cwd=tmp_path / "unpacked", check=False
    )

    names = ["README.txt", "datapackage.json", "empty-list.csv", "penalties.csv", "statistics.csv"]
    assert (names, 0) == ([member.filename for member in members], run.returncode)
    assert {(1980, 1, 1, 0, 0, 0)} == {member.date_time for member in members}
    assert (download / "penalties.csv").read_bytes() == (tmp_path / "unpacked" / "penalties.csv").read_bytes()


def test_describing_again_gives_the_same_bytes(download: Path, publication: Publication) -> None:
    described = ("all.zip", "dcat.jsonld", "datapackage.json", "README.txt", "SHA256SUMS")
    before = {name: (download / name).read_bytes() for name in described}
    for name in described:
        (download / name).unlink()

    describe(publication, download.parent)

    assert before == {name: (download / name).read_bytes() for name in described}


def test_a_catalogue_of_data_finds_every_file_of_every_dataset(download: Path) -> None:
    described = json.loads((download / "dcat.jsonld").read_text(encoding="utf-8"))

    files = {
        file["dcat:downloadURL"]["@id"].removeprefix("https://credit.example.org/download/"): file
        for dataset in described["dcat:dataset"]
        for file in dataset["dcat:distribution"]
    }
    data = {path.name for path in download.iterdir()} - set(DESCRIPTIONS)
    assert data == set(files)
    for name, file in files.items():
        raw = (download / name).read_bytes()
        assert (str(len(raw)), hashlib.sha256(raw).hexdigest()) == (
            file["dcat:byteSize"]["@value"],
            file["spdx:checksum"]["spdx:checksumValue"]["@value"],
        )


def test_a_catalogue_of_data_names_publisher_providers_licence_and_rhythm(download: Path) -> None:
    described = json.loads((download / "dcat.jsonld").read_text(encoding="utf-8"))

    (penalties, *_) = described["dcat:dataset"]
    assert "示例主办" == described["dct:publisher"]["foaf:name"]
    assert ["示例生态环境局"] == [one["foaf:name"] for one in penalties["dct:creator"]]
    assert "https://creativecommons.org/licenses/by/4.0/" == penalties["dct:license"]["@id"]
    assert "http://purl.org/cld/freq/daily" == penalties["dct:accrualPeriodicity"]["@id"]
    assert "https://credit.example.org/penalties/" == penalties["dcat:landingPage"]["@id"]


def test_every_prefix_of_the_catalogue_is_declared(download: Path) -> None:
    text = (download / "dcat.jsonld").read_text(encoding="utf-8")

    assert set(re.findall(r'"([a-z]+):[A-Za-z]', text)) - {"http", "https"} <= set(json.loads(text)["@context"])


def test_the_terms_travel_with_the_files(download: Path) -> None:
    text = (download / "README.txt").read_text(encoding="utf-8")

    for words in ("第7版，数据截至2026-11-23", "CC-BY-4.0", "请至少每24小时更新一次", "published_until"):
        assert words in text
