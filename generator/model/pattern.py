"""Patterns that people configure: only what `re` and RE2 read alike and neither takes long over (design §4)."""

from __future__ import annotations

import re

import re2

_TWO_MEANINGS = re.compile(r"\\[dDwWsSbB]|\[\[:|\(\?(?!:)")
"""Classes and flags that mean ASCII to the one and Unicode to the other, and what only one of them knows."""
_REPEAT = re.compile(r"[*+]|\{[0-9]*,?[0-9]*\}")
_QUIET = re2.Options()
_QUIET.log_errors = False


def refuse_unsound(pattern: str) -> None:
    """Raise ValueError where a pattern could mean two things, take for ever, or is none."""
    if _TWO_MEANINGS.search(pattern):
        message = (
            r"正则表达式里不用 \d \w \s \b、[[:…:]] 和 (?…) 的其他写法：两种引擎理解不同；数字写 [0-9]，分组写 (?:…)"
        )
        raise ValueError(message)
    try:
        re.compile(pattern)
        re2.compile(pattern, _QUIET)
    except (re.error, re2.error, OverflowError, RecursionError):
        message = "不是 re 与 RE2 都懂的正则表达式，请检查括号、方括号、反斜杠和重复次数"
        raise ValueError(message) from None
    if _repeats_within_a_repeat(pattern):
        message = "正则表达式的重复里还有重复，可能没完没了；请拆开写"
        raise ValueError(message)


def has_bare_alternation(pattern: str) -> bool:
    """Tell whether a `|` stands outside every bracket: Frictionless wraps ^…$ without brackets.

    >>> has_bare_alternation("甲|乙"), has_bare_alternation("(?:甲|乙)"), has_bare_alternation("[|]")
    (True, False, False)
    """
    depth = 0
    for token in _tokens(pattern):
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == "|" and depth == 0:
            return True
    return False


def _repeats_within_a_repeat(pattern: str) -> bool:
    """A group that is repeated may hold neither a repeat of changing length nor a group with any quantifier."""
    groups = [False]
    tokens = [*_tokens(pattern), ""]
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        if token == "(":
            groups.append(False)
        elif token == ")":
            holds = groups.pop()
            if holds and _REPEAT.fullmatch(after):
                return True
            groups[-1] |= holds or bool(_REPEAT.fullmatch(after)) or after == "?"
        elif token in {"*", "+"} or (_REPEAT.fullmatch(token) and "," in token):
            groups[-1] = True
    return False


def _tokens(pattern: str) -> list[str]:
    """Take a pattern apart: escapes, classes and counts whole, all else letter by letter."""
    return re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[0-9]*,?[0-9]*\}|.", pattern, re.DOTALL)
