"""Every verdict of the closed list happens somewhere: in the example city, or in a miniature site."""

import csv
from pathlib import Path

import pytest

from generator.model.verdict import ANNOTATIONS, SOURCE_VERDICTS, WITHHOLDING
from tests.conftest import BuiltCity
from tests.sites.miniature import SITES, codes_of


@pytest.mark.parametrize("name", SITES)
def test_a_miniature_site_shows_its_verdicts(tmp_path: Path, name: str):
    site = SITES[name]

    assert set() == site.shows - codes_of(site, tmp_path)


def test_every_code_has_a_site(example_city: BuiltCity):
    closed = {*WITHHOLDING, *ANNOTATIONS, *SOURCE_VERDICTS}
    shown = {code for site in SITES.values() for code in site.shows}
    for path in (example_city.state / "reports").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            shown |= {line["问题代码"].split("/")[0] for line in csv.DictReader(file)}

    assert set() == closed - shown
