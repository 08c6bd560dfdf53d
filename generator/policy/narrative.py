"""Free text of organisations: what speaks of people is taken out, the rest stays as it was delivered (design §8).

Source: 《中华人民共和国个人信息保护法》第六条、第二十五条、第二十八条. Numbers give way to a mark, names to the mask of
masks.py. A name is known from its row, from other rows, or from the word before it; it is never guessed from the
sentence, for a guess misses one in five and invents others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from ahocorasick_rs import AhoCorasick, MatchKind

from generator.policy.identifiers.disguised import CARD, EMAIL, ID_NUMBER, PHONE, PLATE, decoded, hits, matched
from generator.policy.identifiers.labelled import ACCOUNT, DOOR, FREE_TEXT_FINDERS, FREE_TEXT_SCREENS
from generator.policy.masks import mask_name
from generator.policy.naming import Naming, names_in, naming
from generator.policy.unseen import BLANKS_RE2, UNSEEN, seen_places, squeezed, without_unseen

_HIDDEN = f"[{UNSEEN}]"
"""RE2: what could stand inside a number, a word or a name without being seen."""
_NOT_SEEN = f"[{BLANKS_RE2}{UNSEEN}]+"

MARKS: Mapping[str, str] = {
    ID_NUMBER: "［证件号码］",
    PHONE: "［电话］",
    CARD: "［账号］",
    ACCOUNT: "［账号］",
    PLATE: "［车牌］",
    EMAIL: "［邮箱］",
    DOOR: "［门牌］",
}


@dataclass(frozen=True)
class Vocabulary:
    """What a file knows of people's names. Made once for a file, and not to be sent between processes."""

    naming: Naming
    others: AhoCorasick
    """Names of three characters and more of all rows."""


def vocabulary(others: Sequence[str], surnames: AbstractSet[str]) -> Vocabulary:
    """Prepare the names of a file's people; `others` are cells of name columns as delivered, of every row."""
    names = sorted({name for cell in others for name in names_in(cell)})
    long = long_names(others)
    pairs = frozenset(name for name in names if len(name) == 2)
    return Vocabulary(naming(surnames, pairs), AhoCorasick(long, matchkind=MatchKind.LeftmostLongest))


def long_names(cells: Iterable[str]) -> list[str]:
    """List the names of three characters and more in cells of name columns: long enough to be looked for anywhere."""
    return sorted({name for cell in cells for name in names_in(cell) if len(name) > 2})


def clean(text: str, names: Sequence[str], known: Vocabulary) -> str:
    """Clean one text; `names` are the cells of the row's own name columns. Cleaning twice changes nothing.

    >>> known = vocabulary(["李小红"], {"王", "李"})
    >>> clean("王小明（身份证420299199001010019）与李小红驾驶鄂B12345，见黄环罚〔2026〕319号", ["王小明"], known)
    '王**（身份证［证件号码］）与李**驾驶［车牌］，见黄环罚〔2026〕319号'
    """
    return _cleaned(text, _longest_first(map(names_in, names)), known)


def clean_series(series: pd.Series, own: Sequence[Sequence[str]], known: Vocabulary) -> pd.Series:
    """Clean a column; `own` are the names of each row's people, as `own_names` lists them. Missing becomes empty.

    Only rows in which a screen sees a number, a label or a name are read one by one.
    """
    texts = series.fillna("").astype("str")
    cleaned = texts.tolist()
    for place in np.flatnonzero(suspects(texts, own, known)).tolist():
        cleaned[place] = _cleaned(cleaned[place], own[place], known)
    return pd.Series(pd.array(cleaned, dtype="str"), index=series.index, name=series.name)


def named(series: pd.Series, own: Sequence[Sequence[str]], known: Vocabulary) -> pd.Series:
    """Mark the cells that hold a name of their row's people, or announce somebody: nothing is taken out of them.

    For columns shown as delivered; `own` are the names of each row's people that are not shown.
    """
    texts = series.fillna("").astype("str")
    marked = _holds_own(texts, own)
    announced = matched(pa.array(texts, type=pa.large_string()), (known.naming.screen, _HIDDEN)) & ~marked
    seen = map(without_unseen, texts[announced])
    marked[announced] = [known.naming.mask_labelled(text) != text for text in seen]
    return pd.Series(marked, index=series.index)


def own_names(cells: pd.DataFrame) -> list[tuple[str, ...]]:
    """List for each row the personal names of its cells, the longest first; none where there is no column."""
    listed: list[list[tuple[str, ...]]] = [[()] * len(cells)]
    for name in cells.columns:
        texts = cells[name].fillna("").tolist()
        held = {text: tuple(names_in(text)) for text in set(texts)}
        listed.append([held[text] for text in texts])
    return [_longest_first(names) for names in zip(*listed, strict=True)]


def suspects(texts: pd.Series, own: Sequence[Sequence[str]], known: Vocabulary) -> npt.NDArray[np.bool_]:
    """Mark the texts that `clean` could change; `own` are the names of each row's people."""
    column = pa.array(texts, type=pa.large_string())
    suspect = matched(column, (*FREE_TEXT_SCREENS, known.naming.screen, _HIDDEN))
    spaced = matched(column, (_NOT_SEEN,))
    find = known.others.find_matches_as_indexes
    others = [bool(_others(text, known) if gap else find(text)) for text, gap in zip(texts, spaced, strict=True)]
    return np.asarray(suspect | _holds_own(texts, own) | np.array(others, dtype=bool))


def _holds_own(texts: pd.Series, own: Sequence[Sequence[str]]) -> npt.NDArray[np.bool_]:
    """Mark the texts that hold a name of their own row, with blanks inside or without."""
    if not any(own):
        return np.zeros(len(texts), dtype=bool)
    bare = pc.replace_substring_regex(pa.array(texts, type=pa.large_string()), _NOT_SEEN, "").to_pylist()
    rows = zip(texts, bare, own, strict=True)
    held = [bool(names) and _is_in(names, text, tight) for text, tight, names in rows]
    return np.array(held, dtype=bool)


def _is_in(names: Sequence[str], text: str, tight: str) -> bool:
    return any(name in text or name in tight for name in names)


def _longest_first(names: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({one for some in names for one in some}, key=lambda name: (-len(name), name)))


def _cleaned(text: str, own: Sequence[str], known: Vocabulary) -> str:
    seen = without_unseen(text)
    cleaned = _settled(seen, own, known)
    return text if cleaned == seen else cleaned  # where nobody is hidden, it stays as it was delivered


def _settled(text: str, own: Sequence[str], known: Vocabulary) -> str:
    before = None
    # What is taken out can bring together what was apart. It ends: no step adds a digit, and names lose characters.
    while text != before:
        before, text = text, _without_names(_without_numbers(text), own, known)
    return text


def _without_numbers(text: str) -> str:
    plain = decoded(text)
    if plain != text and len(hits(plain)) > len(hits(text)):
        text = plain  # a number was written in escapes: what is shown is the text without them
    pieces, done = [], 0
    for hit in hits(text, FREE_TEXT_FINDERS):
        pieces += [text[done : hit.start], MARKS[hit.kind]]
        done = hit.end
    return "".join([*pieces, text[done:]])


def _without_names(text: str, own: Sequence[str], known: Vocabulary) -> str:
    surnames = known.naming.surnames
    for name in own:
        text = text.replace(name, mask_name(name, surnames))
        if name in squeezed(text):
            text = known.naming.spaced(name).sub(mask_name(name, surnames), text)
    pieces, done = [], 0
    for start, end in _others(text, known):
        pieces += [text[done:start], mask_name(text[start:end], surnames)]
        done = end
    return known.naming.mask_labelled("".join([*pieces, text[done:]]))


def _others(text: str, known: Vocabulary) -> list[tuple[int, int]]:
    """Find names of other rows, with blanks inside or without: begin and end of each, in order."""
    bare = squeezed(text)
    found = known.others.find_matches_as_indexes(bare)
    if not found or bare == text:
        return [(start, end) for _, start, end in found]
    places = seen_places(text)
    return [(places[start], places[end - 1] + 1) for _, start, end in found]
