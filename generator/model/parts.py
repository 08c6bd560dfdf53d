"""Parts: the unit of work between stages, a Parquet file of at most 100,000 rows.

Only `desensitize` makes a PublicPart out of a PrivatePart; the type checker refuses every other way. The two
have no common base, so neither can be passed where the other is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MAX_ROWS = 100_000

# Columns that stages add. They begin with @, which no field may.
FILE = "@file"
"""Name of the delivered file within the department's folder."""
ROW = "@row"
"""Row in the delivered file, as a spreadsheet counts: the header is row 1."""
SEQUENCE = "@sequence"
"""Order of delivery within the unit, ascending; a later batch has higher numbers."""
WAITING = "@waiting"
"""Whether the row belongs to a delivery that waits for an acknowledgement (source-held)."""
OMITTED = "@omitted"
"""Whether tonight's readable delivery omits the row (removed-at-source)."""
TOO_OLD = "@too-old"
"""Whether the list the row stands on has not been accepted for too long (source-too-old)."""
NOTES = "@notes"
"""Annotation codes, joined by ;"""
NUMBER = "@number"
CODE = "@code"
"""The subject's code where it passes its field's check, else empty."""
NAME = "@name"
"""The subject's name, folded."""
SUBJECT = "@subject"
KEY = "@key"
RECORD_ID = "@record"
KIND = "@kind"
REASON = "@reason"
UNTIL = "@until"
SINCE = "@since"
REPAIRABLE = "@repairable"
SEVERITY = "@severity"
PENDING = "@pending"
"""Open objection: empty, or the day it was received."""
CORRECTED = "@corrected"
"""Corrected cells as JSON, field to value; empty where nothing was corrected."""

ENDED = "@ended"
"""The day (ISO) of the newest ruling that ends the record for good; empty where there is none."""
CAUSES = "@causes"
"""Record ids of the listings that took a red-list entry off, joined by ;"""

PRIVATE_KEYS = (NUMBER, CODE, NAME, SUBJECT, KEY)


@dataclass(frozen=True)
class PrivatePart:
    """Rows that nobody outside may see: every column as delivered and normalised, beside it the verdicts so far."""

    dataset: str
    department: str
    number: int
    rows: int
    frame: Path
    verdicts: Path


@dataclass(frozen=True)
class PublicPart:
    """Rows that everyone may see: `record_id`, disclosed fields, `published_until`, `note`, and @-columns for pages."""

    dataset: str
    department: str
    number: int
    rows: int
    frame: Path
