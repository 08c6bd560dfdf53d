"""How much of each item was public in time: organisations, in a year, without what nobody knows the first day of."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.facts import Facts, PartFacts
from generator.model.parts import PrivatePart
from generator.model.span import Span
from generator.model.timeliness import Timeliness
from generator.stages.reckon.clock import clock
from tests.nights import replaced, with_dataset
from tests.policy.rules.desk import example

NIGHT = date(2026, 11, 24)
BEGUN = pd.DataFrame({"dataset": ["penalties"], "first": ["2026-11-01"]}, dtype="str")
Line = tuple[str, str, str, str, bool]
"""Kind, reason, day of the decision, first public day before tonight, and whether the law called it late."""


def part(folder: Path, number: int, department: str, *lines: Line) -> tuple[PrivatePart, PartFacts]:
    frame = pd.DataFrame([line[:3] for line in lines], columns=[parts.KIND, parts.REASON, "处罚决定日期"], dtype="str")
    late = [place for place, line in enumerate(lines) if line[4]]
    verdicts = pd.DataFrame({"position": late, "code": "late-publication"})
    frame.to_parquet(folder / f"{number}.parquet")
    verdicts.astype({"position": "int64", "code": "str"}).to_parquet(folder / f"{number}.verdicts.parquet")
    made = PrivatePart(
        "penalties", department, number, len(lines), folder / f"{number}.parquet", folder / f"{number}.verdicts.parquet"
    )
    known = [place for place, line in enumerate(lines) if line[3]]
    return made, PartFacts(first_shown=(np.array(known, dtype=np.int64), tuple(lines[place][3] for place in known)))


def measured(*made: tuple[PrivatePart, PartFacts], begun: pd.DataFrame = BEGUN) -> tuple[Timeliness, ...]:
    facts = Facts({one.number: own for one, own in made}, ())
    return clock(example(), [one for one, _ in made], facts, begun, NIGHT)


ORG = "organisation"


def test_on_time_late_and_the_median_of_days_are_told_by_department_and_together(tmp_path: Path):
    tax = part(
        tmp_path, 0, "ecology",
        (ORG, "", "2026-11-02", "2026-11-04", False),
        (ORG, "repaired", "2026-10-01", "2026-11-05", True),
        ("sole-trader", "", "2026-11-20", "", False),
    )  # fmt: skip
    market = part(tmp_path, 1, "market-regulation", (ORG, "", "2026-11-23", "", False))

    found = measured(tax, market)

    assert (
        Timeliness("penalties", "market-regulation", 7, 1, 0, 1.0),
        Timeliness("penalties", "ecology", 7, 2, 1, 4.0),
        Timeliness("penalties", "", 7, 3, 1, 3.0),
    ) == found


def test_what_says_nothing_of_timeliness_is_not_counted(tmp_path: Path):
    lines = (
        (ORG, "", "2026-10-01", "2026-11-01", True),  # there on the first night already
        (ORG, "", "2025-10-01", "2025-11-24", True),  # longer ago than a year
        ("person", "", "2026-11-20", "", False),
        (ORG, "person-withheld", "2026-11-20", "", False),  # never public
        (ORG, "superseded", "2026-11-02", "2026-11-04", False),
        (ORG, "", "", "2026-11-04", False),
        (ORG, "schema/type-error", "2026-13-40", "2026-11-04", False),
    )

    assert () == measured(part(tmp_path, 0, "ecology", *lines))


def test_the_first_night_of_a_dataset_measures_nothing(tmp_path: Path):
    new = part(tmp_path, 0, "ecology", (ORG, "", "2026-11-20", "", False))

    assert () == measured(new, begun=BEGUN.iloc[:0])


def test_what_is_first_shown_exactly_a_year_ago_has_left_the_year(tmp_path: Path):
    begun = BEGUN.assign(first="2025-01-01")
    lines = ((ORG, "", "2025-11-20", "2025-11-24", False), (ORG, "", "2025-11-20", "2025-11-25", False))

    (line,) = measured(part(tmp_path, 0, "ecology", *lines), begun=begun)

    assert (1, 5.0) == (line.measured, line.median_days)


def of_another(tmp_path: Path, **changes: object) -> tuple[Timeliness, ...]:
    """What is told of one record under a changed catalogue."""
    made, facts = part(tmp_path, 0, "ecology", (ORG, "", "2026-11-20", "2026-11-23", False))
    own = example().dataset("penalties")
    city = with_dataset(example(), replaced(own, credit=replaced(own.credit, **changes)))
    return clock(city, [made], Facts({0: facts}, ()), BEGUN, NIGHT)


def test_an_item_is_measured_against_its_own_term(tmp_path: Path):
    assert [20] == [one.term_days for one in of_another(tmp_path, late_after=Span("P20D"))]


def test_of_an_item_that_is_not_public_nothing_is_told(tmp_path: Path):
    assert () == of_another(tmp_path, access="closed")
