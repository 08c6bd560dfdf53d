"""Languages of the site: Chinese, which everything is written in, and those that some pages are also set in.

What is said in another language stands in site_templates/locale/<locale>/LC_MESSAGES/gongshi.po; it is compiled in
memory, so that nothing made stands in the tree. Data (names, reasons, titles of lists) stay Chinese and are marked as
such for those who hear a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from generator.model.message import Message

_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Language:
    """A language that pages are set in."""

    tag: str
    """BCP 47, as HTML and hreflang take it."""
    locale: str
    """The folder of its catalogue."""
    name: str
    """What its readers call it."""
    root: str = ""
    """The folder of the site that its pages stand in, without a slash at its end."""


CHINESE = Language("zh-CN", "zh_CN", "中文")
ENGLISH = Language("en", "en", "English", "/en")
LANGUAGES = (CHINESE, ENGLISH)


@dataclass(frozen=True)
class Speech:
    """A language and its catalogue."""

    language: Language
    templates: Path

    @cached_property
    def _translations(self) -> GNUTranslations:
        compiled = BytesIO()
        with (self.templates / "locale" / self.language.locale / "LC_MESSAGES" / "gongshi.po").open("rb") as file:
            write_mo(compiled, read_po(file))
        return GNUTranslations(BytesIO(compiled.getvalue()))

    def lookup(self, key: str, count: int | None = None) -> str:
        """The pattern for a text as it is written in the code; that text itself where the catalogue has none."""
        return self._translations.gettext(key) if count is None else self._translations.ngettext(key, key, count)

    def say(self, text: object) -> object:
        """Say a message; whatever is none stays as it is."""
        return text.said(self.lookup) if isinstance(text, Message) else text

    def data(self, text: object) -> object:
        """Say a message and mark the Chinese in what it tells of; so a page's own text may hold data."""
        if self.language == CHINESE:
            return text
        if isinstance(text, Message):
            return Markup(text.said(lambda key, count: str(escape(self.lookup(key, count))), self._escaped))
        return Markup("<span{}>{}</span>").format(self.foreign(text), text) if self.foreign(text) else text

    def _escaped(self, value: object) -> Markup:
        return escape(self.data(value))

    def foreign(self, text: object) -> str:
        """The attribute that marks an element as Chinese, where its text is and the page is not."""
        is_foreign = self.language != CHINESE and not isinstance(text, Message) and _HAN.search(str(text))
        return Markup(' lang="{}"').format(CHINESE.tag) if is_foreign else ""
