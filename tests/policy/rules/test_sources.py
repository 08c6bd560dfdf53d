"""Every rule stands in the clause table with a test, and cites law that is on file and was in force."""

import re
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.policy.rules.desk import example

RULES = sorted(path for path in (CHECKOUT / "generator/policy/rules").glob("*.py") if path.name != "__init__.py")
TITLE = re.compile("《([^》]+)》")
NUMBER = re.compile("[\u4e00-\u9fff]+〔[0-9]{4}〕[0-9]+号|[\u4e00-\u9fff]+令第[0-9]+号")
ROW = re.compile(r"^\| [^|]+ \| `(generator/policy/[^`]+)` \| `(tests/[^`]+)` \|$", re.MULTILINE)


def table() -> list[tuple[str, str]]:
    return ROW.findall((CHECKOUT / "ARCHITECTURE.md").read_text("utf-8"))


def test_the_clause_table_names_files_that_exist():
    assert [] == [path for row in table() for path in row if not (CHECKOUT / path).is_file()]


def test_every_rule_stands_in_the_clause_table():
    named = {rule for rule, _ in table()}

    assert set() == {path.relative_to(CHECKOUT).as_posix() for path in RULES} - named


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_what_a_rule_cites_is_on_file_and_was_in_force(path: Path):
    text = path.read_text("utf-8").split('"""')[1].replace("\n", "")
    bases = example().bases.values()
    today = example().site.as_of
    assert today is not None
    titles = {one.title for one in bases if one.in_force_from <= today}
    numbers = {one.number for one in bases if one.in_force_from <= today and one.number}

    assert (set(), set()) == (set(TITLE.findall(text)) - titles, set(NUMBER.findall(text)) - numbers)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_names_its_basis_by_an_id_on_file(path: Path):
    found = re.findall(r'(?:BASIS = |basis=)"([a-z0-9-]+)', path.read_text("utf-8"))

    assert set() == set(found) - set(example().bases)
