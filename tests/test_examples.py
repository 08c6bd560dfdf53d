"""What a reader copies from the download page works, run as it stands there. The lines for R are read, not run."""

import csv
import gzip
import html
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.conftest import BuiltCity
from tests.missing import missing

BASE = "https://credit.example.org/download/"


def example(city: BuiltCity, name: str) -> str:
    """The code of an example, reading the built files in place of the published ones."""
    folder = city.public.resolve() / "download"
    page = (folder / "index.html").read_text(encoding="utf-8")
    found = re.search(f'<pre class="code" id="{name}">(.*?)</pre>', page, flags=re.DOTALL)
    assert found, "the page has no such example"
    return html.unescape(found[1]).replace(BASE, f"{folder}/")


def run(program: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return done.stdout


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def dataset(city: BuiltCity) -> str:
    """The dataset that the examples are about."""
    return example(city, "pandas").split(".csv")[0].split("/")[-1]


def test_three_lines_of_pandas_read_what_is_still_public(example_city: BuiltCity, tmp_path: Path):
    rows = read(example_city.public.resolve() / "download" / f"{dataset(example_city)}.csv")

    said = run(example(example_city, "pandas"), tmp_path)

    assert 3 == len(example(example_city, "pandas").splitlines())
    assert "record_id" in said
    assert len(rows) > 1


def test_three_lines_of_duckdb_count_what_is_still_public(example_city: BuiltCity, tmp_path: Path):
    if find_spec("duckdb") is None:
        missing("duckdb is not installed: it is one of the dev requirements")

    said = run(example(example_city, "duckdb"), tmp_path)

    assert 3 == len(example(example_city, "duckdb").splitlines())
    assert "min(published_until)" in said


def test_three_lines_of_r_name_the_same_file(example_city: BuiltCity):
    lines = example(example_city, "r").splitlines()

    assert 3 == len(lines)
    assert f"/{dataset(example_city)}.csv" in lines[1]


def test_an_old_copy_is_purged_of_what_is_no_longer_shown(example_city: BuiltCity, tmp_path: Path):
    name = dataset(example_city)
    folder = example_city.public.resolve() / "download"
    head, *rows = read(folder / f"{name}.csv")
    gone = ["q" * 20, *rows[0][1:]]
    with (tmp_path / "copy.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, gone, *rows])
    shutil.copy(folder / f"{name}.ids.gz", tmp_path)

    run(example(example_city, "purge-code"), tmp_path)

    assert [head, *rows] == read(tmp_path / "copy.csv")


def test_an_old_copy_is_emptied_when_nothing_is_shown_any_more(example_city: BuiltCity, tmp_path: Path):
    (tmp_path / "copy.csv").write_text("record_id,名称\r\naa,甲\r\n", encoding="utf-8-sig", newline="")
    (tmp_path / f"{dataset(example_city)}.ids.gz").write_bytes(gzip.compress(b""))

    run(example(example_city, "purge-code"), tmp_path)

    assert [["record_id", "名称"]] == read(tmp_path / "copy.csv")
