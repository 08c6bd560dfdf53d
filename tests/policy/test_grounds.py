"""Every code that withholds a row has its words; a code that nobody knows has none."""

import pytest

from generator.model.verdict import ANNOTATIONS, NOTES, SOURCE_VERDICTS, WITHHOLDING
from generator.policy.grounds import MARKED, NOTED, RULE_WORDS, SOURCES, WITHHELD, ground
from generator.policy.rules import RULES


@pytest.mark.parametrize("code", WITHHOLDING)
def test_a_code_says_in_words_what_it_rests_on_and_what_would_have_to_happen(code):
    assert all(ground(code))


def test_every_kind_of_schema_error_is_told_alike():
    assert WITHHELD["schema"] == ground("schema/type-error") == ground("schema/foreign-key")


def test_a_code_that_is_on_no_list_is_a_defect():
    with pytest.raises(KeyError):
        ground("no-such-code")


def test_every_verdict_of_a_delivery_has_its_words():
    assert set(SOURCE_VERDICTS) == set(SOURCES)


def test_every_annotation_note_and_rule_has_its_words_in_the_order_of_the_list():
    assert (ANNOTATIONS, NOTES) == (tuple(MARKED), tuple(NOTED))
    assert [name for name, _ in RULES] == list(RULE_WORDS)
