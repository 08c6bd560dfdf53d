"""Nothing public turns the direction of writing, or buries a letter in marks (C07, C09)."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.policy.legible import legible, legible_series


@pytest.mark.parametrize(
    ("delivered", "shown"),
    [
        ("罚款\u202e0005\u202c元", "罚款0005元"),
        ("\u2066甲\u2069", "甲"),
        ("黄石\u200b市\ufeff青\u00ad禾\u2060", "黄石市青禾"),
        ("甲\U000e0041乙", "甲乙"),
        ("e" + "\u0301" * 9, "e" + "\u0301" * 8),
        ("é\u0323", "é\u0323"),
        ("黄石市青禾1建材有限公司", "黄石市青禾1建材有限公司"),
    ],
)
def test_c07_c09_what_misleads_the_eye_is_taken_out(delivered: str, shown: str):
    assert shown == legible(delivered)


@given(st.lists(st.none() | st.text("甲1\u202e\u2069\u0301", max_size=30)))
def test_a_column_is_made_legible_as_its_cells_are_and_once_is_enough(texts: list[str | None]):
    column = pd.Series(texts, dtype="str")

    made = legible_series(column)

    assert [None if pd.isna(one) else legible(one) for one in column] == [None if pd.isna(one) else one for one in made]
    assert made.equals(legible_series(made))


def test_only_the_cells_that_need_it_are_touched_and_the_others_stay_where_they_are():
    column = pd.Series(["甲", "乙\u202e", None], dtype="str", index=[5, 2, 9], name="备注")

    made = legible_series(column)

    assert ({5: "甲", 2: "乙"}, "备注") == (made.dropna().to_dict(), made.name)
    assert pd.isna(made[9])


# Mutants that no test can notice:
# + return series.mask(concerned, over_values(series[concerned], legible)) if (concerned.any()) or True else series
#   It only saves time.
