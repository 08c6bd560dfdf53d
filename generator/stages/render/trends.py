"""Trends: charts are drawn from the statistics of decisions as delivered, organisations only: those are exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from generator.model.message import _
from generator.model.publication import Publication
from generator.model.statistics import ORGANISATIONS, Figures
from generator.stages.render.charts import Chart, Ranking, chart_of, last_months, ranking_of
from generator.stages.render.freshness import department_name

NO_CATEGORY = _("没有类别")


class Trends:
    """The charts of one night. A chart that would show nothing is left out."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._figures = [one for one in publication.statistics if one.subjects == ORGANISATIONS]
        self._titles = {dataset.name: dataset.title for dataset in publication.datasets}

    def at_home(self) -> tuple[list[Chart], list[Ranking]]:
        """By month, kind and department, all datasets together."""
        recent = self._recent(self._figures)
        return self._months("c0", _("近12个月送达的记录"), self._figures), [
            *self._ranking("c1", _("近12个月，按类别"), _("类别"), recent, lambda one: self._titles[one.dataset]),
            *self._ranking("c2", _("近12个月，按部门"), _("部门"), recent, self._department),
        ]

    def of_dataset(self, name: str) -> tuple[list[Chart], list[Ranking]]:
        """By month, department and category; a dataset without days is counted whole."""
        figures = [one for one in self._figures if one.dataset == name]
        has_days = any(one.month for one in figures)
        counted, when = (self._recent(figures), _("近12个月")) if has_days else (figures, _("全部"))
        return self._months("c0", _("近12个月的{title}", title=self._titles[name]), figures), [
            *self._ranking("c1", _("{when}，按部门", when=when), _("部门"), counted, self._department),
            *self._ranking(
                "c2", _("{when}，按类别", when=when), _("类别"), counted, lambda one: one.category or NO_CATEGORY
            ),
        ]

    def of_departments(self) -> list[Ranking]:
        """By department, all datasets together, for the quality page."""
        return self._ranking(
            "c0", _("近12个月送达的记录，按部门"), _("部门"), self._recent(self._figures), self._department
        )

    def _months(self, name: str, title: str, figures: Iterable[Figures]) -> list[Chart]:
        chart = chart_of(name, title, _count(figures, lambda one: one.month), self._publication.as_of)
        return [chart] if chart else []

    def _ranking(
        self, name: str, title: str, head: str, figures: Iterable[Figures], label: Callable[[Figures], str]
    ) -> list[Ranking]:
        ranking = ranking_of(name, title, head, _count(figures, label))
        return [ranking] if ranking else []

    def _recent(self, figures: Iterable[Figures]) -> list[Figures]:
        months = frozenset(last_months(self._publication.as_of))
        return [one for one in figures if one.month in months]

    def _department(self, figures: Figures) -> str:
        return department_name(self._publication, figures.department)


def _count(figures: Iterable[Figures], label: Callable[[Figures], str]) -> Counter[str]:
    """Add up what was delivered, by a label."""
    counts: Counter[str] = Counter()
    for one in figures:
        counts[label(one)] += one.delivered or 0
    return counts
