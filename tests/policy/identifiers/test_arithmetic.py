"""Texts as a matrix of places in an alphabet; what is no plain code passes no test."""

import numpy as np
import pandas as pd
import pytest

from generator.policy.identifiers.arithmetic import DIGITS, known, over_column, over_text, places, weighted


def everything(texts: np.ndarray) -> np.ndarray:
    return np.ones(len(texts), dtype=bool)


def test_characters_are_looked_up_in_an_alphabet_and_strangers_have_no_place():
    texts = np.array(["40X", "4N", "4-2", "4022", ""])

    assert [[4, 0, -1], [-1] * 3, [4, -1, 2], [-1] * 3, [-1] * 3] == places(texts, 3, DIGITS).tolist()


def test_a_text_of_another_length_has_no_places_even_where_letters_have_some():
    alphabet = "NX"

    assert [[-1] * 4, [0, 1, 0, 1]] == places(np.array(["NX", "NXNX"]), 4, alphabet).tolist()


def test_only_rows_without_strangers_are_known_and_strangers_weigh_nothing():
    matrix = places(np.array(["12", "1X"]), 2, DIGITS)

    assert ([True, False], [7, 1]) == (known(matrix).tolist(), weighted(matrix, (1, 3)).tolist())


@pytest.mark.parametrize("text", ["", "4２", "42a", "42\x00", " 42", "4" * 21])
def test_what_is_no_plain_code_is_never_tested_and_fails(text: str):
    found = over_column(pd.Series([text, "4" * 20, None], dtype="str", index=[3, 5, 1]), everything)

    assert ([False, True, False], [3, 5, 1], "bool") == (found.tolist(), found.index.tolist(), str(found.dtype))
    assert (False, True) == (over_text(text, everything), over_text("4" * 20, everything))


def test_a_column_without_rows_has_nothing_to_test():
    found = over_column(pd.Series([], dtype="str"), everything)

    assert ([], "bool") == (found.tolist(), str(found.dtype))
