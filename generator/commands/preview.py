"""`--preview`: a build of any day, on a state and a site of its own; the city's own are never written (design §2)."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.commands.options import PUBLIC, STATE
from generator.errors import StateError
from generator.model.night import Places

MARK = "preview"
"""The file that tells the state of a preview from the state of a city."""


def prepare(places: Places) -> None:
    """Make a state for previews out of a copy of the city's own, if there is none yet.

    Raises:
        StateError: the state or the site is a city's own.
    """
    inside = places.inputs.resolve().parent
    _refuse_own(places.state, "state", {STATE.resolve(), inside / STATE})
    _refuse_own(places.public, "public", {PUBLIC.absolute(), inside / PUBLIC})
    is_preview = (places.state / MARK).is_file()
    if (places.state / "ledger.jsonl").exists() and not is_preview:
        message = f"--preview 不能写 {places.state}：这是正式发布用的状态。用 --state 和 --public 另指两个新位置"
        raise StateError(message)
    if places.public.exists() and not is_preview:
        message = f"--preview 不能写 {places.public}：那里已有正式的网站。用 --state 和 --public 另指两个新位置"
        raise StateError(message)
    if not is_preview and (inside / STATE / "ledger.jsonl").exists():
        shutil.copytree(inside / STATE, places.state, ignore=_without_desks, dirs_exist_ok=True)
        mark(places.state)


def mark(state: Path) -> None:
    """Mark a state as one for previews."""
    if state.is_dir():
        state.chmod(0o700)
        (state / MARK).touch(mode=0o600)


def refuse_preview(state: Path) -> None:
    """Raise StateError where a state belongs to previews: a real site must not grow out of it."""
    if (state / MARK).is_file():
        message = f"{state} 是预演用的状态，不能用来正式发布；请用城市自己的 state/"
        raise StateError(message)


def _refuse_own(path: Path, name: str, own: set[Path]) -> None:
    if path.absolute() in own or (path.resolve() in own):
        message = f"--preview 不能写城市自己的 {name}：用 --state 和 --public 另指两个新位置"
        raise StateError(message)


def _without_desks(_: str, names: list[str]) -> set[str]:
    return {name for name in names if name == "lock" or name == "work" or name.startswith("work-")}
