"""What a delivery as a whole makes of its rows: copies, contradictions, omissions, waiting, age."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from generator.model import parts
from generator.model.facts import PartFacts
from generator.policy.duplicates import CONTENT, REPLACES, find_duplicates
from generator.policy.rules import duplicates, source
from tests.policy.rules.desk import case, said


def keys(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Rows of (file, key, content), in order of delivery."""
    frame = pd.DataFrame(rows, columns=[parts.FILE, parts.KEY, CONTENT])
    frame[parts.SEQUENCE] = range(len(rows))
    frame[parts.SUBJECT], frame[parts.NUMBER], frame["@department"], frame[REPLACES] = "s", frame[parts.KEY], "d", ""
    return frame


def gone(frame: pd.DataFrame, *, append: bool) -> dict[str, list[int]]:
    return {code: sorted(rows.tolist()) for code, rows in find_duplicates(frame, append=append).items() if len(rows)}


def test_of_identical_rows_one_stays():
    assert {"duplicate-identical": [1]} == gone(keys(("a", "1", "x"), ("a", "1", "x"), ("a", "2", "x")), append=False)


def test_rows_that_contradict_each_other_all_go():
    assert {"duplicate-conflict": [0, 1]} == gone(keys(("a", "1", "x"), ("a", "1", "y")), append=False)


def test_a_later_batch_supersedes():
    assert {"superseded": [0]} == gone(keys(("a", "1", "x"), ("b", "1", "y")), append=True)


def test_a_row_supersedes_the_record_it_replaces():
    frame = keys(("a", "1", "x"), ("a", "2", "y"))
    frame.loc[1, REPLACES] = "1"

    assert {"superseded": [0]} == gone(frame, append=False)


def test_what_was_found_is_withheld():
    about = case("licences", [{}, {}, {}])
    about = replace(about, facts=PartFacts(np.array([0]), np.array([1]), np.array([2])))

    assert [["superseded"], ["duplicate-identical"], ["duplicate-conflict"]] == said(duplicates.judge, about)


def test_a_row_that_breaks_a_key_of_its_table_is_withheld():
    broken = (("schema/unique-error", "许可编号", np.array([1])), ("schema/foreign-key", "许可编号", np.array([1, 2])))
    about = case("licences", [{}, {}, {}], broken_keys=broken)

    found = {one.code: one.rows.tolist() for one in duplicates.judge(about) if len(one.rows)}

    assert {"schema/unique-error": [1], "schema/foreign-key": [1, 2]} == found


@pytest.mark.parametrize(
    ("column", "code"),
    [(parts.OMITTED, "removed-at-source"), (parts.WAITING, "source-held"), (parts.TOO_OLD, "source-too-old")],
)
def test_a_shrunk_or_old_delivery_marks_its_rows(column, code):
    about = case("licences", [{}, {}])
    for name in (parts.OMITTED, parts.WAITING, parts.TOO_OLD):
        about.frame[name] = [name == column, False]

    assert [[code], []] == said(source.judge, about)
