"""What a department itself publishes of one dataset (三(四)): read from departments/<id>/published*.csv."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from generator.model.publication import Issue


@dataclass(frozen=True)
class Published:
    """One department's own publication of one dataset. Private, like a delivery."""

    department: str
    dataset: str
    frame: pd.DataFrame
    """@number, @code, @name (folded), @until (ISO or empty), @file, @row (header 1), and a column for each field."""
    fields: tuple[str, ...]
    """The fields that the file gives beside the five that name the record and its end."""


@dataclass(frozen=True)
class OwnPublications:
    """All of them, and what could not be read."""

    published: tuple[Published, ...] = ()
    faults: tuple[Issue, ...] = ()
