"""Record pages for Pagefind, and the least that one query to its index can transfer."""

import gzip
import re
import shutil
from itertools import islice
from pathlib import Path


def copy(site: Path, folder: Path, most: int) -> int:
    """Copy at most so many record pages of a built site; gives their number."""
    folder.mkdir()
    paths = list(islice(sorted((site / "record").rglob("*.html")), most))
    for path in paths:
        shutil.copyfile(path, folder / path.name)
    return len(paths)


def least_bytes(folder: Path) -> int:
    """Add up the program, its metadata, the smallest piece of the index and the smallest hit, compressed."""
    made = folder / "pagefind"
    program = [
        made / "pagefind.js",
        made / "pagefind-entry.json",
        next(made.glob("wasm.*.pagefind")),
        *made.glob("*.pf_meta"),
    ]
    index = min((path.stat().st_size for path in (made / "index").iterdir()), default=0)
    hit = min((path.stat().st_size for path in (made / "fragment").iterdir()), default=0)
    return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in program) + index + hit


def our_most_bytes(script: Path) -> int:
    """Read out of our own search script what one query may transfer at most."""
    found = re.search(r"MOST = ([0-9]+)", script.read_text("utf-8"))
    assert found, "the script has no bound"
    return int(found[1])
