"""The message catalogues, kept by Babel: every text of templates and modules stands in each, and nothing else.

`make words` runs this file. Chinese is what texts are written in, so its catalogue says every text as it is; of the
other languages the new texts are left empty, to be translated.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import SEEK_END, BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parents[1]
LOCALES = CHECKOUT / "site_templates" / "locale"
SOURCE = "zh_CN"
"""The language that texts are written in."""
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "_n": (1, 1)}
"""The markers of modules; and `gettext`, which is what Jinja makes of a trans block."""
PLACES: dict[str, list[tuple[str, str]]] = {
    "generator": [("**.py", "python")],
    "site_templates": [("**.html", "jinja2"), ("**.xml", "jinja2")],
}
OPTIONS = {"**": {"trim_blocks": "true", "lstrip_blocks": "true", "encoding": "utf-8"}}
WIDTH = 120
HEAD = """# Texts of the pages, sorted, so that two people who add some rarely meet. Kept by `make words`.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""No moment, no name and no version: the same texts give the same bytes."""


def catalogue_file(locale: str) -> Path:
    return LOCALES / locale / "LC_MESSAGES" / "gongshi.po"


def locales() -> list[str]:
    return sorted(path.name for path in LOCALES.iterdir())


def catalogue(locale: str) -> Catalog:
    with catalogue_file(locale).open("rb") as file:
        return read_po(file, locale=locale)


def extracted() -> dict[str, str | tuple[str, ...]]:
    """Key to the message, with a plural where it is counted anywhere."""
    found = sorted(_found(), key=lambda text: isinstance(text, tuple))
    return {text if isinstance(text, str) else text[0]: text for text in found}


def updated(locale: str) -> bytes:
    """The catalogue as it should stand: texts that are gone go, new ones come, translations stay."""
    old = catalogue(locale) if catalogue_file(locale).exists() else Catalog(locale)
    new = Catalog(locale)
    for key, text in extracted().items():
        kept = old.get(key)
        said = kept.string if kept else ""
        if locale == SOURCE:
            said = text if isinstance(text, str) else (key,) * new.num_plurals
        elif not isinstance(text, str) and not isinstance(said, tuple):
            said = ("",) * new.num_plurals
        new.add(text, said)
    made = BytesIO(HEAD.format(language=new.locale, plurals=new.plural_forms).encode())
    made.seek(0, SEEK_END)
    write_po(made, new, width=WIDTH, sort_output=True, no_location=True, omit_header=True)
    return made.getvalue()


def _found() -> Iterator[str | tuple[str, ...]]:
    for place, methods in PLACES.items():
        found = extract_from_dir(CHECKOUT / place, methods, options_map=OPTIONS, keywords=KEYWORDS)
        yield from (text for _, _, text, _, _ in found)


def main() -> None:
    """Write every catalogue anew."""
    for locale in sys.argv[1:] or locales():
        path = catalogue_file(locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(updated(locale))


if __name__ == "__main__":
    main()
