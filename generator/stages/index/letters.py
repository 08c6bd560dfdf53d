"""Numbers written in letters: what stands in an index beside codes must not be read as one more digit of them.

The gate reads digits across cells; a count in letters can never complete a number that looks like a person's.
"""

from __future__ import annotations

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def to_letters(number: int, width: int = 1) -> str:
    """Write a number from 0 on in base 52, at least `width` letters, the highest place first.

    >>> to_letters(0), to_letters(51), to_letters(52), to_letters(3, 2)
    ('A', 'z', 'BA', 'AD')
    """
    text = ""
    while number or not text:
        number, digit = divmod(number, len(LETTERS))
        text = LETTERS[digit] + text
    return text.rjust(width, LETTERS[0])


def width_of(size: int) -> int:
    """How many letters every place of a table of that size takes.

    >>> width_of(1), width_of(52), width_of(53)
    (1, 1, 2)
    """
    return len(to_letters(max(size - 1, 0)))
