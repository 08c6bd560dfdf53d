"""Switch the public site in one step: a symlink is replaced, so that a crash leaves the old site or the new one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from generator.errors import PublishError

RELEASES = ".releases"
CONSTANT_TIME = 315532800
"""Every file carries 1980-01-01: a time would tell when a record changed (design §8)."""


def open_release(public: Path, name: str) -> Path:
    """Make an empty folder for a release beside `public`; raises PublishError where `public` is a real folder."""
    if public.is_dir() and not public.is_symlink() and any(public.iterdir()):
        message = f"{public.name} 是一个装有文件的普通文件夹；请先移走它，本程序要在这里放一个指向当前版本的链接"
        raise PublishError(message)
    release = public.parent / RELEASES / name
    shutil.rmtree(release, ignore_errors=True)
    release.mkdir(parents=True)
    return release


def publish(release: Path, public: Path) -> None:
    """Put a finished release in the place of the current one, and delete every other."""
    _settle(release)
    if public.is_dir() and not public.is_symlink():
        public.rmdir()
    draft = public.with_name(f".{public.name}.draft")
    draft.unlink(missing_ok=True)
    draft.symlink_to(Path(RELEASES) / release.name)
    draft.replace(public)
    _sync(public.parent)
    for old in (public.parent / RELEASES).iterdir():
        if old.name != release.name:
            shutil.rmtree(old)


def _settle(release: Path) -> None:
    """Give files and folders constant modes and times, and bring them to the disk."""
    for base, folders, files in os.walk(release):
        for name in files:
            path = Path(base, name)
            path.chmod(0o644)
            os.utime(path, (CONSTANT_TIME, CONSTANT_TIME))
        for name in folders:
            Path(base, name).chmod(0o755)
    os.sync()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
