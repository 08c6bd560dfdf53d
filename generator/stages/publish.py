"""Publish: put a finished release in the place of the public one, in one step.

`public` is a symlink into `.releases/public/` beside it. A new link is renamed over the old one, so that whoever
looks, and whenever the machine stops, sees the old site or the new one, whole (O01). Only what the gate cleared is
switched to.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from generator.errors import PublishError

RELEASES = ".releases"
MANIFEST = "manifest.json"
KEPT_TYPES = (".css", ".js")
KEPT = "assets/kept.txt"
"""Names of the assets that come from the release before, and go on the next day of building."""


def open_release(public: Path, name: str) -> Path:
    """Make an empty folder for a release beside `public`, and remove what an interrupted build left.

    Raises:
        PublishError: `public` is something else than a link, or its place does not allow an atomic switch.
    """
    _check_place(public)
    releases = _releases(public)
    releases.mkdir(parents=True, exist_ok=True)
    _probe(releases)
    release = releases / name
    if release == _current(public):
        message = f"{name} 就是正在公开的版本，不能覆盖；请给新版本另起名字"
        raise PublishError(message)
    _remove_all_but(_current(public), public)
    release.mkdir()
    return release


def release_name(public: Path, version: int, as_of: date) -> str:
    """Name a release; tells a second build of a day from the first, which may be the one that is public now."""
    stem = f"{version:06d}-{as_of.isoformat()}"
    current = public.resolve().name if public.is_symlink() else ""
    return f"{stem}-b" if current == f"{stem}-a" else f"{stem}-a"


def keep_assets(public: Path, release: Path, day: date) -> None:
    """Copy the assets that pages of yesterday still ask for into a release; they stay until the next day of building.

    Assets carry their hash in their name, so an old one never hides a new one; styles and scripts alone are kept, for
    nothing else here is free of records. `day` is the day of the new release.
    """
    previous = _current(public)
    if previous is None or not (previous / MANIFEST).is_file():
        return
    carried = _kept(previous)
    is_same_day = date.fromisoformat(_manifest(previous)["as_of"]) == day
    hashed = sorted((previous / "assets").glob("*.*.*"))
    names = [path.name for path in hashed if path.suffix in KEPT_TYPES and path.is_file() and not path.is_symlink()]
    staying = [name for name in names if is_same_day or name not in carried]
    wanted = [name for name in staying if not (release / "assets" / name).exists()]
    for name in wanted:
        shutil.copyfile(previous / "assets" / name, release / "assets" / name)
    if wanted:
        (release / KEPT).write_text("".join(f"{name}\n" for name in wanted), encoding="utf-8", newline="\n")


def publish(release: Path, public: Path) -> None:
    """Settle a cleared release, switch to it, and delete the one before.

    Raises:
        PublishError: the gate has not cleared the release, or `public` cannot be replaced; nothing has changed then.
    """
    if not (release / MANIFEST).is_file():
        message = f"{release.name} 没有 {MANIFEST}：只有通过出口检查的版本才能公开，请重新生成"
        raise PublishError(message)
    settle(release, date.fromisoformat(_manifest(release)["data_date"]))
    switch(release, public)


def settle(release: Path, day: date) -> None:
    """Give everything one time and plain modes, and bring it to the disk: a time would tell what changed (P29)."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    for path, is_folder in _everything(release):
        os.chmod(path, 0o755 if is_folder else 0o644)  # noqa: PTH101  # plain strings: a site has a million files
        os.utime(path, (moment, moment))
    os.sync()


def switch(release: Path, public: Path) -> None:
    """Make `public` point to the release in one step, and delete the releases before it."""
    _check_place(public)
    if public.is_dir() and not public.is_symlink():
        public.rmdir()
    draft = public.with_name(f".{public.name}.new")
    draft.unlink(missing_ok=True)
    draft.symlink_to(Path(RELEASES, public.name, release.name), target_is_directory=True)
    draft.replace(public)
    _sync(public.parent)
    _remove_all_but(release, public)


def _check_place(public: Path) -> None:
    if public.is_symlink():
        current = _current(public)
        if current is None and public.exists():
            _refuse(public, f"是一个指向别处的链接；请移走它，本程序要在这里放一个指向 {RELEASES}/ 的链接")
    elif public.is_dir() and any(public.iterdir()):
        _refuse(public, "是一个装有文件的普通文件夹；请先移走它，本程序要在这里放一个指向当前版本的链接")
    elif public.exists() and not public.is_dir():
        _refuse(public, "是一个普通文件；请先移走它，本程序要在这里放一个指向当前版本的链接")


def _refuse(public: Path, reason: str) -> NoReturn:
    message = f"{public.name} {reason}"
    raise PublishError(message)


def _probe(releases: Path) -> None:
    """Try what the switch will need, before the work is done: some shared disks have no links or no atomic rename."""
    old, new = releases / ".probe", releases / ".probe.new"
    try:
        for link in (old, new):
            link.unlink(missing_ok=True)
            link.symlink_to(".")
        new.replace(old)
        old.unlink()
    except OSError as error:
        message = f"{RELEASES}/ 所在的磁盘不能建立或替换符号链接（{error.strerror}）；请把网站放到支持的磁盘上"
        raise PublishError(message) from error


def _current(public: Path) -> Path | None:
    """Return the release that is public now, if the link leads to one that stands."""
    if not public.is_symlink():
        return None
    target = public.parent / public.readlink()
    return target if target.parent == _releases(public) and target.is_dir() else None


def _remove_all_but(kept: Path | None, public: Path) -> None:
    for path in sorted(_releases(public).iterdir()):
        if path != kept:
            shutil.rmtree(path)


def _releases(public: Path) -> Path:
    """Return the folder of this site's releases: another site beside it has one of its own."""
    return public.parent / RELEASES / public.name


def _manifest(release: Path) -> dict[str, str]:
    content: dict[str, str] = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    return content


def _kept(release: Path) -> frozenset[str]:
    path = release / KEPT
    return frozenset(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else frozenset()


def _everything(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield every path below a folder, what is inside before the folder itself, and whether it is a folder."""
    for base, _, names in os.walk(folder, topdown=False):
        yield from ((f"{base}/{name}", False) for name in names)
        yield base, True


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
