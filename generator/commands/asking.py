"""From what was typed to what is wished: the city, and the day with all that goes with it (design §2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import typer

from generator.commands import preview
from generator.errors import CatalogueError, GeneratorError, StateError
from generator.model.city import City, Site
from generator.model.night import Places, Wish
from generator.stages.keep import kept_configuration
from generator.stages.read import read_city


@dataclass(frozen=True)
class Asked:
    """What was typed, and what only the door knows: today in Shanghai, and the key of the environment."""

    today: date
    key: str | None
    as_of: str | None = None
    workers: int | None = None
    scheduler: str | None = None
    first_run: bool = False
    is_preview: bool = False

    @property
    def rough_day(self) -> date:
        """The day as far as it can be told without a city."""
        return read_day(self.as_of, "--as-of") if self.as_of else self.today


def to_look(places: Places, asked: Asked) -> tuple[City, Wish]:
    """Wish for something that changes nothing: any day will do. Raises GeneratorError."""
    city = read_city(places.inputs)
    return city, replace(_wish(city.site, asked), looks=True)


def to_build(places: Places, asked: Asked) -> tuple[City, Wish]:
    """Wish for a build: a day after today only as a preview, and a preview only beside the city's own site."""
    if asked.is_preview:
        preview.prepare(places)
    else:
        preview.refuse_preview(places.state)
    city = read_city(places.inputs)
    wish = _wish(city.site, asked)
    if not asked.is_preview:
        _refuse_ahead(city.site, wish.as_of, asked.today)
    return city, wish


def to_retract(places: Places, asked: Asked) -> tuple[City, Wish]:
    """Wish for a retraction; where the city cannot be read tonight, the last accepted one names day and departments."""
    if not (places.state / "ledger.jsonl").is_file():
        message = "还没有发布过，没有可以撤下的记录；先运行 gongshi build"
        raise StateError(message)
    preview.refuse_preview(places.state)
    try:
        city = read_city(places.inputs)
    except CatalogueError:
        city = read_city(kept_configuration(places.state))
    wish = _wish(city.site, asked)
    _refuse_ahead(city.site, wish.as_of, asked.today)
    return city, wish


def read_day(text: str, option: str) -> date:
    """Read a day of the command line; raises BadParameter, which is misuse."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        message = f"{option} 写作 2026-11-24"
        raise typer.BadParameter(message)
    return day


def _wish(site: Site, asked: Asked) -> Wish:
    """Choose the day: --as-of, else as_of of a fictional city, else today."""
    if site.as_of and not site.fictional:
        message = "site.yaml 里的 as_of 只能用于 fictional: true 的演示城市，请删去"
        raise GeneratorError(message)
    day = asked.rough_day if asked.as_of else site.as_of or asked.today
    return Wish(day, asked.first_run, asked.key, asked.workers, asked.scheduler)


def _refuse_ahead(site: Site, day: date, today: date) -> None:
    if day > today and not site.fictional:
        message = f"{day} 在今天以后；只想看看用 --preview，或者 gongshi plan --as-of {day}"
        raise GeneratorError(message)
