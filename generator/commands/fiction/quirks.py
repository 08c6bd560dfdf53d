"""How a row looks when an office has typed it, exported it and opened it in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generator.commands.fiction.scene import Cells, Style
from generator.model.catalogue import Dataset
from generator.model.field import FieldSpec

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_OTHER_BRACKETS = str.maketrans("()（）", "（）()")
FOREVER = "2099-12-31"
DATE_FORMS: dict[str, Callable[[date], str]] = {
    "iso": lambda day: day.isoformat(),
    "slash": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dot": lambda day: f"{day.year}.{day.month}.{day.day}",
    "compact": lambda day: f"{day:%Y%m%d}",
    "cn": lambda day: f"{day.year}年{day.month}月{day.day}日",
}
CODE_FORMS: dict[str, Callable[[str], str]] = {
    "plain": lambda code: code,
    "tab": lambda code: "\t" + code,
    "apostrophe": lambda code: "'" + code,
    "formula": lambda code: f'="{code}"',
    "wide": lambda code: code.translate(_WIDE),
    "lower": lambda code: code.lower(),
    "blank": lambda code: f" {code}　",
}
HEADER_FORMS: dict[str, Callable[[FieldSpec, int], str]] = {
    "names": lambda field, _: field.name,
    "codes": lambda field, _: field.credit.code or field.name,
    "legacy": lambda field, _: next((a for a in field.credit.aliases if a.isascii()), field.credit.code or field.name),
    "aliases": lambda field, _: next((a for a in field.credit.aliases if not a.isascii()), field.name),
    "brackets": lambda field, _: field.name.translate(_OTHER_BRACKETS),
    "spaces": lambda field, place: (f"{field.name} ", f"　{field.name}", field.name)[place % 3],
}
_NUMBERED = {"subject-code", "person-id", "representative-id"}


def header(dataset: Dataset, style: Style) -> list[str]:
    """Write the header as this office does."""
    form = HEADER_FORMS[style.headers]
    return [form(field, place) for place, field in enumerate(fields(dataset, style))] + (
        [style.extra] if style.extra else []
    )


def fields(dataset: Dataset, style: Style) -> list[FieldSpec]:
    """The columns that this office delivers."""
    return [field for field in dataset.fields if style.has_optional or not field.credit.optional]


def typed(dataset: Dataset, style: Style) -> Callable[[Cells, int], list[str]]:
    """Make the function that types a row; `turn` chooses among the forms of the style."""
    writers = [(field.name, _writer(field, style)) for field in fields(dataset, style)]

    def write(cells: Cells, turn: int) -> list[str]:
        line = [writer(cells.get(name, ""), turn) for name, writer in writers]
        return [*line, f"19900000{turn % 1000:03d}"] if style.extra else line

    return write


def _writer(field: FieldSpec, style: Style) -> Callable[[str, int], str]:
    words, empty = dict(style.words), "" if field.constraints.required else style.empty
    forms = _forms(field, style)

    def write(text: str, turn: int) -> str:
        if not text:
            return empty
        return forms[turn % len(forms)](words.get(text, text))

    return write


def _forms(field: FieldSpec, style: Style) -> list[Callable[[str], str]]:
    if field.type == "date":
        return [_dated(DATE_FORMS[name]) for name in style.dates]
    if field.role in _NUMBERED:
        return [CODE_FORMS[name] for name in style.codes]
    return [_edged, *[_plain] * 8] if field.role == "subject-name" else [_plain]


def _dated(form: Callable[[date], str]) -> Callable[[str], str]:
    def write(text: str) -> str:
        try:
            return text if text == FOREVER else form(date.fromisoformat(text))
        except ValueError:
            return text  # 长期, and days that no calendar has

    return write


def _plain(text: str) -> str:
    return text


def _edged(text: str) -> str:
    return f"{text}　"
