"""Identity: stable, keyed, and different for every record."""

import hmac
import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from generator.policy.identity import (
    key_fingerprint,
    key_rest,
    likenesses,
    record_id,
    record_ids,
    record_key,
    record_keys,
)

KEY, OTHER = b"k" * 32, b"o" * 32


def test_a_column_of_keys_is_made_as_single_keys_are():
    numbers, subjects = pd.Series(["甲(2026)1", "乙2"], dtype="str"), pd.Series(["A", "B"], dtype="str")

    keys = record_keys("penalties", "market", [numbers, subjects])

    expected = [record_key("penalties", "market", "甲(2026)1", "A"), record_key("penalties", "market", "乙2", "B")]
    assert expected == keys.tolist()
    assert [record_id(KEY, key) for key in expected] == record_ids(KEY, keys).tolist()


@given(st.lists(st.text(max_size=40)))
def test_the_ids_of_a_column_are_those_of_its_keys_one_by_one(texts):
    column = pd.Series(texts, index=range(7, 7 + len(texts)), dtype="str")

    assert pd.Series([record_id(KEY, text) for text in texts], index=column.index, dtype="str").equals(
        record_ids(KEY, column)
    )


@given(st.text(max_size=40))
def test_an_id_is_twenty_characters_that_fit_an_address(text):
    assert re.fullmatch("[a-z2-7]{20}", record_id(KEY, text))


def test_another_key_gives_another_id():
    """Without the key nobody can find out whether a person is among the records."""
    assert record_id(KEY, "penalties|market|1|A") != record_id(OTHER, "penalties|market|1|A")


def test_two_records_of_one_subject_cannot_be_joined():
    first, second = record_id(KEY, "penalties|market|1|A"), record_id(KEY, "penalties|market|2|A")

    assert first[:4] != second[:4]


def test_the_fingerprint_tells_keys_apart_without_showing_them():
    assert key_fingerprint(KEY) != key_fingerprint(OTHER)
    assert KEY.hex()[:8] not in key_fingerprint(KEY)


def test_columns_of_keys_and_ids_keep_their_index_and_one_part_is_enough():
    numbers = pd.Series(["甲1", "乙2"], dtype="str", index=[7, 3])

    keys = record_keys("penalties", "market", [numbers])
    ids = record_ids(KEY, keys)

    assert {7: "penalties|market|甲1", 3: "penalties|market|乙2"} == keys.to_dict()
    assert {7: record_id(KEY, "penalties|market|甲1"), 3: record_id(KEY, "penalties|market|乙2")} == ids.to_dict()


def test_ids_and_fingerprints_stay_what_they_were():
    """Another id for the same record would break every address, and every tombstone with it."""
    assert "2bmzd3fuljdxblmb7w4r" == record_id(KEY, "penalties|tax|1|x")
    assert (16, hmac.digest(KEY, b"fingerprint|v1", "sha256").hex()[:16]) == (
        len(key_fingerprint(KEY)),
        key_fingerprint(KEY),
    )


def test_the_rest_of_a_key_is_what_follows_dataset_and_department():
    keys = pd.Series(["penalties|market|甲1|A|B", "p|m|"], dtype="str", index=[2, 1])

    assert {2: "甲1|A|B", 1: ""} == key_rest(keys).to_dict()


def test_a_removed_record_is_known_by_code_day_and_category_where_all_are_there():
    codes, days = (
        pd.Series(texts, dtype="str", index=[5, 6, 7]) for texts in (["A", "A", ""], ["2026-03-01", "", "2026-03-01"])
    )

    marks = likenesses(KEY, "penalties", "market", [codes, days])

    assert {5: record_id(KEY, "likeness|penalties|market|A|2026-03-01"), 6: "", 7: ""} == marks.to_dict()
    assert 1 == likenesses(KEY, "p", "m", [codes]).eq("").sum()


# Mutants that no test can notice:
# + bounds = np.arange(len(digests) + 2) * ID_LENGTH
#   A bound behind the last text is not read.
