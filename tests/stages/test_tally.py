"""Statistics count decisions as delivered, and nothing a reader could work a person out of."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from generator.model import parts
from generator.model.city import City
from generator.model.parts import PrivatePart, PublicPart
from generator.model.statistics import Figures
from generator.stages.read import read_city
from generator.stages.reckon.tally import tally
from tests.conftest import CHECKOUT

DAY, CATEGORY = "处罚决定日期", "处罚类别"


@pytest.fixture(scope="module")
def city() -> City:
    return read_city(CHECKOUT / "data")


def decided(folder: Path, rows: list[tuple[str, str, str, str]], dataset: str = "penalties") -> PrivatePart:
    """A part whose rows are (kind, reason, day, category)."""
    path = folder / f"{dataset}-private.parquet"
    frame = pd.DataFrame(rows, columns=[parts.KIND, parts.REASON, DAY, CATEGORY], dtype="str")
    frame.assign(**{parts.WAITING: False}).to_parquet(path)
    return PrivatePart(dataset, "ecology", 0, len(rows), path, path)


def shown(folder: Path, categories: list[str]) -> PublicPart:
    path = folder / "public.parquet"
    pd.DataFrame({CATEGORY: categories}, dtype="str").to_parquet(path)
    return PublicPart("penalties", "ecology", 0, len(categories), path)


def figures(month: str, category: str, *counts: int | None, subjects: str = "organisations") -> Figures:
    return Figures("penalties", month, "ecology", category, subjects, *counts)


def test_a_decision_is_counted_where_it_was_made_whatever_became_of_it(city: City, tmp_path: Path):
    became = ["", "", "expired", "repaired", "decision-withdrawn", "code-check"]
    rows = [("organisation", reason, "2026-04-08", "罚款") for reason in became]

    counted = tally(city, [decided(tmp_path, rows)], [shown(tmp_path, ["罚款"])])

    assert (figures("2026-04", "罚款", 6, 2, 1, 1, 1),) == counted


def test_a_copy_a_superseded_row_and_what_nobody_may_see_are_not_decisions(city: City, tmp_path: Path):
    reasons = ["", "duplicate-identical", "superseded", "not-a-row", "not-public", "sealed"]
    rows = [("organisation", reason, "2026-04-08", "罚款") for reason in reasons]

    counted = tally(city, [decided(tmp_path, rows)], [shown(tmp_path, ["罚款"])])

    assert (figures("2026-04", "罚款", 1, 1, 0, 0, 0),) == counted


def test_a_row_that_waits_is_not_counted(city: City, tmp_path: Path):
    part = decided(tmp_path, [("organisation", "", "2026-04-08", "罚款")])
    pd.read_parquet(part.frame).assign(**{parts.WAITING: True}).to_parquet(part.frame)

    assert () == tally(city, [part], [])


def test_a_category_that_nobody_shows_is_not_quoted(city: City, tmp_path: Path):
    """A cell of a withheld row may hold anything, a name too."""
    rows = [("organisation", "text-unsafe", "2026-04-08", "王小明"), ("organisation", "", "2026-04-08", "警告")]

    counted = tally(city, [decided(tmp_path, rows)], [shown(tmp_path, ["警告"])])

    assert ["其他", "警告"] == [one.category for one in counted]


def test_a_row_without_a_readable_day_is_counted_without_month(city: City, tmp_path: Path):
    rows = [("organisation", "schema/type-error", day, "罚款") for day in ("2025-02-30", "", "近日", "26-1-1")]

    counted = tally(city, [decided(tmp_path, rows)], [shown(tmp_path, ["罚款"])])

    assert (figures("", "罚款", 4, 0, 0, 0, 0),) == counted


@pytest.mark.parametrize(
    ("persons", "expected"), [(9, ()), (10, (10,)), (12, (10,)), (13, (15,)), (1001, (1000,))], ids=str
)
def test_persons_stand_apart_below_ten_untold_and_else_rounded(
    city: City, tmp_path: Path, persons: int, expected: tuple[int, ...]
):
    rows = [("person", "person-withheld", "2026-04-08", "罚款")] * persons

    counted = tally(city, [decided(tmp_path, rows)], [])

    assert expected == tuple(one.delivered for one in counted)
    assert all((one.subjects, one.category, one.shown) == ("persons", "", None) for one in counted)


def test_who_is_of_no_known_kind_counts_as_a_person(city: City, tmp_path: Path):
    rows = [("", "schema/constraint-error", "2026-04-08", "罚款")] * 10

    counted = tally(city, [decided(tmp_path, rows)], [])

    assert ["persons"] == [one.subjects for one in counted]


def test_organisations_stay_exact_beside_persons(city: City, tmp_path: Path):
    rows = [("organisation", "", "2026-04-08", "罚款")] * 3 + [("person", "person-withheld", "2026-04-08", "罚款")] * 4

    counted = tally(city, [decided(tmp_path, rows)], [shown(tmp_path, ["罚款"])])

    assert (figures("2026-04", "罚款", 3, 3, 0, 0, 0),) == counted


def test_an_item_that_is_not_for_everyone_is_not_counted(city: City, tmp_path: Path):
    credit = city.dataset("penalties").credit.model_copy(update={"access": "on-request"})
    closed = city.dataset("penalties").model_copy(update={"credit": credit})
    others = tuple(one for one in city.datasets if one.name != "penalties")

    part = decided(tmp_path, [("organisation", "not-public", "2026-04-08", "罚款")])

    assert () == tally(replace(city, datasets=(*others, closed)), [part], [])
