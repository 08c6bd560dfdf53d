"""Since when a record is ended: the newest ruling that ends it, and the newest stone that says so."""

from datetime import date

import numpy as np

from generator.model.facts import Ruled, Tombstone
from generator.policy.endings import ended_on, newest_stones
from tests.policy.rules.desk import example, ruling


def ruled(file: str, day: str | None, *rows: int, exact: bool = True, **cells: str) -> Ruled:
    return Ruled(ruling(file, 2, day, dataset="penalties", **cells), np.array(rows), is_exact=exact)


def test_the_newest_ending_of_each_row_counts():
    found = [
        ruled("repairs", "2026-05-03", 0, 1, action="移出"),
        ruled("withdrawals", "2026-05-02", 1, 2, kind="撤销"),
        ruled("withdrawals", "2026-05-09", 3, kind="停止执行"),
        ruled("objections", "2026-05-09", 3, status="维持"),
        ruled("repairs", "2026-05-09", 3, exact=False, action="移出"),
        ruled("takedowns", None, 3),
    ]

    assert ["2026-05-03", "2026-05-03", "2026-05-02", ""] == ended_on(example(), found, 4).tolist()


def test_the_newest_stone_of_record_code_and_cause_counts():
    days = (date(2026, 5, 2), date(2026, 5, 3), date(2026, 5, 1))
    stones = [Tombstone("penalties", "a", "", day, "repaired", "") for day in days]

    assert {("a", "repaired", ""): days[1]} == newest_stones(stones)


def test_days_are_texts_where_there_are_no_rows_as_well():
    assert ["str", "str"] == [str(ended_on(example(), [], rows).dtype) for rows in (0, 2)]


# Mutants that no test can notice:
# + return {"removals": "red-list-revoked", "takedowns": "taken-down"}.get(ruling.file, None)
# + return {"removals": "red-list-revoked", "takedowns": "taken-down"}.get(ruling.file, )
#   Who asks only asks whether there is a reason.
