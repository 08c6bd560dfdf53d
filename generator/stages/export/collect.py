"""Collect: the files of a job from its own folder into the folder of downloads, where no two may have one name.

A job writes into a folder of its own, so that one that a lost worker left undone is done again from nothing.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.errors import GeneratorError


def fresh(folder: Path) -> Path:
    """Make a folder anew, without what an earlier try may have left in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def collect(folder: Path, downloads: Path) -> None:
    """Move what a job wrote, and take its folder away; raises GeneratorError where another dataset has such a file."""
    for path in sorted(folder.iterdir()):
        if (downloads / path.name).exists():
            message = f"导出：{path.name} 已经是另一个数据集的文件，请给数据集改名"
            raise GeneratorError(message)
        path.rename(downloads / path.name)
    folder.rmdir()
