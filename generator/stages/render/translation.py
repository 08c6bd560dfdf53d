"""How templates are translated: once, while they are compiled, so that no page pays for it.

Where a page is Chinese the filter `data`, which marks data as Chinese, is left out of it.
Texts of templates stand in {% trans %} or in _("…"). Both become plain text of the compiled template. A trans block
may hold markup and the names of values; plurals are for modules (`_n`), not for templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.lexer import Token, TokenStream

from generator.stages.render.language import CHINESE, Speech

_VALUE = re.compile(r"%\((\w+)\)s")


class CompiledTranslation(InternationalizationExtension):
    """Jinja's own extension, but that it looks texts up while it compiles. The environment brings `speech`."""

    @property
    def _speech(self) -> Speech:
        return cast("Speech", self.environment.globals["speech"])

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Put the text of the language in the place of each _("…")."""
        for token in stream:
            if token.type == "pipe" and stream.current.test("name:data") and self._speech.language == CHINESE:
                next(stream)  # Chinese in a Chinese page is not marked: no row pays for a filter
            elif token.type == "name" and token.value == "_" and stream.current.type == "lparen":
                next(stream)
                text = stream.expect("string")
                stream.expect("rparen")
                yield Token(text.lineno, "string", self._speech.lookup(text.value))
            else:
                yield token

    def _make_node(
        self, singular: str, plural: str | None, context: str | None, variables: dict[str, nodes.Expr], *rest: Any
    ) -> nodes.Output:
        """Set a trans block: its text as text of the template, its values between."""
        _, has_values, _ = rest
        key = singular if has_values else singular.replace("%%", "%")
        pieces = _VALUE.split(self._speech.lookup(key))
        texts: list[nodes.Expr] = [nodes.TemplateData(piece.replace("%%", "%")) for piece in pieces[::2]]
        values = [variables[name] for name in pieces[1::2]]
        made = [one for pair in zip(texts, values, strict=False) for one in pair]
        return nodes.Output([*made, texts[-1]])
