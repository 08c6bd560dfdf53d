"""Refuse what lies in a configured folder and would not be read: a misspelt file is a list that nobody misses."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from generator.errors import CatalogueError

_NOTES = ("README*", "readme*", ".*", "*~", "~$*")
"""What people and their editors leave beside the files."""


def refuse_strangers(folder: Path, patterns: Iterable[str], what: str) -> list[Path]:
    """List the files of a folder that will be read, sorted; raises CatalogueError for any other."""
    read: list[Path] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if any(fnmatchcase(path.name, pattern) for pattern in patterns) and path.is_file():
            read.append(path)
        elif not any(fnmatchcase(path.name, pattern) for pattern in _NOTES):
            kind = "文件夹" if path.is_dir() else "文件"
            message = (
                f"{folder.name}/{path.name}：不认识这个{kind}，里面的内容不会生效；"
                f"{what}的文件名只能是 {'、'.join(patterns)}，请改名或移走"
            )
            raise CatalogueError(message)
    return read
