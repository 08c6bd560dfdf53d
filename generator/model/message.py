"""Messages: texts of the interface, in Chinese, which remember how they are said in another language.

A message is its Chinese text, so that whoever knows nothing of languages may use it as text. The text as it is
written in the code is its key in the catalogues of site_templates/locale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial, reduce
from typing import Any

Lookup = Callable[[str, int | None], str]
"""Gives the pattern of a language for a written text, and for a count where the text has one."""


class Message(str):
    """A text of the interface. Values stand in braces; they may be messages themselves.

    >>> Message("{count}条", {"count": "1,200"})
    '1,200条'
    """

    key: str
    values: Mapping[str, object]
    number: int | None
    """What decides between singular and plural; none where the text has one form."""

    def __new__(cls, key: str, values: Mapping[str, object] | None = None, number: int | None = None) -> Message:
        """Write the Chinese text; raises KeyError where a value is missing."""
        made = super().__new__(cls, key.format_map(values) if values else key)
        made.key, made.values, made.number = key, values or {}, number
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[str, Mapping[str, object], int | None]]:
        """Travel to a worker whole; a plain text would forget its key."""
        return Message, (self.key, self.values, self.number)

    def said(self, lookup: Lookup, value: Callable[[object], object] = lambda value: value) -> str:
        """Say it in another language; `value` says what the values that are no messages become."""
        pattern = lookup(self.key, self.number)
        if not self.values:
            return pattern
        return pattern.format_map(
            {
                name: one.said(lookup, value) if isinstance(one, Message) else value(one)
                for name, one in self.values.items()
            }
        )


def _(text: str, **values: Any) -> Message:
    """Mark a text of the interface, for the catalogues and for whoever reads it.

    >>> _("第{page}页", page=3)
    '第3页'
    """
    return Message(text, values)


def _n(text: str, number: int, /, **values: Any) -> Message:
    """Mark a text that other languages say in more than one form, by a number, which may stand in it as {count}.

    >>> _n("{count}天", 3), _n("{count}天", 1200, count="1,200")
    ('3天', '1,200天')
    """
    return Message(text, {"count": number, **values}, number)


COMMA, CLAUSE, SEMICOLON, BESIDE = _("{some}、{more}"), _("{some}，{more}"), _("{some}；{more}"), _("{some}{more}")
"""How two texts become one."""


def listed(texts: Iterable[str], pair: Message = COMMA) -> str:
    """Set texts in a row, as the reader's language does; those that are empty are left out.

    >>> listed(["甲", "", "乙", "丙"]), listed([])
    ('甲、乙、丙', '')
    """
    row = [text for text in texts if text]
    return reduce(partial(_join, pair), row) if row else ""


def _join(pair: Message, some: str, more: str) -> Message:
    return Message(pair.key, {"some": some, "more": more})
