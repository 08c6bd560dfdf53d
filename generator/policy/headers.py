"""Headers as departments write them to the columns of the catalogue: by name, alias or code, in any order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.model.field import FieldSpec
from generator.policy.refusal import malformed, wrong_header
from generator.policy.tables import FORBIDDEN, header_cells

_BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")
_FORMS = str.maketrans("〔［【[〕］】]×", "(((())))x")
OTHER_DELIMITERS = (",", ";", "\t", "|", "，")
_LONGEST = 1_000
"""Characters of a cell beyond which it is no column: read in a wrong encoding, a file's whole beginning is one cell."""


def fold_header(text: str) -> str:
    """Fold the text of a header: half width, no blanks, one form of bracket.

    >>> fold_header("罚款金额 （万元）") == fold_header("罚款金额(万元)")
    True
    """
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).translate(_FORMS)


def spellings(fields: Sequence[FieldSpec]) -> Mapping[str, int]:
    """Map every accepted spelling to the position of its field; one that two fields claim is no spelling.

    A field's own name goes before other fields' aliases.
    """
    others = [
        (fold_header(text), place)
        for place, field in enumerate(fields)
        for text in (*field.credit.aliases, *filter(None, (field.credit.code,)))
    ]
    claims = Counter(text for text, _ in set(others))
    known = {text: place for text, place in others if claims[text] == 1}
    return known | {fold_header(field.name): place for place, field in enumerate(fields)}


def recognised(opening: str, known: Mapping[str, int], options: Mapping[str, object]) -> int:
    """Count the declared columns in the first record, also where it is cut by a delimiter that was not declared."""
    delimiters = {options.get("delimiter", ","), *OTHER_DELIMITERS}
    return max(_count(header_cells(opening, {**options, "delimiter": one}), known) for one in delimiters)


def place_columns(
    cells: Sequence[str], fields: Sequence[FieldSpec], known: Mapping[str, int]
) -> tuple[int | None, ...]:
    """Find for each field the column that holds it, None for an absent optional one.

    Raises SourceRefusedError. An unknown header is named by its position alone: it may be a row that lost its header.
    """
    _refuse_other_delimiter(cells, known)
    if any(FORBIDDEN.search(cell) for cell in cells):
        message = "表头里有空字节或控制符，文件已损坏；请重新导出"
        raise malformed(message, 1)
    found = [known.get(fold_header(cell)) for cell in cells]
    if None in found:
        unknown = [str(place) for place, field in enumerate(found, start=1) if field is None]
        message = f"第 {'、'.join(unknown)} 列不在目录里；目录之外的列不能报送，请删去或改成目录的列名"
        raise wrong_header(message)
    if twice := [fields[one].name for one, times in Counter(found).items() if one is not None and times > 1]:
        message = f"“{'、'.join(twice)}”有不止一列；请只留一列"
        raise wrong_header(message, twice[0])
    missing = [field.name for place, field in enumerate(fields) if place not in found and not field.credit.optional]
    if missing:
        message = f"缺少列“{'、'.join(missing)}”；请补上，没有内容也要保留这一列"
        raise wrong_header(message, missing[0])
    return tuple(found.index(place) if place in found else None for place in range(len(fields)))


def _count(cells: Sequence[str], known: Mapping[str, int]) -> int:
    return sum(len(cell) <= _LONGEST and fold_header(cell) in known for cell in cells)


def _refuse_other_delimiter(cells: Sequence[str], known: Mapping[str, int]) -> None:
    if len(cells) == 1 and fold_header(cells[0]) not in known:
        for delimiter in OTHER_DELIMITERS:
            if _count(cells[0].split(delimiter), known) > 1:
                message = "分隔符与目录声明的不同；请按目录的分隔符（不写就是半角逗号）导出"
                raise malformed(message, 1)
