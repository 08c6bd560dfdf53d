"""What every page is made from: parts and units of a dataset, formats, and the days the site tells."""

from datetime import date
from pathlib import Path

import pytest

from generator.model.changes import Counts
from generator.model.city import City
from generator.model.parts import PublicPart
from generator.model.publication import XLSX_ROWS, Publication, UnitState
from generator.model.timeliness import Timeliness
from tests.model.descriptors import dataset
from tests.policy.rules.desk import example

TODAY = date(2026, 11, 24)


def part(name: str, rows: int = 1) -> PublicPart:
    return PublicPart(name, "tax", 0, rows, Path("part.parquet"))


def unit(name: str, department: str = "tax", data_date: date | None = None) -> UnitState:
    return UnitState(
        name, department, None, data_date, fallback=False, delivered=1, used=1, waiting=0, published=1, withheld={}
    )


def city(*datasets) -> City:
    return City(**{**vars(example()), "datasets": datasets})


def published(*parts: PublicPart, units: tuple[UnitState, ...] = (), place: City | None = None) -> Publication:
    return Publication(place or example(), TODAY, 1, parts, units)


def test_parts_rows_and_units_are_those_of_their_dataset_in_order():
    first, other, second = part("penalties", 3), part("licences", 5), part("penalties", 4)
    tax, market, none = unit("penalties"), unit("penalties", "market"), unit("licences")
    made = published(first, other, second, units=(tax, none, market))

    assert ((first, second), 7, (tax, market)) == (
        made.parts_of("penalties"), made.rows_of("penalties"), made.units_of("penalties")
    )  # fmt: skip
    assert ((), 0, ()) == (made.parts_of("none"), made.rows_of("none"), made.units_of("none"))


@pytest.mark.parametrize(
    ("rows", "said", "expected"),
    [
        (XLSX_ROWS, {}, ("csv", "jsonl", "parquet", "xlsx")),
        (XLSX_ROWS + 1, {}, ("csv", "jsonl", "parquet")),
        (XLSX_ROWS + 1, {"formats": ["xlsx", "csv"]}, ("xlsx", "csv")),
        (1, {"formats": ["csv"]}, ("csv",)),
    ],
)
def test_a_large_workbook_is_made_only_where_it_was_asked_for(rows, said, expected):
    assert expected == published(part("penalties", rows)).formats_of(dataset(**said))


def test_only_what_law_lets_everyone_see_is_among_the_datasets():
    shown, hidden = dataset(access="public"), dataset(name="others", access="on-request")

    assert (shown,) == published(place=city(hidden, shown)).datasets


def test_data_goes_up_to_the_newest_accepted_input_else_to_today():
    older, newer, none = (unit("penalties", data_date=day) for day in (date(2026, 11, 1), date(2026, 11, 20), None))

    assert date(2026, 11, 20) == published(units=(older, none, newer)).data_date
    assert TODAY == published(units=(none,)).data_date


def test_the_site_is_current_until_the_end_of_the_next_day():
    assert date(2026, 11, 25) == published().expires


def test_a_department_is_that_of_its_city():
    assert example().department("tax") == published().department("tax")


def test_what_changed_is_counted_together():
    assert 6 == Counts(added=1, changed=2, removed=3).total


def test_what_was_on_time_and_late_is_counted_together():
    assert 7 == Timeliness("penalties", "tax", 7, on_time=4, late=3, median_days=5.0).measured
