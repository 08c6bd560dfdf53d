"""Verdicts as a table, and back."""

import numpy as np

from generator.model.verdict import Verdict, rank, reasons, verdict
from generator.policy.verdict_table import COLUMNS, from_table, to_table


def plain(found: list[Verdict]) -> list[tuple[str, str, list[int], str, str]]:
    return [(one.code, one.effect, one.rows.tolist(), one.field, one.basis) for one in found]


def test_verdicts_come_back_as_they_were_and_empty_ones_do_not():
    said = [
        verdict("repaired", np.array([False, True, True]), basis="ndrc-order-36 3"),
        verdict("sealed", np.array([False, False, False])),
        verdict("late-publication", np.array([True, False, False]), effect="note", field="处罚决定日期"),
    ]

    assert plain([said[0], said[2]]) == plain(from_table(to_table(said)))


def test_no_verdicts_are_an_empty_table_of_the_same_columns():
    empty = to_table([])

    assert (list(COLUMNS), 0, []) == (list(empty.columns), len(empty), from_table(empty))
    assert ["int64", "str", "str", "str", "str"] == [str(one) for one in empty.dtypes]


def test_lines_of_a_table_are_numbered_through():
    table = to_table([verdict("sealed", np.array([True, True])), verdict("expired", np.array([True]))])

    assert [0, 1, 2] == table.index.tolist()


def test_the_first_code_in_the_order_is_the_reason_whatever_came_first():
    said = [
        verdict("expired", np.array([True, True, False])),
        verdict("schema/type-error", np.array([True, False, False])),
        verdict("late-publication", np.array([True, True, True]), effect="note"),
    ]

    assert ["schema/type-error", "expired", ""] == reasons(said, 3).tolist()
    assert rank("schema/type-error") < rank("expired")


# Mutants that no test can notice:
# + groups = table.groupby(["code", "effect", "field", "basis"], sort=None)["position"]
#   Not to sort is said by either word.
