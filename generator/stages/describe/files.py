"""The finished files of the download folder: their sizes, hashes and media types, each read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.model.catalogue import Dataset

MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ids.gz": "application/gzip",
}


class File(NamedTuple):
    """One finished file."""

    name: str
    form: str
    bytes: int
    sha256: str

    @property
    def media_type(self) -> str:
        """Its media type (IANA); raises KeyError for a form that is none of a dataset's."""
        return MEDIA_TYPES[self.form]


@dataclass
class Files:
    """Files by name, read when they are first asked for."""

    folder: Path
    _read: dict[str, File] = field(default_factory=dict)

    def __getitem__(self, name: str) -> File:
        if name not in self._read:
            path = self.folder / name
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            self._read[name] = File(name, name.partition(".")[2], path.stat().st_size, digest)
        return self._read[name]

    def of(self, dataset: Dataset) -> list[File]:
        """The files of a dataset in the order of MEDIA_TYPES; a large workbook comes as one a year."""
        names = [f"{dataset.name}.{form}" for form in MEDIA_TYPES]
        yearly = sorted(path.name for path in self.folder.glob(f"{dataset.name}-[0-9][0-9][0-9][0-9].xlsx"))
        names[4:4] = [] if (self.folder / f"{dataset.name}.xlsx").exists() else yearly
        return [self[name] for name in names if (self.folder / name).exists()]
