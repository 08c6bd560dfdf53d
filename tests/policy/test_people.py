"""Whose names a part holds, and which of them its public rows must not show."""

import pandas as pd

from generator.model import parts
from generator.policy.people import hidden_names, operators, people_columns, people_of
from tests.policy.rules.desk import example

PENALTIES = example().dataset("penalties")
NAME, BOSS, OFFICE = (str(PENALTIES.named(role)) for role in ("subject-name", "representative", "authority"))


def frame(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    """Rows of id, kind, subject and representative."""
    made = pd.DataFrame(rows, columns=[parts.RECORD_ID, parts.KIND, NAME, BOSS], dtype="str")
    return made.assign(**{OFFICE: "黄石市市场监督管理局（演示）", str(PENALTIES.named("source-unit")): None})


def test_people_are_operators_and_subjects_who_are_persons():
    rows = frame(("a", "organisation", "黄石市青禾建材有限公司", "王小明"), ("b", "person", "李大山", None))

    assert {"王小明", "李大山"} == people_of(PENALTIES, rows)
    assert [BOSS, NAME, parts.KIND] == people_columns(PENALTIES)


def test_a_dataset_without_names_of_people_has_none():
    tax = example().dataset("red-list-tax-a")

    assert ([], [tax.named("subject-name"), parts.KIND]) == (operators(tax), people_columns(tax))
    rows = pd.DataFrame({str(tax.named("subject-name")): ["甲公司"], parts.KIND: "organisation", parts.RECORD_ID: "a"})
    assert [] == hidden_names(tax, rows.assign(**{str(tax.named("authority")): ""}))["name"].tolist()


def test_a_name_is_hidden_unless_it_stands_in_one_that_the_record_shows():
    rows = frame(
        ("a", "sole-trader", "青禾建材经营部", "王小明"),
        ("b", "sole-trader", "王小明建材经营部", "王小明"),
        ("c", "sole-trader", "青禾建材经营部", "王五"),
        ("d", "person", "李大山", None),
        ("e", "sole-trader", "青禾建材经营部", None),
    )

    found = hidden_names(PENALTIES, rows)

    assert [("a", "王小明"), ("d", "李大山")] == list(found.itertuples(index=False, name=None))
