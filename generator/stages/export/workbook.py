"""Workbooks for Excel and WPS: codes as text, amounts as numbers, days as days; the same rows give the same bytes.

Written row by row in constant memory. What a sheet cannot hold goes on to the next sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from generator.model.columns import PublicColumn
from generator.stages.export.order import DATE

_Write = Callable[[Any, int, int, Any, Any], None]
"""Puts a value into a sheet, at a row and a column, in a form; xlsxwriter declares no types."""

SHEET_ROWS = 1_000_000
"""Rows of a sheet, its head not counted; Excel stops at 1,048,576."""
CELL_CHARACTERS = 16_000
"""Excel holds 32,767 UTF-16 units; half of it is safe for any character."""
CUT = "……（全文见CSV）"
CREATED = datetime(1980, 1, 1)  # noqa: DTZ001  # a fixed mark, not a moment: the day would change the bytes
FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets disagree about days before (the 29th of February 1900, which never was)."""
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class WorkbookFile:
    """One workbook."""

    def __init__(self, path: Path, columns: Sequence[PublicColumn], sheet_rows: int = SHEET_ROWS) -> None:
        self._path, self._columns, self._sheet_rows = path, columns, sheet_rows
        self._sheets, self._row = 0, sheet_rows
        self._folder = TemporaryDirectory(prefix=".workbook-", dir=path.parent)

    def __enter__(self) -> Self:
        """Open the workbook and write the head."""
        self._book: Any = xlsxwriter.Workbook(str(self._path), {**OPTIONS, "tmpdir": self._folder.name})
        self._book.set_properties({"created": CREATED})
        self._bold = self._book.add_format({"bold": True})
        self._forms = [self._book.add_format({"num_format": _number_format(column)}) for column in self._columns]
        self._next_sheet()
        return self

    def __exit__(self, *_: object) -> None:
        """Close it, also without rows."""
        self._book.close()
        self._folder.cleanup()

    def write(self, table: pa.Table) -> None:
        """Append a typed slice."""
        columns = [table.column(column.name).to_pylist() for column in self._columns]
        writers: list[_Write] = [_WRITERS.get(column.type, _text) for column in self._columns]
        for row in zip(*columns, strict=True):
            if self._row == self._sheet_rows:
                self._next_sheet()
            self._row += 1
            for place, (write, value, form) in enumerate(zip(writers, row, self._forms, strict=True)):
                if value is not None:
                    write(self._sheet, self._row, place, value, form)

    def _next_sheet(self) -> None:
        self._sheets, self._row = self._sheets + 1, 0
        self._sheet = self._book.add_worksheet(f"数据{self._sheets}")
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            self._sheet.write_string(0, place, column.name, self._bold)


class YearlyWorkbooks:
    """One workbook a year, `<name>-<yyyy>.xlsx`; rows come sorted by day, those without one first, under 0000."""

    def __init__(self, path: Path, columns: Sequence[PublicColumn]) -> None:
        self._path, self._columns = path, columns
        self._year, self._book = "", None

    _book: WorkbookFile | None

    def __enter__(self) -> Self:
        """Open nothing yet: the first row tells the first year."""
        return self

    def __exit__(self, *reason: object) -> None:
        """Close the last year."""
        if self._book:
            self._book.__exit__(*reason)

    def write(self, table: pa.Table) -> None:
        """Append a typed slice that still has its @date."""
        years = pc.utf8_slice_codeunits(table[DATE], 0, 4)
        for year in pc.unique(years).to_pylist():
            if (name := year or "0000") != self._year:
                self.__exit__()
                self._year = name
                path = self._path.with_name(f"{self._path.stem}-{name}.xlsx")
                self._book = WorkbookFile(path, self._columns).__enter__()
            self._book.write(table.filter(pc.equal(years, year)))  # type: ignore[union-attr]  # opened above


def _number_format(column: PublicColumn) -> str:
    return {"date": "yyyy-mm-dd", "number": "General", "integer": "0", "year": "0"}.get(column.type, "@")


def _text(sheet: Any, row: int, place: int, value: str, form: Any) -> None:
    text = value if len(value) <= CELL_CHARACTERS else value[: CELL_CHARACTERS - len(CUT)] + CUT
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # xlsxwriter takes it for markup of its own and would not escape it
    if text:
        sheet.write_string(row, place, text, form)


def _number(sheet: Any, row: int, place: int, value: Decimal | int, form: Any) -> None:
    sheet.write_number(row, place, float(value), form)


def _day(sheet: Any, row: int, place: int, value: date, form: Any) -> None:
    if value < FIRST_DAY:
        sheet.write_string(row, place, value.isoformat())
    else:
        sheet.write_datetime(row, place, value, form)


_WRITERS: dict[str, _Write] = {
    "number": _number,
    "integer": _number,
    "year": _number,
    "date": _day,
}
