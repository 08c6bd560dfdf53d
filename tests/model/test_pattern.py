"""Patterns that people configure mean one thing to two engines and take no time (fault I38)."""

import pytest

from generator.model.pattern import has_bare_alternation, refuse_unsound


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]{8}", "^(?:甲|乙)[A-Z]+$", "a{2,3}b*", "(?:ab)+c", "(?:ab){2}", r"\(\)", "[(]+[)*]", "(?:[0-9]{4})+",
        "(?:ab)?c+", "(a)(b)*", "(?:a?b)", "(?:a+)b", "(?:a|b)+", "[]a]+", r"\++", "(?:(?:ab)c)+", "", "(?:a{2})*",
    ],
)  # fmt: skip
def test_a_sound_pattern_is_taken(pattern):
    refuse_unsound(pattern)


@pytest.mark.parametrize(
    "pattern", [r"\d+", r"\D", r"\w", r"\W", r"\s", r"\S", r"\b", r"\B", "[[:alpha:]]", "(?i)a", "(?P<n>a)", "(?=a)"]
)
def test_what_the_engines_understand_differently_is_refused(pattern):
    with pytest.raises(ValueError, match="两种引擎理解不同"):
        refuse_unsound(pattern)


@pytest.mark.parametrize(
    "pattern", ["(", ")", "[a", "a{3,2}", "*a", "a**", r"(a)\1", "a{1001}", "a{99999999999}", "a" + "\\"]
)
def test_what_one_of_the_engines_cannot_read_is_refused(pattern):
    with pytest.raises(ValueError, match="不是 re 与 RE2 都懂的正则表达式"):
        refuse_unsound(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^(([0-9])+)+$", "(?:a+)+", "(?:a*)*", "(?:a{1,})+", "(?:a{2,3}){2}", "(a+){2,}", "((?:a)+)*", "(?:(?:a)?b)+",
        "(?:(?:a{2})+)*", "(?:x(?:ab){2}y)+", "(?:(a+)b)+",
    ],
)  # fmt: skip
def test_i38_a_repeat_within_a_repeat_is_refused(pattern):
    with pytest.raises(ValueError, match="重复里还有重复"):
        refuse_unsound(pattern)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("甲|乙", True), ("(?:甲|乙)", False), ("[|]", False), (r"\|", False), ("(?:甲|乙)|丙", True), ("[^]|]", False),
        ("(a(b|c)d)", False), ("(a)|(b)", True), ("", False),
    ],
)  # fmt: skip
def test_an_alternation_outside_every_bracket_is_seen(pattern, expected):
    """Frictionless wraps ^…$ around a pattern without brackets: the ends would hold for one side each."""
    assert expected == has_bare_alternation(pattern)
