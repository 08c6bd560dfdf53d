"""The documents say what the program does: every command, code and path in them is real, and none is missing."""

import re
from pathlib import Path

import pytest
from typer.main import get_group

from generator.cli import app
from generator.model.verdict import ANNOTATIONS, NOTES, SOURCE_VERDICTS, WITHHOLDING
from tests.conftest import CHECKOUT

DOCUMENTS = sorted(CHECKOUT.glob("*.md"))
READMES = [CHECKOUT / "README.md", CHECKOUT / "README.zh-CN.md"]
LINK = re.compile(r"\]\(([^)#:]+)\)|src=\"([^\":]+)\"")


def words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_lists_the_commands_that_exist(readme: Path):
    listed = set(re.findall(r"^\| `gongshi ([a-z]+)", words(readme), flags=re.MULTILINE))

    assert set(get_group(app).commands) == listed


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_shows_the_options_that_exist(readme: Path):
    options = {
        option
        for command in get_group(app).commands.values()
        for parameter in command.params
        for option in parameter.opts
    }

    assert set() == set(re.findall(r"--[a-z][a-z-]+", words(readme))) - options - {"--help"}


@pytest.mark.parametrize("command", ["check", "plan", "build", "retract", "explain", "history", "green"])
def test_the_commands_about_a_city_take_the_common_options_alike(command: str):
    common = {"--data", "--state", "--public", "--as-of", "--workers", "--scheduler", "--json"}

    assert set() == common - {option for taken in get_group(app).commands[command].params for option in taken.opts}


def test_the_glossary_explains_every_verdict_in_its_order():
    explained = re.findall(r"^\| `([a-z-]+)`", words(CHECKOUT / "GLOSSARY.md"), flags=re.MULTILINE)

    assert [*WITHHOLDING, *SOURCE_VERDICTS] == explained


def test_the_glossary_names_every_annotation_and_note():
    glossary = words(CHECKOUT / "GLOSSARY.md")

    assert [] == [code for code in (*ANNOTATIONS, *NOTES) if f"`{code}`" not in glossary]


def test_the_documents_name_make_targets_that_exist():
    targets = set(re.findall(r"^([a-z]+):", words(CHECKOUT / "Makefile"), flags=re.MULTILINE))
    named = {name for document in DOCUMENTS for name in re.findall(r"`make ([a-z]+)`", words(document))}

    assert set() == named - targets
    assert {"site", "test"} <= named


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_points_to_files_that_exist(document: Path):
    links = [first or second for first, second in LINK.findall(words(document))]

    assert [] == [link for link in links if not (CHECKOUT / link).exists()]
