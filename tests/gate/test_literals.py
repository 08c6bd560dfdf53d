"""Tonight's identifiers are found by value, whatever they look like."""

import hashlib

import pytest

from generator.gate.literals import gather, wide_words


def found(literals, text: str) -> list[str]:
    one = gather(literals, ["0714-0000000"], ["t" * 20])
    data = text.upper().encode()
    return [kind for kind in one.kind_of([word for _, word in [*one.screen.words(data), *wide_words(data)]]) if kind]


@pytest.mark.parametrize(
    "text", ["证件EC1234567。", "ec1234567", "/ec1234567/", "\uff25\uff23\uff11\uff12\uff13\uff14\uff15\uff16\uff17"]
)
def test_an_identifier_is_found_as_a_whole_word(text):
    assert found(["ec-1234567"], text) == ["identifier"]


@pytest.mark.parametrize("text", ["EC12345678", "XEC1234567", "EC123456"])
def test_a_longer_or_shorter_word_is_another(text):
    assert found(["EC1234567"], text) == []


def test_a_short_identifier_is_not_looked_for():
    assert found(["2026112"], "2026112") == []


def test_a_phone_of_the_office_is_no_leak():
    """A clerk may give the office's number as a person's."""
    assert found(["07140000000"], "07140000000") == []


@pytest.mark.parametrize("digest", [hashlib.md5, hashlib.sha1, hashlib.sha256])
@pytest.mark.parametrize("spelling", ["42029919910315008X", "42029919910315008x"])
def test_p24_a_hash_of_an_identifier_is_the_identifier(digest, spelling):
    assert found(["42029919910315008X"], digest(spelling.encode()).hexdigest()) == ["identifier-hash"]


def test_the_id_of_a_record_taken_down_is_found():
    assert found([], f"/record/tt/{'t' * 20}.html") == ["tombstone"]


def test_without_literals_nothing_is_found():
    assert gather([], [], []).kind_of([b"EC1234567"]) == [None]
