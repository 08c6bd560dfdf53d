"""Published within seven working days, or noted."""

import numpy as np
import pytest

from generator.model.catalogue import Based
from generator.model.span import Span
from generator.policy.rules.timeliness import judge
from tests.policy.rules.desk import case, said, with_credit

# Seven working days after Friday 13 November end with Tuesday 24 November.
FRIDAY = {"decided-on": "2026-11-13"}
LATE = ["late-publication"]


@pytest.mark.parametrize(("day", "codes"), [("2026-11-24", []), ("2026-11-25", LATE)])
def test_the_last_day_counts(day, codes):
    assert [codes] == said(judge, case("penalties", [FRIDAY], on=day))


@pytest.mark.parametrize(("first", "codes"), [("2026-11-24", []), ("2026-11-25", LATE)])
def test_the_first_public_day_decides_for_ever(first, codes):
    shown = (np.array([0]), (first,))

    assert [codes] == said(judge, case("penalties", [FRIDAY], on="2027-03-01", first_shown=shown))


def test_another_limit_stands_in_the_catalogue():
    slower = with_credit("penalties", late_after=Based(value=Span("P8D"), basis="ndrc-2018-424"))

    assert [[]] == said(judge, case(slower, [FRIDAY], on="2026-11-25"))


def test_it_is_a_note_that_withholds_nothing():
    assert ["note"] == [one.effect for one in judge(case("penalties", [FRIDAY], on="2026-12-25"))]


@pytest.mark.parametrize(("listed_on", "codes"), [("2026-11-13", LATE), ("2026-11-16", []), ("", [])])
def test_a_listing_is_late_by_the_day_of_listing(listed_on, codes):
    """And without any day nothing is late."""
    assert [codes] == said(judge, case("serious-tax", [{"listed-on": listed_on}], on="2026-11-25"))
