"""What a configuration only seems to say refuses the build: file, line, key, and what to do, in plain Chinese."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from generator.errors import CatalogueError
from generator.stages.read import read_city, read_rulings
from tests.builders import CHECKOUT, SmallCity, small_city

PENALTIES = "catalogue/penalties.yaml"
SLIPS: dict[str, dict[str, str]] = YAML(typ="safe", pure=True).load(CHECKOUT / "tests/sites/broken/slips.yaml")
"""File, what stands there, what is written instead, and what the operator is told (`{}`: whichever line)."""


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    return small_city(tmp_path, "penalties", "serious_market", "red_list_tax_a")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_refused_at_its_place(city: SmallCity, slip: dict[str, str]):
    path = city.data / slip["file"]
    text = path.read_text("utf-8")
    assert slip["old"] in text
    path.write_text(text.replace(slip["old"], slip["new"], 1), "utf-8")

    with pytest.raises(CatalogueError) as refused:
        read_city(city.data)

    said = str(refused.value)
    assert re.search(re.escape(slip["told"]).replace(r"\{\}", "[0-9]+"), said), said
    assert not re.search("(?i)input should|value error|pydantic|valid (string|integer)", said), said


def test_every_fault_of_a_file_is_told_at_once(city: SmallCity):
    path = city.data / PENALTIES
    text = path.read_text("utf-8").replace("min_rows: 0", "min_rows: -1").replace("mode: append", "mode: whole")
    path.write_text(text, "utf-8")

    with pytest.raises(CatalogueError) as refused:
        read_city(city.data)

    assert [
        "penalties.yaml 第 11 行 credit.deliver.mode：只能是 snapshot、append",
        "penalties.yaml 第 12 行 credit.expect.min_rows：不能小于 0",
    ] == str(refused.value).splitlines()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("catalogue/more.yml", "catalogue/more.yml：不认识这个文件，里面的内容不会生效；目录文件的文件名只能是 *.yaml"),
        ("catalogue/old/penalties.yaml", "catalogue/old：不认识这个文件夹"),
        ("measures/restraint.csv", "measures/restraint.csv：不认识这个文件"),
        ("rulings/repair.csv", "rulings/repair.csv：不认识这个文件"),
        ("rulings/repairs.xlsx", "rulings/repairs.xlsx：不认识这个文件"),
    ],
)  # fmt: skip
def test_a_file_that_nobody_would_read_is_refused(city: SmallCity, name: str, told: str):
    path = city.data / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("", "utf-8")

    with pytest.raises(CatalogueError) as refused:
        read_rulings(city.data, read_city(city.data))

    assert str(refused.value).startswith(told)


def test_notes_beside_the_catalogue_are_no_catalogue(city: SmallCity):
    (city.data / "catalogue/README.md").write_text("说明", "utf-8")

    assert 3 == len(read_city(city.data).datasets)


def test_a_ruling_on_a_day_that_never_was_is_refused(city: SmallCity):
    city.rule("repairs", dataset="penalties", record_number="1", action="移出", decided_on="2026-02-30")

    with pytest.raises(CatalogueError, match=r"repairs\.csv 第 2 行 decided_on：日期写作 2026-04-01，并且要有这一天"):
        read_rulings(city.data, read_city(city.data))
