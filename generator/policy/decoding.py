"""Bytes to text without guessing: a mark, strict UTF-8, strict GB18030, UTF-16; the header proves which (§4.2).

Most short UTF-8 texts are also sound GB18030, and some short GBK names are sound UTF-8: that a text can be decoded
proves nothing. That its header then reads as the catalogue says does.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.policy.refusal import malformed, wrong_header

Bytes = Iterable[bytes]
"""A file in pieces, gone through several times (an iterator will not do); the first holds the whole header."""

_TELLING = 8
"""Characters beyond ASCII after which sound UTF-8 is no accident: of GBK texts of three, one in 200 still is."""


@dataclass(frozen=True)
class Encoding:
    """A codec, and how many bytes of a mark stand before the text."""

    codec: str
    skip: int = 0


UTF8, GB18030 = Encoding("utf-8"), Encoding("gb18030")
CANDIDATES = (UTF8, GB18030, Encoding("utf-16-le"), Encoding("utf-16-be"))
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
"""How workbooks and archives begin; renamed to .csv, they stay what they are."""


def prove_encoding(data: Bytes, recognised: Callable[[str], int]) -> Encoding:
    """Find the one encoding under which the header reads as declared and everything below decodes.

    `recognised` counts the declared columns in the opening of a text. Raises SourceRefusedError: source-malformed
    where nothing decodes or encodings are mixed, source-header where no column is recognised.
    """
    if next(iter(data)).startswith(_PACKED):
        message = "这是工作簿或压缩包（xlsx、xls、zip、gz），不是 CSV；请另存为 CSV UTF-8 后报送"
        raise malformed(message)
    options = _marked(data) or CANDIDATES
    scores = [recognised(_opening(data, encoding)) for encoding in options]
    tied = [encoding for encoding, score in zip(options, scores, strict=True) if score == max(scores)]
    faults = [undecodable_line(data, encoding) for encoding in tied]
    whole = [encoding for encoding, line in zip(tied, faults, strict=True) if line is None]
    if not whole:
        message = "编码有误：文件里混有不同编码，或字节已损坏；请整份按 UTF-8 重新导出"
        raise malformed(message, faults[0] if max(scores) else None)
    if not max(scores):
        message = "表头没有一列与目录相符；请对照目录检查表头和编码"
        raise wrong_header(message)
    if len(whole) > 1 and not _speaks(data, whole):
        message = "表头只有代码，汉字又太少，证明不了编码；请用中文表头，或存为带 BOM 的 UTF-8"
        raise wrong_header(message)
    return whole[0]


def pieces(data: Bytes, encoding: Encoding) -> Iterator[str]:
    """Decode strictly, piece by piece; raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    skip = encoding.skip
    for piece in data:
        yield decoder.decode(piece[skip:])
        skip = 0
    yield decoder.decode(b"", final=True)


def undecodable_line(data: Bytes, encoding: Encoding) -> int | None:
    """Tell the first physical line that does not decode, or None when all do."""
    line = 1
    try:
        for piece in pieces(data, encoding):
            line += piece.count("\n")
    except UnicodeDecodeError as error:
        sound = error.object[: error.start].decode(encoding.codec)
        return line + sound.count("\n")
    return None


def has_final_newline(data: Bytes, encoding: Encoding) -> bool:
    """Tell whether the last line is ended."""
    last = b""
    for piece in data:
        last = (last + piece[-2:])[-2:]
    return last.endswith("\n".encode(encoding.codec))


def _marked(data: Bytes) -> tuple[Encoding, ...]:
    first = next(iter(data))
    return tuple(Encoding(codec, len(mark)) for mark, codec in _MARKS if first.startswith(mark))


def _opening(data: Bytes, encoding: Encoding) -> str:
    decoder = codecs.getincrementaldecoder(encoding.codec)("replace")
    return decoder.decode(next(iter(data))[encoding.skip :])


def _speaks(data: Bytes, whole: Sequence[Encoding]) -> bool:
    """Tell whether UTF-8 stands by itself where a header of codes alone fits two encodings."""
    if whole[0] != UTF8:
        return False
    foreign = 0
    for piece in pieces(data, UTF8):
        foreign += len(piece) - len(piece.encode("ascii", "ignore"))
        if foreign >= _TELLING:
            return True
    return foreign == 0
