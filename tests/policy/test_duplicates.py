"""The same record twice: copies, contradictions, later batches, decisions that replace others."""

import pandas as pd
import pytest

from generator.policy.duplicates import claims_as_delivered, claims_of, find_duplicates


def keys(*rows: tuple[str, str, int, str]) -> pd.DataFrame:
    """Rows of key, file, sequence and content; from index 10, none replaces another."""
    made = pd.DataFrame(rows, columns=["@key", "@file", "@sequence", "@content"])
    made.index += 10
    made["@department"], made["@subject"], made["@replaces"] = "tax", "A", ""
    made["@number"] = made["@key"]
    return made


def found(table: pd.DataFrame, *, append: bool = False) -> dict[str, list[int]]:
    return {code: rows.tolist() for code, rows in find_duplicates(table, append=append).items() if len(rows)}


def test_of_identical_rows_the_first_delivered_stays():
    table = keys(("1", "a", 7, "x"), ("1", "a", 3, "x"), ("2", "a", 4, "x"))

    assert {"duplicate-identical": [10]} == found(table)


def test_rows_that_contradict_each_other_all_go():
    table = keys(("1", "a", 1, "x"), ("1", "a", 2, "y"), ("1", "a", 3, "x"), ("2", "a", 4, "z"))

    assert {"duplicate-identical": [12], "duplicate-conflict": [10, 11]} == found(table)


def test_a_later_batch_supersedes_only_where_batches_follow_one_another():
    table = keys(("1", "b", 5, "y"), ("1", "a", 2, "x"), ("2", "a", 1, "z"))

    assert {"superseded": [11]} == found(table, append=True)
    assert {"duplicate-conflict": [10, 11]} == found(table)


def test_what_a_later_batch_says_twice_is_judged_within_it():
    table = keys(("1", "a", 1, "x"), ("1", "b", 2, "x"), ("1", "b", 3, "x"), ("2", "b", 4, "x"), ("2", "b", 5, "y"))

    expected = {"superseded": [10], "duplicate-identical": [12], "duplicate-conflict": [13, 14]}
    assert expected == found(table, append=True)


def test_a_row_that_names_a_number_supersedes_it_within_department_and_subject():
    table = keys(*[(str(number), "a", number, "x") for number in range(1, 6)])
    table["@number"] = ["1", "1", "1", "9", "2"]
    table["@subject"] = ["A", "B", "A", "A", "A"]
    table["@department"] = ["tax", "tax", "health", "tax", "tax"]
    table["@replaces"] = ["", "", "", "1", ""]

    assert {"superseded": [10]} == found(table)


def test_a_row_without_a_number_is_replaced_by_none():
    table = keys(("1", "a", 1, "x"), ("2", "a", 2, "x")).assign(**{"@number": ["", "2"], "@replaces": ["", "7"]})

    assert {} == found(table)


def test_some_record_keys_alone_give_what_they_give_among_all():
    """A row may be replaced by one whose own key lies elsewhere: what rows claim to replace is told beside them."""
    table = keys(("1", "a", 1, "x"), ("1", "a", 2, "x"), ("2", "a", 3, "x"), ("3", "a", 4, "x"), ("3", "a", 5, "y"))
    table["@replaces"] = ["", "", "3", "", ""]
    whole = found(table)

    pieces = [found_among(table[table["@key"] == key], claims_of(table)) for key in ("1", "2", "3")]

    assert {"superseded": [13, 14], "duplicate-identical": [11]} == whole
    assert [{"duplicate-identical": [11]}, {}, {"superseded": [13, 14]}] == pieces


def found_among(rows: pd.DataFrame, claims: pd.DataFrame) -> dict[str, list[int]]:
    gone = find_duplicates(rows, append=False, claims=claims)
    return {code: at.tolist() for code, at in gone.items() if len(at)}


def test_rows_of_which_validate_took_some_are_named_by_their_own_numbers():
    """What a row replaces may have been delivered to another department, or never."""
    table = keys(("1", "a", 1, "x"), ("1", "a", 2, "x"), ("2", "a", 3, "x")).set_axis([4, 9, 2])
    table["@replaces"] = ["", "", "7"]

    gone = find_duplicates(table, append=True)

    assert {"superseded": [], "duplicate-identical": [9], "duplicate-conflict": []} == {
        code: rows.tolist() for code, rows in gone.items()
    }
    assert {"int64"} == {str(rows.dtype) for rows in gone.values()}


@pytest.mark.parametrize(
    ("claim", "meant"),
    [
        (("tax", "A", "1"), True),
        (("tax", "A", "9"), True),
        (("tax", "B", "9"), True),
        (("tax", "B", "1"), True),
        (("tax", "A", "7"), True),
        (("tax", "C", "9"), False),
        (("health", "A", "9"), False),
        (("tax", "A", "8"), False),
    ],
    ids=[
        "as delivered",
        "its number",
        "number and subject",
        "its subject",
        "a number it once had",
        "subject",
        "department",
        "number",
    ],
)
def test_a_claim_means_a_corrected_record_as_it_is_shown_or_was_delivered(claim: tuple[str, str, str], meant: bool):
    columns = ["@department", "@subject", "@number"]
    delivered = pd.DataFrame([("tax", "A", "1")], columns=columns, index=[17])
    shown = pd.DataFrame([("A", "7"), ("B", "9"), ("C", "6")], columns=columns[1:], index=[17, 17, 18])
    claims = pd.DataFrame([claim], columns=["@department", "@subject", "@replaces"])

    found = list(claims_as_delivered(claims, delivered, shown).itertuples(index=False, name=None))

    assert [claim, *([("tax", "A", "1")] if meant else [])] == found


def test_claims_on_two_corrected_records_mean_both():
    columns = ["@department", "@subject", "@number"]
    delivered = pd.DataFrame([("tax", "A", "1"), ("tax", "A", "2")], columns=columns, index=[17, 4])
    shown = pd.DataFrame([("A", "8"), ("A", "9")], columns=columns[1:], index=[17, 4])
    named = [("tax", "A", "8"), ("tax", "A", "9")]

    found = claims_as_delivered(pd.DataFrame(named, columns=["@department", "@subject", "@replaces"]), delivered, shown)

    assert [*named, ("tax", "A", "1"), ("tax", "A", "2")] == list(found.itertuples(index=False, name=None))


# Mutants that no test can notice:
# + newest = left.loc[left.groupby(KEY, sort=None)[SEQUENCE].idxmax(), [KEY, FILE]].set_index(KEY)[FILE]
# + newest = left.loc[left.groupby(KEY, )[SEQUENCE].idxmax(), [KEY, FILE]].set_index(KEY)[FILE]
# + newest = left.loc[left.groupby(KEY, sort=True)[SEQUENCE].idxmax(), [KEY, FILE]].set_index(KEY)[FILE]
#   In whatever order the groups come, the newest file of each is looked up by its key.
# + named = set(claims.itertuples(index=None, name=None))
# + named = set(claims.itertuples(index=False, ))
#   What is not true leaves the index out; a named tuple equals a plain one.
# + return pd.concat([claims, pd.DataFrame(more, columns=claims.columns, dtype="str")], ignore_index=None)
# + return pd.concat([claims, pd.DataFrame(more, columns=claims.columns, dtype="str")], )
# + return pd.concat([claims, pd.DataFrame(more, columns=claims.columns, dtype="str")], ignore_index=False)
# + return pd.concat([claims, pd.DataFrame(more, columns=claims.columns, dtype=None)], ignore_index=True)
# + return pd.concat([claims, pd.DataFrame(more, columns=claims.columns, )], ignore_index=True)
#   Nobody asks for the lines by number, and pandas makes text of texts.
