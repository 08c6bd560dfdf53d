"""Tally: count decisions as they were delivered, by month, department and category.

Reads private rows and lets only counts out. A category becomes a word of the statistics only where the catalogue lists
it or tonight's site shows it; counts about persons are blurred here, for good (design §8, §9).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import pandas as pd
import pyarrow.parquet as pq

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.city import City, SmallCounts
from generator.model.columns import is_disclosed
from generator.model.parts import PrivatePart, PublicPart
from generator.model.statistics import COUNTS, ORGANISATIONS, OTHER, PERSONS, Figures

NOT_COUNTED = frozenset({"not-a-row", "superseded", "duplicate-identical", "not-public", "sealed"})
"""Copies, which would count a decision twice, and what law shows to nobody."""
COUNTED_AS = {"": "shown", "expired": "expired", "repaired": "repaired", "decision-withdrawn": "withdrawn"}
CATEGORIES = 40
"""So many categories of a dataset keep their name, the most frequent of those shown."""
PLACE = ["dataset", "month", "department", "category", "subjects"]


def tally(city: City, decided: Iterable[PrivatePart], public: Iterable[PublicPart]) -> tuple[Figures, ...]:
    """Count the public datasets; sorted by dataset, month, department, category and subjects."""
    open_ones = {dataset.name: dataset for dataset in city.datasets if dataset.credit.access == "public"}
    known = _categories(open_ones, public)
    tables = [
        _count(open_ones[part.dataset], part, known[part.dataset]) for part in decided if part.dataset in open_ones
    ]
    if not tables:
        return ()
    table = pd.concat(tables, ignore_index=True).groupby(PLACE, as_index=False, sort=True)[list(COUNTS)].sum()
    rule = city.site.small_counts
    return tuple(chain.from_iterable(_figures(row, rule) for row in table.itertuples(index=False, name=None)))


def _categories(datasets: dict[str, Dataset], public: Iterable[PublicPart]) -> dict[str, frozenset[str]]:
    """The words that may stand in the statistics of each dataset."""
    seen: dict[str, pd.Series] = {name: pd.Series(dtype="int64") for name in datasets}
    for part in public:
        name = _category(datasets[part.dataset]) if part.dataset in datasets else None
        if name:
            counts = pq.read_table(part.frame, columns=[name]).column(0).to_pandas().value_counts()
            seen[part.dataset] = seen[part.dataset].add(counts, fill_value=0)
    return {name: _most(seen[name]) | _listed(dataset) for name, dataset in datasets.items()}


def _most(counts: pd.Series) -> frozenset[str]:
    table = pd.DataFrame({"word": counts.index.astype("str"), "count": counts.to_numpy()})
    return frozenset(table.sort_values(["count", "word"], ascending=[False, True])["word"].head(CATEGORIES))


def _listed(dataset: Dataset) -> frozenset[str]:
    field = dataset.by_role.get("category")
    return (
        frozenset(str(value) for value in field.constraints.enum or ())
        if field and is_disclosed(field)
        else frozenset()
    )


def _category(dataset: Dataset) -> str | None:
    field = dataset.by_role.get("category")
    return field.name if field and is_disclosed(field) else None


def _count(dataset: Dataset, part: PrivatePart, known: frozenset[str]) -> pd.DataFrame:
    day, category = dataset.date_column, _category(dataset)
    names = [parts.KIND, parts.REASON, parts.WAITING, *filter(None, dict.fromkeys([day, category]))]
    rows = pd.read_parquet(part.frame, columns=names)
    rows = rows[~rows[parts.WAITING].astype(bool) & ~rows[parts.REASON].isin(NOT_COUNTED)]
    is_person = ~rows[parts.KIND].isin(["organisation", "sole-trader"])
    table = pd.DataFrame({"dataset": dataset.name, "department": part.department}, index=rows.index)
    table["month"] = _months(rows[day]) if day else ""
    table["category"] = _words(rows[category], known).mask(is_person, "") if category else ""
    table["subjects"] = is_person.map({True: PERSONS, False: ORGANISATIONS})
    table["delivered"] = 1
    for code, name in COUNTED_AS.items():
        table[name] = (rows[parts.REASON] == code).astype("int64")
    return table.groupby(PLACE, as_index=False)[list(COUNTS)].sum()


def _months(days: pd.Series) -> pd.Series:
    """The month of every day that is one, else ''."""
    text = days.fillna("").astype("str")
    is_day = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce").notna() & text.str.match("^[0-9]{4}-")
    return text.str.slice(0, 7).where(is_day, "")


def _words(cells: pd.Series, known: frozenset[str]) -> pd.Series:
    text = cells.fillna("").astype("str")
    return text.where(text.isin(known) | (text == ""), OTHER)


def _figures(row: tuple[object, ...], rule: SmallCounts) -> Iterable[Figures]:
    """One line, or none where it tells of fewer persons than may be told of."""
    dataset, month, department, category, subjects = (str(one) for one in row[: len(PLACE)])
    counts: list[int | None] = [int(str(one)) for one in row[len(PLACE) :]]
    if subjects == PERSONS:
        counts = [_blurred(count or 0, rule) for count in counts]
    if counts[0] is not None:
        yield Figures(dataset, month, department, category, subjects, *counts)


def _blurred(count: int, rule: SmallCounts) -> int | None:
    return rule.round_to * round(count / rule.round_to) if count >= rule.suppress_below else None
