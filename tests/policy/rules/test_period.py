"""What the period says of a row on a day; how long periods are, tests/oracle works out a second time."""

import pytest

from generator.policy.rules.period import judge
from tests.policy.rules.desk import case, said

GENERAL = {"severity": "一般", "decided-on": "2026-09-14"}


@pytest.mark.parametrize(
    ("day", "codes"),
    [("2026-09-13", ["not-yet"]), ("2026-09-14", []), ("2027-09-14", []), ("2027-09-15", ["expired"])],
)
def test_the_first_and_the_last_day_belong_to_the_period(day: str, codes: list[str]):
    assert [codes] == said(judge, case("penalties", [GENERAL], on=day))


def test_a_penalty_without_a_day_has_no_end_and_so_is_not_shown():
    assert [["no-end"]] == said(judge, case("penalties", [{"severity": "一般"}]))
