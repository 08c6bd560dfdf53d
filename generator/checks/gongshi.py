"""The check that `frictionless validate … --checks gongshi` runs. No error of it repeats a cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from frictionless import Check, Error, Row, errors

from generator.checks.cells import code_of, is_coded, is_plain_number, is_text_damaged


class CodeError(errors.CellError):
    """A code that fails its arithmetic."""

    type = "code-check"
    title = "Code Check"
    description = "The code in the cell fails the check of its field."
    template = "第 {rowNumber} 行“{fieldName}”：代码校验不通过"


class DamagedError(errors.CellError):
    """A code that a spreadsheet has damaged."""

    type = "id-damaged"
    title = "Damaged Code"
    description = "The code in the cell was damaged by a spreadsheet."
    template = "第 {rowNumber} 行“{fieldName}”：长数字已被表格软件改坏，请从原系统重新导出"


class TextError(errors.CellError):
    """Text with traces of a decoding accident."""

    type = "text-damaged"
    title = "Damaged Text"
    description = "The text in the cell holds replacement or control characters."
    template = "第 {rowNumber} 行“{fieldName}”：文字里有乱码或控制字符"


class FormError(errors.CellError):
    """A number or blank that Frictionless would let pass."""

    type = "type-error"
    title = "Number Form"
    description = "The number in the cell is not written plainly."
    template = "第 {rowNumber} 行“{fieldName}”：数字写法不合规定"


class BlankError(errors.CellError):
    """A required cell without content."""

    type = "constraint-error"
    title = "Blank Cell"
    description = "The required cell is blank."
    template = "第 {rowNumber} 行“{fieldName}”：必填格为空"


class GongshiCheck(Check):
    """Identifiers, damaged codes and text, plain numbers: what Table Schema has no word for."""

    type = "gongshi"
    Errors = [CodeError, DamagedError, TextError, FormError, BlankError]  # noqa: RUF012  # Frictionless asks for a list

    def validate_start(self) -> Iterator[Error]:
        """Read the fields once: describing one for every cell would take ten times as long as judging it."""
        schema = self.resource.schema
        self._missing = frozenset(schema.missing_values)
        self._columns = [_column(place, field.to_descriptor()) for place, field in enumerate(schema.fields)]
        yield from ()

    def validate_row(self, row: Row) -> Iterator[errors.CellError]:
        """Judge one row; the cells are those of the file, before casting."""
        for column in self._columns:
            cell = str(row.cells[column.place] or "") if column.place < len(row.cells) else ""
            if cell in self._missing:
                continue
            if kind := _judge(cell, column):
                yield kind(
                    note="", cells=[], row_number=row.row_number, cell="", field_name=column.name,
                    field_number=column.place + 1,
                )  # fmt: skip


@dataclass(frozen=True)
class _Column:
    place: int
    name: str
    is_number: bool
    is_required: bool
    code: dict[str, Any] | None
    """The credit of a field that holds codes."""


def _column(place: int, field: dict[str, Any]) -> _Column:
    credit = field.get("credit", {})
    required = bool(field.get("constraints", {}).get("required"))
    return _Column(place, field["name"], field.get("type") == "number", required, credit if is_coded(credit) else None)


def _judge(cell: str, column: _Column) -> type[errors.CellError] | None:
    if is_text_damaged(cell):
        return TextError
    if column.is_number and not is_plain_number(cell):
        return FormError
    if column.is_required and not cell.strip():
        return BlankError
    code = code_of(cell, column.code) if column.code else None
    return {"code-check": CodeError, "id-damaged": DamagedError}[code] if code else None
