"""Who is a natural person. Doubtful means person: whoever is taken for one is not shown (design §8).

Source: 《中华人民共和国个人信息保护法》第二十五条、第三十四条; 黄信用办〔2021〕3号 三(三); 《个体工商户条例》第八条
(a sole trader may do without a trade name, and is then registered under the operator's own).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet

import pandas as pd

from generator.policy.fold import over_values
from generator.policy.identifiers import id_number
from generator.policy.unseen import BLANKS, UNSEEN

ORGANISATION, SOLE_TRADER, PERSON = "organisation", "sole-trader", "person"
KIND_WORDS = {"法人及非法人组织": ORGANISATION, "个体工商户": SOLE_TRADER, "自然人": PERSON}
TRADER_CODE = "92"
"""A unified code of the market regulator (9) for a sole trader (2) begins so."""

LONGEST_NAME = 4
_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MARK = re.compile(r"[(（\[〔【]?个体(?:工商户|户)?[)）\]〕】]?$|[(（\[〔【][^)）\]〕】]*[)）\]〕】]")
DIVISION = re.compile(f"^[{_HAN}]{{1,7}}?(?:省|市|区|县|镇|乡|街道|村)")
_NAME = re.compile(f"[{_HAN}]{{2,{LONGEST_NAME}}}")
_NOT_LETTERS = re.compile(f"[{BLANKS}{UNSEEN}·•.*]")


def looks_like_person(name: str, surnames: AbstractSet[str]) -> bool:
    """Tell whether a name of at most four characters begins with a surname, division and mark stripped.

    >>> looks_like_person("大冶市王小明（个体工商户）", {"王"}), looks_like_person("王小明餐馆", {"王"})
    (True, False)
    """
    bare = _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", name))
    bare = MARK.sub("", bare)
    # Every stage counts: 王镇江 is a name, whatever is left of it behind 镇.
    while bare:
        if _NAME.fullmatch(bare) and (bare[:1] in surnames or bare[:2] in surnames):
            return True
        stripped = DIVISION.sub("", bare)
        if stripped == bare:
            return False
        bare = stripped
    return False


def subject_kinds(frame: pd.DataFrame, *, mixed: bool, surnames: AbstractSet[str]) -> pd.Series:
    """Classify each row as organisation, sole-trader or person.

    `frame` has text columns without missing values: word (the kind column, empty where the dataset has none), name,
    raw_code (as folded by intake) and code (the code where it passes its check, else empty). In `mixed` datasets no
    kind and no valid code means person; elsewhere whoever is not a sole trader is an organisation.
    """
    word, code, raw_code = frame["word"], frame["code"], frame["raw_code"]
    kinds = word.map(KIND_WORDS).fillna("").astype("str")
    unsaid = ORGANISATION if not mixed else PERSON
    kinds = kinds.mask(kinds == "", unsaid).mask((kinds == "") & (code != ""), ORGANISATION)
    kinds = kinds.mask((kinds == ORGANISATION) & code.str.startswith(TRADER_CODE) & (code.str.len() == 18), SOLE_TRADER)
    named = over_values(frame["name"], lambda name: "1" if looks_like_person(name, surnames) else "") == "1"
    numbered = is_of_a_person(raw_code, code) & ((kinds == SOLE_TRADER) | (word == ""))
    doubtful = ((kinds == SOLE_TRADER) & named) | numbered
    nameless = (kinds == ORGANISATION) & named & (code == "") & mixed
    return kinds.mask(doubtful | nameless, PERSON)


def entity_mismatch(frame: pd.DataFrame) -> pd.Series:
    """Mark rows that are not said to be a person or a sole trader while the code is a citizen's number (faults P13).

    `frame` as for `subject_kinds`.
    """
    said = frame["word"].isin([word for word, kind in KIND_WORDS.items() if kind != ORGANISATION])
    return ~said & is_of_a_person(frame["raw_code"], frame["code"])


def is_of_a_person(raw_code: pd.Series, code: pd.Series) -> pd.Series:
    """Mark codes that are a citizen's number: alone, or with the two digits that tax offices hang on it.

    A citizen's number stays one, even where the field's check admits it; 15 digits that look like an old one are
    believed to be a business' only where it does: fourteen of a real list of five thousand taxpayers look so.
    """
    hung_on = id_number.valid18(raw_code.str[:18]) & raw_code.str.fullmatch("[0-9X]{20}")
    older = id_number.valid15(raw_code) & (code == "")
    return id_number.valid18(raw_code) | hung_on | older
