"""tests/FAULTS.md is true: every fault has a line, and every test that it names exists."""

import re

from tests.conftest import CHECKOUT

TESTS = CHECKOUT / "tests"
LINES = dict(re.findall(r"^\| ([ICPLOS]\d\d) \| (.+) \|$", (TESTS / "FAULTS.md").read_text("utf-8"), re.MULTILINE))
COUNTS = {"I": 40, "C": 14, "P": 36, "L": 23, "O": 18, "S": 8}
NAMED = re.compile(r"`([\w/.]+)::(\w+)`")


def test_every_fault_has_a_line():
    foreseen = {f"{letter}{number:02d}" for letter, count in COUNTS.items() for number in range(1, count + 1)}

    assert foreseen == set(LINES)


def test_a_line_names_tests_or_says_why_it_has_none():
    bare = {fault for fault, cell in LINES.items() if not NAMED.search(cell)}

    assert set() == {fault for fault in bare if not re.match(r"(?:outside|open): \w", LINES[fault])}


def test_the_tests_that_are_named_exist():
    named = {found for cell in LINES.values() for found in NAMED.findall(cell)}
    sources = {file: (TESTS / file).read_text("utf-8") if (TESTS / file).is_file() else "" for file, _ in named}

    assert [] == sorted(f"{file}::{test}" for file, test in named if f"def {test}(" not in sources[file])


def test_faults_of_delivered_files_have_tests_of_their_number():
    asked_for = [*range(1, 15), *range(18, 30), *range(33, 37), 40]

    assert [] == [number for number in asked_for if f"i{number:02d}_" not in LINES[f"I{number:02d}"]]
