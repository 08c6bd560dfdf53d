"""What the site says of itself is so: files, columns, addresses and commands on its pages, and what each list means."""

import csv
import gzip
import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from generator.model.catalogue import Dataset
from generator.stages.read.city import read_city
from generator.stages.render.words import KINDS
from tests.conftest import CHECKOUT, BuiltCity

BASE = "https://credit.example.org"
ALWAYS = {"record_id", "published_until", "note"}
PLACEHOLDER = "<类>"
NOT_FILES = {"/record/<编号前两位>/<编号>.html", "/subject/<代码末两位>/<统一社会信用代码>.html"}
"""Patterns of addresses, which have tests of their own."""


@pytest.fixture(scope="module")
def site(example_city: BuiltCity) -> Path:
    return example_city.public.resolve()


@pytest.fixture(scope="module")
def datasets(site: Path) -> list[str]:
    """The datasets that have a download."""
    return sorted(path.name.removesuffix(".ids.gz") for path in (site / "download").glob("*.ids.gz"))


def page(site: Path, name: str) -> str:
    return (site / "guide" / name / "index.html").read_text(encoding="utf-8")


def codes(text: str) -> list[str]:
    """What stands in the type of codes, the address of the site left out of it."""
    found = re.findall(
        r'<(?:span|p) class="code">(.*?)</(?:span|p)>|<pre><code>(.*?)</code></pre>', text, flags=re.DOTALL
    )
    return [html.unescape(span or block).strip().replace(BASE, "") for span, block in found]


def read(site: Path, name: str) -> list[dict[str, str]]:
    with (site / "download" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def status(site: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((site / "status.json").read_text(encoding="utf-8"))
    return told


def ids(site: Path, name: str) -> list[str]:
    return gzip.decompress((site / "download" / f"{name}.ids.gz").read_bytes()).decode().split()


def files_named(site: Path, datasets: list[str]) -> Iterator[str]:
    """Every file that the page for developers names, for each dataset where it means each."""
    for code in codes(page(site, "developers")):
        if code.startswith("/") and code not in NOT_FILES:
            yield from (code.replace(PLACEHOLDER, name) for name in (datasets if PLACEHOLDER in code else [""]))


def test_every_file_that_developers_are_told_of_is_there(site: Path, datasets: list[str]):
    named = sorted(set(files_named(site, datasets)))

    assert len(named) > 2 * len(datasets) > 10
    assert [] == [path for path in named if not (site / path.lstrip("/")).is_file()]


def test_every_form_of_every_list_is_there(site: Path, datasets: list[str]):
    wanted = [f"{name}.{form}" for name in datasets for form in ("csv", "jsonl", "parquet", "xlsx")]

    assert [] == [file for file in wanted if not (site / "download" / file).is_file()]


def test_whatever_else_is_set_as_a_code_is_a_dataset_a_column_a_key_or_a_file(site: Path, datasets: list[str]):
    """A renamed column would stay on the page otherwise."""
    downloads = {path.name for path in (site / "download").iterdir()}
    known = {*datasets, *ALWAYS, *status(site), *downloads, ".ids.gz", *NOT_FILES}

    told = [code for code in codes(page(site, "developers")) if not code.startswith(("/", "frictionless "))]

    assert [] == [code for code in told if code not in known]


def test_three_columns_are_always_there_in_every_form(site: Path, datasets: list[str]):
    lacking = []
    for name in datasets:
        stem = site / "download" / name
        with stem.with_suffix(".jsonl").open(encoding="utf-8") as lines:
            columns = [set(json.loads(line)) for line in lines] or [ALWAYS]
        columns += [set(pq.read_schema(stem.with_suffix(".parquet")).names)]
        columns += [set(row) for row in read(site, name)[:1]]
        lacking += [name for one in columns if not one >= ALWAYS]

    assert lacking == []


def test_the_list_of_ids_is_that_of_the_download_twenty_signs_each(site: Path, datasets: list[str]):
    for name in datasets:
        listed = ids(site, name)

        assert sorted(listed) == sorted(row["record_id"] for row in read(site, name))
        assert [] == [one for one in listed if not re.fullmatch("[a-z0-9]{20}", one)]


def test_organisations_have_pages_where_developers_are_told(site: Path):
    rows = [row for row in read(site, "licences") if row["行政相对人类别"] == "法人及非法人组织"]
    records = [f"record/{row['record_id'][:2]}/{row['record_id']}.html" for row in rows]
    codes_of = [row["行政相对人代码_1(统一社会信用代码)"] for row in rows]
    subjects = [f"subject/{code[-2:]}/{code}.html" for code in codes_of if len(code) == 18]

    assert len(subjects) > 100
    assert [] == [path for path in [*records, *subjects] if not (site / path).is_file()]


def test_the_status_knows_the_version_and_the_day_after_which_nothing_is_to_be_shown(site: Path):
    told = status(site)

    assert isinstance(told["version"], int)
    assert date.fromisoformat(told["expires"]) > date.fromisoformat(told["as_of"])
    assert {"department", "dataset", "data_date", "verdict"} <= set(told["units"][0])


def test_the_manifest_gives_a_hash_for_each_folder(site: Path):
    told = json.loads((site / "manifest.json").read_text(encoding="utf-8"))

    folders = {path.name for path in site.iterdir() if path.is_dir()}
    assert {"version", "expires"} <= set(told)
    assert folders <= set(told["folders"])


def test_a_day_without_end_is_written_as_the_last_of_machine_files(site: Path, datasets: list[str]):
    last = "9999-12-31"

    assert last in page(site, "developers")
    assert any(row["published_until"] == last for name in datasets for row in read(site, name))


@pytest.mark.parametrize("name", ["developers", "reuse"])
def test_the_command_that_checks_every_line_accepts_what_is_published(site: Path, name: str):
    (command,) = {code for code in codes(page(site, name)) if code.startswith("frictionless ")}
    program, *arguments = command.split()
    folder = site / "download"

    assert arguments == ["validate", "/download/datapackage.json"]
    if name == "developers":  # once is enough: it is the same command
        run = subprocess.run([sys.executable, "-m", program, "validate", "datapackage.json"], cwd=folder, check=False)
        assert run.returncode == 0


def test_the_command_that_checks_sums_finds_them_right(site: Path):
    (command,) = {code for code in codes(page(site, "reuse")) if code.startswith("sha256sum ")}

    run = subprocess.run(command.split(), cwd=site / "download", capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) > 12


CATALOGUE = read_city(CHECKOUT / "data").datasets
EXPLAINED = ["说明", "不说明", "谁定，怎样撤下"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_list_is_explained_with_what_it_does_not_mean(site: Path, kind: str):
    told = page(site, "lists").split(f'<h3 id="{kind}">')[1].split("<h3")[0].split("<h2")[0]
    mine = [one.name for one in CATALOGUE if one.credit.kind == kind and one.credit.access == "public"]

    listed = told.split("本站的有：")[1].split("</p>")[0]
    assert re.findall("<dt>(.*?)</dt>", told) == EXPLAINED
    assert all(len(words) > 10 for words in re.findall("<dd>(.*?)</dd>", told, flags=re.DOTALL))
    assert len(mine) >= 1
    assert re.findall(r'href="(?:\.\./)*/?([a-z-]+)/">', listed) == mine


@pytest.mark.parametrize("dataset", CATALOGUE, ids=lambda dataset: dataset.name)
def test_a_record_says_what_its_kind_means_and_what_it_does_not(site: Path, dataset: Dataset):
    kind = KINDS[dataset.credit.kind]
    paths = [site / "record" / one[:2] / f"{one}.html" for one in ids(site, dataset.name)]
    record = next(path for path in paths if path.exists()).read_text(encoding="utf-8")

    assert f"<dt>这条记录说明什么</dt><dd>{kind.says}</dd>" in record
    assert f"<dt>不说明什么</dt><dd>{kind.says_not}</dd>" in record
    assert kind.verb in record
    assert ("信用修复不收取任何费用，谨防代办诈骗" in record) is (dataset.is_adverse and dataset.credit.can_be_repaired)
    assert ('content="noindex' in record) is dataset.is_adverse


def test_every_department_accounts_for_every_row_it_delivered(site: Path):
    """Used is published and withheld, in the figures that readers see."""
    quality = (site / "quality" / "index.html").read_text(encoding="utf-8")
    table = quality.split("个部门，按部门顺序排列")[1].split("</table>")[0]
    cells = re.findall('data-l="(采用|公示|未公示)" class="n">约?([0-9,]+)</td>', table)
    figures = [int(value.replace(",", "")) for _, value in cells]

    departments = list(zip(figures[0::3], figures[1::3], figures[2::3], strict=True))
    assert [label for label, _ in cells] == ["采用", "公示", "未公示"] * len(departments)
    assert len(departments) > 10
    assert [] == [one for one in departments if one[0] != one[1] + one[2]]
