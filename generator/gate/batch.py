"""Pieces that are scanned together, a NUL between them, which no number reaches across: a page alone is small."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from generator.gate.evidence import Evidence
from generator.gate.findings import Finding
from generator.gate.novel import Judged, Novelty
from generator.gate.pieces import UNREADABLE, Piece, check_utf8, rows_on
from generator.gate.scan import Hit, Scanner

_BATCH_BYTES = 1 << 20


@dataclass(slots=True)
class Sheet:
    """A piece with the path that is told of it."""

    label: str
    piece: Piece
    novelty: Novelty | None = None
    """Of a page: what of it has to be judged; any other piece is judged whole."""
    folder: str = ""
    """Of a page: its top-level folder."""

    def data(self) -> bytes:
        """Return what has to be judged."""
        return self.novelty.data if self.novelty else self.piece.data

    def record(self, at: int) -> str | None:
        """Return the record at a place in `data`."""
        return self.piece.locate(self.piece.data, self.novelty.place(at) if self.novelty else at)


@dataclass
class Batch:
    """What waits to be scanned."""

    scanner: Scanner
    evidence: Evidence
    judged: Judged
    _sheets: list[Sheet] = field(default_factory=list)
    _chunks: list[bytes] = field(default_factory=list)
    _size: int = 0

    def add(self, label: str, piece: Piece) -> None:
        """Take a piece of a file, and scan when there is enough."""
        self._take(Sheet(label, piece))

    def add_page(self, label: str, piece: Piece, folder: str) -> None:
        """Take a whole page, not yet known to be UTF-8, and scan when there is enough."""
        self._take(Sheet(label, piece, self.judged.novelty(piece.data), folder))

    def scan(self) -> None:
        """Scan what was taken, lay every hit to its record, and remember the lines in which there was none."""
        data = b"\0".join(self._chunks)
        if not _is_utf8(data):
            self._drop_unreadable()
            data = b"\0".join(self._chunks)
        starts = list(accumulate((len(chunk) + 1 for chunk in self._chunks), initial=0))
        suspect = {self._note(hit, starts) for hit in self.scanner.hits(data)}
        suspect |= {self._note_name(start, number, starts) for start, number in self.scanner.names.found(data)}
        pages = [(sheet, sheet.novelty) for sheet in self._sheets if sheet.novelty]
        self.judged.learn({line for _, novelty in pages for line in novelty.alone} - suspect)
        for page, _ in pages:
            self.evidence.rows[page.folder].update(rows_on(page.piece.data))
        self._sheets, self._chunks, self._size = [], [], 0

    def _take(self, sheet: Sheet) -> None:
        data = sheet.data()
        self._sheets.append(sheet)
        self._chunks.append(data)
        self._size += len(data)
        if self._size >= _BATCH_BYTES:
            self.scan()

    def _note(self, hit: Hit, starts: list[int]) -> bytes:
        """Note a hit, and return the line it stands in."""
        sheet, at = self._place(hit.start, starts)
        self.evidence.note(hit, sheet.label + sheet.piece.member, sheet.record(at))
        return sheet.novelty.line(at) if sheet.novelty else b""

    def _note_name(self, start: int, number: int, starts: list[int]) -> bytes:
        """Note a name that stands in its own record, and return the line of any: elsewhere the name may count."""
        sheet, at = self._place(start, starts)
        record = sheet.record(at)
        if record and self.scanner.names.is_of(record, number):
            hit = Hit("name", self.scanner.names.name(number), start)
            self.evidence.note(hit, sheet.label + sheet.piece.member, record)
        return sheet.novelty.line(at) if sheet.novelty else b""

    def _place(self, place: int, starts: list[int]) -> tuple[Sheet, int]:
        number = bisect_right(starts, place) - 1
        return self._sheets[number], place - starts[number]

    def _drop_unreadable(self) -> None:
        """Leave out the pages that are no UTF-8; other pieces were checked, or need not be."""
        broken = {id(one) for one in self._sheets if one.novelty and not _is_utf8(one.piece.data)}
        self.evidence.structure += [Finding("unreadable", one.label) for one in self._sheets if id(one) in broken]
        self._sheets = [one for one in self._sheets if id(one) not in broken]
        self._chunks = [one.data() for one in self._sheets]


def _is_utf8(data: bytes) -> bool:
    try:
        check_utf8(data, 0)
    except UNREADABLE:
        return False
    return True
