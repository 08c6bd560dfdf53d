"""Describe: what the downloads are, for programs, for catalogues of data, and for whoever checks a copy.

Runs after export and reads the finished files, so that sizes and hashes are those of the bytes themselves.
"""

from __future__ import annotations

import json
from pathlib import Path

from generator.model.publication import Publication
from generator.stages.describe.archive import write_archive
from generator.stages.describe.dcat import catalog
from generator.stages.describe.files import Files
from generator.stages.describe.package import package
from generator.stages.describe.terms import terms

PACKAGE, CATALOG, TERMS, ARCHIVE, SUMS = "datapackage.json", "dcat.jsonld", "README.txt", "all.zip", "SHA256SUMS"


def describe(publication: Publication, site: Path) -> None:
    """Write datapackage.json (Data Package v2), README.txt, all.zip, dcat.jsonld (DCAT 3) and SHA256SUMS.

    all.zip holds README.txt, datapackage.json, statistics.csv and every CSV; the sums cover everything in download/.
    """
    folder = site / "download"
    files = Files(folder)
    _write(folder / PACKAGE, _json(package(publication, files)))
    _write(folder / TERMS, terms(publication))
    write_archive(folder / ARCHIVE, [folder / TERMS, folder / PACKAGE, *sorted(folder.glob("*.csv"))])
    _write(folder / CATALOG, _json(catalog(publication, files)))
    names = sorted(path.name for path in folder.iterdir() if path.name != SUMS)
    _write(folder / SUMS, "".join(f"{files[name].sha256}  {name}\n" for name in names))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
