"""Titles of datasets: as the catalogue gives them, and beside the kind of the dataset where the page is not Chinese."""

from __future__ import annotations

from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.stages.render.language import CHINESE, Speech
from generator.stages.render.words import KINDS


def title_in(speech: Speech, dataset: Dataset) -> str:
    """What a dataset is called on a page of a language: its title is data, and few readers of another would know it."""
    if speech.language == CHINESE:
        return dataset.title
    return _("{kind}（{title}）", kind=KINDS[dataset.credit.kind].title, title=dataset.title)
