"""Every page of the small site is valid HTML, as the checker of the HTML standard's own authors reads it.

The small site has every template; what the program writes there is held against these files by test_small.
"""

import json
import re
import shutil
import subprocess

import pytest

from tests.conftest import CHECKOUT
from tests.missing import missing

PAGES = CHECKOUT / "tests" / "golden" / "small"
CHECKER = CHECKOUT / "build" / "validator" / "vnu.jar"
# On phones rows are set as blocks, and older browsers then forget that they are rows: the roles are said on purpose.
SAID_ON_PURPOSE = re.compile(
    "The “role” attribute must not be used on a “(td|th|tr)” element which has a “table” ancestor"
)


SPOILT = '<!doctype html><html lang="zh"><title>a</title><p id="a"><p id="a"><ul><p></ul>'


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the checker finds in the small site, and in a page spoilt on purpose; started once, for it starts slowly."""
    java = shutil.which("java")
    if java is None or not CHECKER.exists():
        missing("no Nu Html Checker: run .ci/prepare validator")
    spoilt = tmp_path_factory.mktemp("spoilt") / "spoilt.html"
    spoilt.write_text(SPOILT, encoding="utf-8")
    command = [java, "-jar", str(CHECKER), "--errors-only", "--exit-zero-always", "--format", "json", "--skip-non-html"]

    run = subprocess.run([*command, str(PAGES), str(spoilt)], capture_output=True, text=True, check=True)

    told = [(one["url"].rpartition("/small/")[2], one["message"]) for one in json.loads(run.stderr)["messages"]]
    return {f"{page}: {message}" for page, message in told if not SAID_ON_PURPOSE.search(message)}


def test_every_page_is_valid(errors: set[str]):
    assert [] == sorted(one for one in errors if "spoilt.html" not in one)


def test_a_page_that_is_not_valid_is_noticed(errors: set[str]):
    assert 2 == len([one for one in errors if "spoilt.html" in one])
