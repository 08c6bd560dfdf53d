"""all.zip: the CSVs with their description and terms in one file; the same content gives the same bytes."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

MOMENT = (1980, 1, 1, 0, 0, 0)
"""A fixed mark: the time of making would change the bytes, and tell when a record was dealt with."""
LEVEL = 4
"""Packs Chinese text nearly as small as the highest level does, in a third of the time."""


def write_archive(path: Path, files: Iterable[Path]) -> None:
    """Write the files into a new archive, in their order, without folders, users or times."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for file in files:
            member = zipfile.ZipInfo(file.name, MOMENT)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            member.file_size = file.stat().st_size
            with file.open("rb") as content, archive.open(member, "w") as packed:
                shutil.copyfileobj(content, packed, 1 << 20)
