"""The list of files and hashes is one JSON object, sorted by path, whatever signs a path has."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from generator.gate.errand import Order
from generator.gate.manifest import folder_hashes, write_manifest

DAY = date(2026, 11, 24)


@pytest.mark.parametrize("digests", [{"index.html": "01", 'download/黄"石\\.csv': "00", "download/a.csv": "02"}, {}])
def test_the_full_list_is_json_sorted_by_path(tmp_path: Path, digests: dict[str, str]):
    site, folder = tmp_path / "site", tmp_path / "order"
    site.mkdir()
    folder.mkdir()

    write_manifest(site, Order(folder, 1, DAY, DAY, DAY, (), frozenset()), digests)

    expected = json.dumps(dict(sorted(digests.items())), ensure_ascii=False, indent=1) + "\n"
    assert expected == (folder / "files.json").read_text("utf-8")
    assert len(digests) == json.loads((site / "manifest.json").read_text("utf-8"))["files"]


def test_a_folder_is_hashed_over_its_lines_in_order_of_paths():
    found = folder_hashes({"b/2": "22", "index.html": "00", "b/1": "11"})

    lines = {".": "00  index.html\n", "b": "11  b/1\n22  b/2\n"}
    assert {name: hashlib.sha256(text.encode()).hexdigest() for name, text in lines.items()} == found
