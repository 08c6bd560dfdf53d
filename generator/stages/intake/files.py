"""The departments' folders: what lies in them, and one private copy of each delivery, made without following a link."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal

from generator.policy.file_names import may_name_a_person
from generator.policy.refusal import malformed, unreadable
from generator.policy.tables import Limits

_TABLE = ".csv"
_PIECE = 1 << 20
_SIDECAR_BYTES = 4096
_NO_LINKS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # a pipe must not make us wait
_COUNT = re.compile(rb"\s*([0-9]{1,12})\s*")
_SHA256 = re.compile(rb"(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])")


@dataclass(frozen=True)
class Entry:
    """Something that lies in a department's folder."""

    folder: str
    """Name of the folder: the department's id, or one it had before."""
    name: str
    """Path within the folder, with slashes."""
    label: str
    """How reports call it."""
    kind: Literal["file", "folder"] = "file"
    """A folder is listed only where it cannot be looked into."""


@dataclass(frozen=True)
class Source:
    """One delivery, copied and hashed."""

    folder: str
    name: str
    label: str
    batch: str
    path: Path
    sha256: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two deliveries one."""
        return self.folder, self.name, self.sha256


def list_folder(departments: Path, folder: str, surnames: Set[str]) -> tuple[Entry, ...]:
    """List a department's folder at any depth, sorted; what cannot be looked into is an entry of kind folder."""
    if any(place.is_symlink() for place in (departments, departments / folder)):
        return (Entry(folder, "", "（整个文件夹）", "folder"),)
    found = sorted(_walk(departments / folder))
    return tuple(
        Entry(folder, name, f"第{number}个文件" if _is_unfit(name, surnames) else name, kind)
        for number, (name, kind) in enumerate(found, start=1)
    )


def _is_unfit(name: str, surnames: Set[str]) -> bool:
    """A report that repeats such a name would name a person, or steer the terminal it is read on (C14)."""
    return not name.isprintable() or may_name_a_person(name, surnames)


def copy_delivery(departments: Path, entry: Entry, target: Path, limits: Limits) -> Source:
    """Copy a delivery once and hash what was copied; raises SourceRefusedError.

    The file is read twice: where the bytes, the size or the time differ, somebody was still writing.
    """
    _refuse_undecodable(entry.name)
    with _open(departments / entry.folder, entry.name) as delivered:
        before = os.fstat(delivered.fileno())
        if before.st_size > limits.file_bytes:
            message = f"文件超过 {limits.file_bytes >> 20} MiB；请分成几个文件报送"
            raise malformed(message)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest = _copy(delivered, target)
        delivered.seek(0)
        again = hashlib.sha256()
        for piece in _pieces(delivered):
            again.update(piece)
        after = os.fstat(delivered.fileno())
    if digest != again.hexdigest() or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        message = "读取时文件还在变化；请等写完再报送（先写临时文件名，再改名）"
        raise unreadable(message)
    return Source(entry.folder, entry.name, entry.label, "", target, digest)


def stated(departments: Path, entry: Entry) -> tuple[int | None, str | None]:
    """Read what `<file>.count` and `<file>.sha256` say, None where they are absent; raises SourceRefusedError."""
    count = _beside(departments, entry, ".count", _COUNT)
    digest = _beside(departments, entry, ".sha256", _SHA256)
    return (None if count is None else int(count), None if digest is None else digest.lower())


def _refuse_undecodable(name: str) -> None:
    """What accepted inputs are called is written down as UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        message = "文件名不是 UTF-8；请改名后重新报送"
        raise unreadable(message) from None


def _beside(departments: Path, entry: Entry, suffix: str, pattern: re.Pattern[bytes]) -> str | None:
    name = entry.name + suffix
    if not os.path.lexists(departments / entry.folder / name):
        return None
    with _open(departments / entry.folder, name) as sidecar:
        text = sidecar.read(_SIDECAR_BYTES)
    found = pattern.fullmatch(text) if suffix == ".count" else pattern.search(text)
    if not found:
        message = f"{suffix} 文件读不懂；里面只写行数或 SHA-256"
        raise malformed(message)
    return found[found.re.groups].decode("ascii")


def _walk(top: Path) -> Iterator[tuple[str, Literal["file", "folder"]]]:
    closed: list[OSError] = []
    for place, folders, files in os.walk(top, onerror=closed.append):
        here = PurePosixPath(Path(place).relative_to(top).as_posix())
        for name in folders:
            if (Path(place) / name).is_symlink():
                yield str(here / name), "folder"
            elif name.lower().endswith(_TABLE):
                yield str(here / name), "file"  # no plain file: whoever put it there meant a delivery
        for name in files:
            yield str(here / name), "file"
    for error in closed:
        if not isinstance(error, FileNotFoundError):
            yield Path(str(error.filename)).relative_to(top).as_posix(), "folder"


def _open(top: Path, name: str) -> BinaryIO:
    """Open a plain file with one name, going down from `top` step by step so that no link is followed."""
    *folders, last = PurePosixPath(name).parts
    message = "不是普通文件（链接、文件夹、管道、设备）或没有读取权限；请直接放文件本身"
    handles: list[int] = []
    try:
        handles.append(os.open(top, _NO_LINKS | os.O_DIRECTORY))
        for folder in folders:
            handles.append(os.open(folder, _NO_LINKS | os.O_DIRECTORY, dir_fd=handles[-1]))
        opened = os.open(last, _NO_LINKS, dir_fd=handles[-1])
    except OSError:
        raise unreadable(message) from None
    finally:
        for handle in handles:
            os.close(handle)
    found = os.fstat(opened)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        os.close(opened)
        raise unreadable(message)
    return os.fdopen(opened, "rb")


def _copy(delivered: BinaryIO, target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("xb") as copy:
        target.chmod(0o600)
        for piece in _pieces(delivered):
            digest.update(piece)
            copy.write(piece)
    return digest.hexdigest()


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(_PIECE), b"")
