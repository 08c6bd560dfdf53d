"""What holds for every file of the house, and no linter knows."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.stages.read.city import read_city
from tests.conftest import CHECKOUT

GENERATOR = sorted((CHECKOUT / "generator").rglob("*.py"))
RULES = [path for path in GENERATOR if path.parent.name == "rules" and path.name != "__init__.py"]
CITIES = [CHECKOUT / "data", *(site.parent for site in (CHECKOUT / "tests" / "sites").rglob("site.yaml"))]
CLOCKS = re.compile(r"date\.today\(|datetime\.(?:now|utcnow)\(|time\.time(?:_ns)?\(|\.localtime\(")
ENVIRONMENT = re.compile(r"os\.(?:environ|getenv)")
DRAWERS = {"utils", "helpers", "common", "manager", "handler", "misc"}
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b")
# A folder of one machine, or the host of a package index: neither means anything to who reads the tree elsewhere.
ELSEWHERE = re.compile(r"/(?:work|root|home)/[a-z]|file:///|pypi\.org|pythonhosted|/simple/")
MADE = {".git", ".venv", ".hypothesis", ".coverage", "build", "dist", "state", "public", ".releases"}
TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".html", ".css", ".js", ".csv", ".svg", ""}


def named(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def sources() -> Iterator[Path]:
    """Every text file that a person wrote, this one left out."""
    for top in sorted(CHECKOUT.iterdir()):
        if top.name in MADE or top.name.endswith("_cache"):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts and path != Path(__file__):
                yield path


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{named(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_only_the_door_knows_what_day_it_is():
    below = [path for path in GENERATOR if path.name != "cli.py"]

    assert [] == lines_with(CLOCKS, below)


def test_only_the_door_reads_the_environment():
    """Passing the environment on to a process of our own is the one other use."""
    below = [path for path in GENERATOR if path.name not in {"cli.py", "summon.py"}]

    assert [] == lines_with(ENVIRONMENT, below)


def test_no_module_is_longer_than_a_reader_can_hold():
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in GENERATOR}

    assert {} == {name: length for name, length in lengths.items() if length > 250}


def test_no_module_is_a_drawer_for_everything():
    assert [] == [named(path) for path in GENERATOR if path.stem in DRAWERS]


def test_nothing_is_left_for_later():
    assert [] == lines_with(UNFINISHED, list(sources()))


def test_no_file_names_a_folder_of_one_machine():
    assert [] == lines_with(ELSEWHERE, list(sources()))


def test_there_are_rules_and_sources_to_look_at():
    """The tests above and below pass for want of files otherwise."""
    assert len(RULES) >= 10
    assert len(GENERATOR) >= 40


@pytest.mark.parametrize("path", RULES, ids=named)
def test_a_rule_cites_its_source(path: Path):
    docstring = path.read_text(encoding="utf-8").split('"""')[1]

    assert "Source:" in docstring


def test_nothing_built_or_private_is_in_the_tree():
    """`/public` is a symlink, and a pattern with a slash at its end would not match it."""
    ignored = (CHECKOUT / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert {"/public", "/.releases/", "/state/", "/build/"} <= set(ignored)


@pytest.mark.parametrize("city", [city for city in CITIES if "broken" not in city.parts], ids=named)
def test_a_city_loads(city: Path):
    assert read_city(city).datasets


def test_the_wheel_brings_templates_the_example_city_and_the_plugin(tmp_path: Path):
    """An installed program has no checkout to look in."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]

    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)

    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        brought = set(archive.namelist())
    shipped = {"site_templates/base.html", "data/site.yaml", "mkdocs.yml"}
    assert {"frictionless_gongshi.py", *(f"generator/_shipped/{name}" for name in shipped)} <= brought
