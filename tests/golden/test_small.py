"""A small site, byte by byte: what a change does to the pages and downloads is read in its diff, like code.

The city is tests/sites/small. Text is kept as it is published; of everything else, and of assets, which are copies of
files in site_templates, the SHA-256 is kept. `make golden` writes both anew.
"""

import difflib
import hashlib
import shutil
from pathlib import Path

import pytest

from tests.builders import CHECKOUT, SmallCity

GOLDEN = Path(__file__).parent / "small"
DIGESTS = "SHA256"
TEXT = {"", ".html", ".csv", ".jsonl", ".json", ".jsonld", ".xml", ".txt"}
LINES_SHOWN = 60


def test_the_small_site_is_published_as_it_is_kept(tmp_path: Path, rewrites_golden: bool):
    city = SmallCity(tmp_path)
    shutil.copytree(CHECKOUT / "tests/sites/small/data", city.data)

    built = city.build("2026-11-24")

    assert 0 == built.code, built.said
    published = kept_form(city.tree())
    if rewrites_golden:
        rewrite(published)
    assert "" == difference(read(), published)


def kept_form(tree: dict[str, bytes]) -> dict[str, bytes]:
    """Text files, and one file with the digests of all others."""
    text = {name: content for name, content in tree.items() if Path(name).suffix in TEXT and not is_asset(name)}
    digests = [f"{hashlib.sha256(tree[name]).hexdigest()}  {name}\n" for name in sorted(tree.keys() - text.keys())]
    return {**text, DIGESTS: "".join(digests).encode()}


def is_asset(name: str) -> bool:
    return name.startswith("assets/")


def rewrite(published: dict[str, bytes]) -> None:
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for name, content in published.items():
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_bytes(content)


def read() -> dict[str, bytes]:
    files = (path for path in GOLDEN.rglob("*") if path.is_file())
    return {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in files}


def difference(kept: dict[str, bytes], published: dict[str, bytes]) -> str:
    """What a reviewer needs to see: files that came and went, and the first lines that differ."""
    lines = [f"gone: {name}" for name in sorted(kept.keys() - published.keys())]
    lines += [f"new: {name}" for name in sorted(published.keys() - kept.keys())]
    for name in sorted(kept.keys() & published.keys()):
        if kept[name] != published[name]:
            before, after = (one.decode("utf-8").splitlines() for one in (kept[name], published[name]))
            changes = list(difflib.unified_diff(before, after, name, name, lineterm="", n=1))
            lines += changes or [f"line ends differ: {name}"]
    more = [f"… and {len(lines) - LINES_SHOWN} more lines; `make golden` accepts them all"]
    return "\n".join(lines if len(lines) <= LINES_SHOWN else lines[:LINES_SHOWN] + more)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ({"a.html": b"1\n"}, ""),
        ({"a.html": b"2\n"}, "--- a.html\n+++ a.html\n@@ -1 +1 @@\n-1\n+2"),
        ({"a.html": b"1\r\n"}, "line ends differ: a.html"),
        ({"b.html": b"1\n"}, "gone: a.html\nnew: b.html"),
    ],
)
def test_a_difference_is_told_in_lines(published: dict[str, bytes], told: str):
    assert told == difference({"a.html": b"1\n"}, published)
