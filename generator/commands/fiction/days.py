"""Days of the fictional city. Its present is pinned, as in site.yaml."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

TODAY = date(2026, 11, 24)


def draw(rng: Random, since: date, until: date) -> date:
    """Draw a working day between two days, the later the likelier."""
    day = until - timedelta(days=int((until - since).days * rng.random() ** 2))
    return day - timedelta(days=max(0, day.weekday() - 4))


def later(day: date, days: int) -> date:
    """The day a number of days after, but never past yesterday."""
    return min(day + timedelta(days=days), TODAY - timedelta(days=1))


def years_after(day: date, years: int) -> date:
    """The eve of the same day some years on, as licences run."""
    return day.replace(year=day.year + years, day=min(day.day, 28)) - timedelta(days=1)


def in_words(day: date) -> str:
    """The day as sentences write it."""
    return f"{day.year}年{day.month}月{day.day}日"
