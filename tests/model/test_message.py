"""A message is its Chinese text, and remembers how another language says it."""

import pickle

import pytest

from generator.model.message import SEMICOLON, Message, _, _n, listed

ENGLISH = {
    ("{count}条", 1): "{count} record", ("{count}条", 2): "{count} records", ("{some}、{more}", None): "{some}, {more}",
    ("共{what}", None): "{what} in all", ("首页", None): "Home",
}  # fmt: skip


def lookup(key: str, number: int | None) -> str:
    return ENGLISH[key, number]


def test_a_message_is_text_and_keeps_its_key_its_values_and_its_number():
    made = _n("{count}条", 1200, count="1,200")

    assert ("1,200条", "{count}条", {"count": "1,200"}, 1200) == (made, made.key, made.values, made.number)
    assert ("首页", {}, None) == ((plain := _("首页")).key, plain.values, plain.number)


def test_another_language_says_it_with_values_that_are_messages_themselves():
    inner = _n("{count}条", 2)

    assert "Home" == _("首页").said(lookup)
    assert "2 records in all" == _("共{what}", what=inner).said(lookup)
    assert "1 record" == _n("{count}条", 1).said(lookup)


def test_values_that_are_no_messages_become_what_the_reader_needs():
    """Chinese data on an English page is marked; a message within is said, not marked."""
    mixed = _("共{what}", what=listed(["甲", _("首页")]))

    assert "<甲>, Home in all" == mixed.said(lookup, lambda value: f"<{value}>")


def test_braces_of_a_text_without_values_stay():
    assert "{year}" == Message("{year}")


def test_a_missing_value_is_a_defect():
    with pytest.raises(KeyError):
        Message("{count}条", {"number": 1})


def test_a_message_travels_to_a_worker_whole():
    sent = _n("{count}条", 2)

    arrived = pickle.loads(pickle.dumps(sent))

    assert (sent, sent.key, sent.values, sent.number) == (arrived, arrived.key, arrived.values, arrived.number)
    assert "2 records" == arrived.said(lookup)


def test_texts_in_a_row_leave_out_empty_ones():
    assert ["甲、丙", "甲", ""] == [listed(row) for row in (["甲", "", "丙"], ["甲"], [])]
    assert "甲；乙；丙" == listed(["甲", "乙", "丙"], SEMICOLON)
