"""I18: what a spreadsheet has damaged is named as such, and never guessed."""

import pandas as pd
import pytest

from generator.policy.identifiers import damaged


@pytest.mark.parametrize(
    "text",
    [
        "4.20202E+17",
        "4.2020219800101126e+17",
        "4.2E17",
        "4E+17",
        "420202.0",
        "420299199001010019.0",
        "91420200.",
        "420,299,199,001,010,000",
        "420299198803081000",
        "########",
    ],
)
def test_i18_a_damaged_code_is_seen(text):
    assert (True, [True]) == (damaged.is_damaged(text), damaged.damaged(pd.Series([text], dtype="str")).tolist())


@pytest.mark.parametrize("text", ["91110000600037341L", "42029934567E121", "420299199001010000", "", "420202", "1E10"])
def test_i18_a_sound_code_is_left_alone(text):
    """420299199001010000 ends in three zeros and passes its check: it is somebody's, not damaged."""
    assert (False, [False]) == (damaged.is_damaged(text), damaged.damaged(pd.Series([text], dtype="str")).tolist())


def test_a_missing_code_is_not_damaged():
    assert [False] == damaged.damaged(pd.Series([None], dtype="str")).tolist()
