"""Whose names a part holds, and which of them its public rows must not show."""

import pandas as pd

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.policy.people import appended, hidden_names, operators, people_columns, people_of
from tests.model.descriptors import dataset, field
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


def shown(**disclose: object) -> Dataset:
    """Penalties of a subject, its representative, its responsible person and an authority, each disclosed as said."""
    fields = [
        field(role, credit={"role": role, "disclose": said, "person_basis": {"basis": "a-law"}})
        for role, said in {"subject-name": "public", "representative": "withhold", "responsible-person": "withhold",
                           "authority": "public", **disclose}.items()
    ]  # fmt: skip
    return dataset(*fields, subjects="mixed", natural_persons="masked")


def rows(*cells: tuple[str, str, str, str | None, str | None, str | None]) -> pd.DataFrame:
    """Rows of id, kind, subject, representative, responsible person and authority."""
    columns = [parts.RECORD_ID, parts.KIND, "subject-name", "representative", "responsible-person", "authority"]
    return pd.DataFrame(cells, columns=columns, dtype="str", index=range(20, 20 + len(cells)))


def test_operators_of_a_kind_are_those_whose_names_it_does_not_show():
    law = shown(representative={"organisation": "public", "sole-trader": "public", "person": "public"})

    both = ["representative", "responsible-person"]
    assert [both, ["responsible-person"], both, both] == [
        operators(law), operators(law, "organisation"), operators(law, "sole-trader"), operators(law, "person")
    ]  # fmt: skip


def test_a_dataset_without_a_subjects_name_has_operators_alone():
    law = dataset(field("representative", credit={"role": "representative", "disclose": "withhold"}))
    table = rows(("a", "person", "李大山", "王小明", None, None)).drop(columns=["subject-name", "authority"])

    assert ["representative", parts.KIND] == people_columns(law)
    assert {"王小明"} == people_of(law, table)
    assert [("a", "王小明")] == list(hidden_names(law, table).itertuples(index=False, name=None))


def test_names_are_hidden_row_by_row_and_numbered_anew():
    table = rows(
        ("a", "organisation", "青禾建材有限公司", "王小明、李大山", "李大山", "某局"),
        ("f", "organisation", "青禾建材有限公司", "欧阳小明", None, "某局"),
        ("b", "person", "赵小四", "赵小四", None, None),
        ("c", "organisation", "青禾建材有限公司", "王小明", "王小明", "王小明工作室"),
        ("d", "organisation", "青禾", None, "李四", "某局"),
        ("e", "organisation", "青禾", "王小明", None, "某局王小明"),
        ("g", "organisation", "王小明建材店", "王小明", None, "某局（王小明）"),
        ("h", "organisation", "王小明", "王小明", None, "某局"),
    )

    found = hidden_names(shown(), table)

    told = [
        ("a", "李大山"),
        ("a", "王小明"),
        ("f", "欧阳小明"),
        ("e", "王小明"),
        ("g", "王小明"),
        ("h", "王小明"),
        ("b", "赵小四"),
    ]
    assert told == list(found.itertuples(index=False, name=None))
    assert (["record_id", "name"], [0, 1, 2, 3, 4, 5, 6], {"str"}) == (
        list(found.columns), list(found.index), {str(one) for one in found.dtypes}
    )  # fmt: skip


def test_a_name_that_an_organisation_shows_is_not_hidden_there_but_is_for_a_sole_trader():
    law = shown(representative={"organisation": "public", "sole-trader": "public"})
    table = rows(
        ("a", "organisation", "青禾", "王小明", None, None), ("b", "sole-trader", "青禾", "王小明", None, None)
    )

    assert [("b", "王小明")] == list(hidden_names(law, table).itertuples(index=False, name=None))


def test_two_names_that_are_shown_are_two_and_not_one_over_their_border():
    table = rows(("a", "organisation", "某某王小", "王小明", None, "明光工作室"))

    assert ["王小明"] == hidden_names(shown(), table)["name"].tolist()


def test_what_stands_only_in_a_hidden_name_hides_nothing():
    """A person's own masked name is no reason to show it in other words."""
    table = rows(("a", "person", "李大山", None, None, None))

    assert ["李大山"] == hidden_names(shown(**{"subject-name": {"organisation": "public", "person": "public"}}), table)[
        "name"
    ].tolist()


def test_nobody_is_hidden_where_nobody_is_named():
    found = hidden_names(shown(), rows(("a", "organisation", "青禾", None, None, None)))

    assert (0, ["record_id", "name"]) == (len(found), list(found.columns))


def test_a_person_who_is_named_by_consent_is_not_hidden():
    open_name = shown(**{"subject-name": {"organisation": "public", "person": "public"}})
    named = open_name.model_copy(update={"credit": open_name.credit.model_copy(update={"natural_persons": "named"})})

    assert [] == hidden_names(named, rows(("a", "person", "李大山", None, None, None)))["name"].tolist()


def test_a_dataset_that_names_nobody_hides_nobody_and_has_the_same_columns():
    law = dataset(field("内容", credit={"role": "content-text"}))

    found = hidden_names(law, pd.DataFrame({parts.RECORD_ID: ["a"], parts.KIND: ["person"]}, dtype="str"))

    assert ({"record_id": "str", "name": "str"}, 0) == (
        {name: str(kind) for name, kind in found.dtypes.items()},
        len(found),
    )


def test_a_header_between_the_rows_hides_nobody():
    """Words of the catalogue would be taken for names, and every row that says them withheld."""
    header = ("a", "organisation", "青禾", "representative", "responsible-person", "某局")

    assert [] == hidden_names(shown(), rows(header))["name"].tolist()


# Mutants that no test can notice:
# + shown = pd.Series("", index=frame.index, dtype=None)
# + shown = pd.Series("", index=frame.index, )
#   pandas makes text of it by itself.
# + shown = pd.Series("XXXX", index=frame.index, dtype="str")
# + shown = shown + "XX\nXX" + frame[name].fillna("").astype("str")
# + shown = shown + "\n" + frame[name].fillna("XXXX").astype("str")
#   Nobody's name holds what would stand there, and the line still ends between two names.


def test_a_name_of_an_organisation_that_names_its_rows_people_besides_is_marked():
    cells = pd.Series(
        ["王小明餐馆", "某局王小明", "某局 王小明 王小明餐馆", "某局（王明）", "某局李大山", "", "某局"], dtype="str"
    )
    people = [("王小明",), ("李大山", "王小明"), ("王小明",), ("王明",), ("王小明",), ("王小明",), ()]

    assert [False, True, True, False, False, False, False] == appended(cells, people)
    assert [True] == appended(pd.Series(["王小明餐馆王小明"]), [("王小明",)])
