"""Folding decides which spellings are one record; cleaning, what a delivered cell says."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.policy.fold import clean_cell, clean_cells, fold, fold_code, fold_code_series, fold_series

TEXT = st.text(
    alphabet=st.sampled_from(list("第号〔［【（(]）〕 　\t\u200b\ufeffＡaÀ\u0300e\u0301１２3年市='\"ﬁ①")), max_size=12
) | st.text(max_size=12)


@pytest.mark.parametrize(
    "spelling",
    [
        "黄市监处罚〔2026〕12号",
        "黄市监处罚[2026]12号",
        "第黄市监处罚（２０２６）12 号",
        "黄市监处罚【2026】1\u200b2号",
        "黄市监处罚［2026］12　号",
    ],
)
def test_spellings_of_one_number_fold_alike(spelling):
    assert "黄市监处罚(2026)12" == fold(spelling)


def test_different_numbers_stay_different():
    assert fold("黄市监处罚〔2026〕12号") != fold("黄市监处罚〔2026〕1号")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("第第1号号", "1"), ("X1X", "X1X"), ("1第号2", "1第号2"), ("〔［【（[(〕］】）])", "(((((())))))")],
)
def test_only_the_first_and_last_words_of_a_number_fall_and_brackets_have_one_form(text, expected):
    assert expected == fold(text)


def test_a_column_keeps_its_name_and_holds_texts_even_where_all_are_missing():
    folded = fold_series(pd.Series([None, None], dtype="str", name="文号"))

    assert (["", ""], "文号", "str") == (folded.tolist(), folded.name, str(folded.dtype))


@given(TEXT)
def test_folding_twice_changes_nothing(text):
    assert fold(text) == fold(fold(text))


@given(TEXT)
def test_cleaning_a_cell_twice_changes_nothing(text):
    assert clean_cell(text) == clean_cell(clean_cell(text))


@given(st.lists(TEXT | st.none(), max_size=6))
def test_a_column_is_folded_as_its_cells_are(texts):
    series = pd.Series(texts, dtype="str", index=range(10, 10 + len(texts)))

    for scalar, column in ((fold, fold_series), (fold_code, fold_code_series), (clean_cell, clean_cells)):
        expected = [scalar(text) if text is not None else "" for text in texts]
        assert (expected, list(series.index)) == (column(series).tolist(), list(column(series).index))


@pytest.mark.parametrize(
    "cell",
    [
        "420299199001010019",
        "\t420299199001010019",
        "'420299199001010019",
        "４２０２９９１９９００１０１００１９",
        '="420299199001010019"',
        "4202 9919\xa09001 01 0019",
    ],
)
def test_i19_a_code_is_read_through_the_guards_of_spreadsheets(cell):
    assert "420299199001010019" == fold_code(cell)


def test_i19_a_small_x_becomes_a_capital_one():
    assert "42029919900101002X" == fold_code("42029919900101002x")


@pytest.mark.parametrize(
    ("cell", "expected"), [("\u3000 王 五\xa0", "王 五"), ("a\tb", "a b"), ("'1", "1"), ('="x"', "x"), ("", "")]
)
def test_a_cell_loses_its_edges_and_keeps_its_inside(cell, expected):
    assert expected == clean_cell(cell)
