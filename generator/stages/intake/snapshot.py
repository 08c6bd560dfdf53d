"""Copy delivered files to a private place, once, and only regular files (faults I34, I35)."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 4 * 1024**3
SIDECARS = (".count", ".sha256")
IGNORED = frozenset({".gitkeep"})


@dataclass(frozen=True)
class Snapshot:
    """A delivered file as it was when read. `fault` says why it could not be taken; then there are no bytes."""

    name: str
    raw: bytes = b""
    sha256: str = ""
    fault: str = ""


def list_files(folder: Path) -> list[str]:
    """List what lies in a department's folder, as posix names below it, sidecars and published*.csv left out."""
    found = []
    for base, folders, files in os.walk(folder, followlinks=False):
        linked = [name for name in folders if (Path(base) / name).is_symlink()]
        for name in [*files, *linked]:
            relative = (Path(base) / name).relative_to(folder).as_posix()
            if name not in IGNORED and not name.endswith(SIDECARS) and not name.startswith("published"):
                found.append(relative)
    return sorted(found)


def take(folder: Path, name: str) -> Snapshot:
    """Read one file without following links; check its sidecars."""
    path = folder / name
    if any(part.is_symlink() for part in (path, *path.parents) if part != folder and folder in part.parents):
        return Snapshot(name, fault="是链接，只收普通文件")
    try:
        raw = _read(path)
    except OSError as error:
        return Snapshot(name, fault=f"读不到（{error.strerror or '输入输出错误'}）")
    except ValueError as error:
        return Snapshot(name, fault=str(error))
    return Snapshot(name, raw, hashlib.sha256(raw).hexdigest())


def sidecar_fault(folder: Path, shot: Snapshot, rows: int) -> str:
    """Compare a file with the count and the hash its department sent along; empty where they agree or are absent."""
    counted, hashed = (_text(folder / (shot.name + ending)) for ending in SIDECARS)
    if counted and counted != str(rows):
        return "行数与 .count 文件不符，文件可能不完整"
    if hashed and hashed.split()[0].lower() != shot.sha256:
        return "校验值与 .sha256 文件不符，文件可能不完整"
    return ""


def _read(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode) or before.st_nlink != 1:
            message = "不是普通文件，或另有硬链接"
            raise ValueError(message)
        if before.st_size > MAX_BYTES:
            message = "文件太大"
            raise ValueError(message)
        raw = file.read()
        after = os.fstat(handle)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(raw) != after.st_size:
        message = "读取时文件还在变化，请等传完"
        raise ValueError(message)
    return raw


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace").strip() if path.is_file() and not path.is_symlink() else ""
