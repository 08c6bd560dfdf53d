"""Why a delivery cannot be used: a source verdict on its way to the report, never an end of the build."""

from __future__ import annotations

from generator.errors import GeneratorError


class SourceRefusedError(GeneratorError):
    """A delivered file cannot be used: its department must send a better one. `intake` catches it at the unit.

    The text never holds what a cell or an unknown header says.
    """

    def __init__(self, code: str, message: str, *, row: int | None = None, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.row = row
        """Row as a spreadsheet counts: the header is row 1."""
        self.field = field
        self.records = 0
        """Rows below the header, where they could be counted all the same."""


def wrong_header(message: str, field: str = "") -> SourceRefusedError:
    """Make the refusal of a file whose columns are not those of the catalogue."""
    return SourceRefusedError("source-header", message, row=1, field=field)


def unreadable(message: str) -> SourceRefusedError:
    """Make the refusal of what is no plain file, or does not hold still."""
    return SourceRefusedError("source-unreadable", message)


def out_of_catalogue(message: str) -> SourceRefusedError:
    """Make the refusal of a file that the catalogue does not know by this name."""
    return SourceRefusedError("out-of-catalogue", message)


def empty(message: str) -> SourceRefusedError:
    """Make the refusal of a delivery with fewer rows than there must be."""
    return SourceRefusedError("source-empty", message)


def malformed(message: str, row: int | None = None) -> SourceRefusedError:
    """Make the refusal of a file that is no sound table."""
    return SourceRefusedError("source-malformed", message, row=row)
