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
from generator.policy.unseen import BLANKS, UNSEEN, squeezed

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
_BETWEEN_NAMES = re.compile("[、,;/|和与及]")
_STRAY = "、,;:。/| "
"""Signs that a clerk leaves before or behind a name. 和 there is part of it: 和平大饭店."""
_COUNT = "[0-9一二两三四五六七八九十]{1,3}"
_ADDRESSED = re.compile(f"(?:先生|女士|小姐|同志|个人|本人|等(?:{_COUNT}[人名位]?|人)?|{_COUNT}[人名位])$")
_CALLED = re.compile("^(?:当事人|自然人|公民|经营者|司机|驾驶员|居民|村民):?")
# Names of other peoples of China as they are written in Chinese, and of strangers.
_POINTED = re.compile(f"[{_HAN}]{{1,10}}(?:[·•‧・.][{_HAN}]{{1,10}}){{1,3}}")
_FOREIGN = re.compile("[A-Z]{2,20}(?:[ ,.'\\-]{1,3}[A-Z]{1,20}){1,3}[.]?", re.IGNORECASE)
OF_ORGANISATIONS = re.compile("(?:公司|企业|集团|厂|店|馆|部|所|社|会|局|院|校|行|站|场|中心|[室科处户])$")
_OF_TRADE = re.compile(
    "(?:超市|餐饮|美容|美发|农庄|基地|[吧坊铺屋城园庄堂楼阁轩居队摊])$"
    "|\\b(?:CO|LTD|LIMITED|INC|CORP(?:ORATION)?|COMPANY|LLC|LLP|GMBH|AG|BV|PTE|PLC|GROUP|BANK|UNIVERSITY|INSTITUTE"
    "|ASSOCIATION|FOUNDATION|HOLDINGS?|INTERNATIONAL|TRADING|TECHNOLOG(?:Y|IES)|INDUSTR(?:Y|IES)|SERVICES?|SHOP|STORE)\\b",
    re.IGNORECASE,
)


def looks_like_person(name: str, surnames: AbstractSet[str]) -> bool:
    """Tell whether a name of at most four characters begins with a surname, division, mark and address stripped.

    So do several of them, and names with a point inside or in foreign letters that end as no organisation's does.

    >>> looks_like_person("大冶市王小明（个体工商户）", {"王"}), looks_like_person("王小明餐馆", {"王"})
    (True, False)
    >>> looks_like_person("王小明、王明等三人", {"王"}), looks_like_person("买买提·艾力", {"王"})
    (True, True)
    """
    plain = unicodedata.normalize("NFKC", name).strip(_STRAY)
    if _is_name(plain, surnames) or _is_from_afar(plain):
        return True
    several = [part for part in _BETWEEN_NAMES.split(plain) if part]
    return len(several) > 1 and all(_is_name(part, surnames) for part in several)


def _is_name(plain: str, surnames: AbstractSet[str]) -> bool:
    bare = MARK.sub("", _NOT_LETTERS.sub("", plain))
    return _has_surname(bare, surnames) or _has_surname(_ADDRESSED.sub("", _CALLED.sub("", bare)), surnames)


def _has_surname(bare: str, surnames: AbstractSet[str]) -> bool:
    # Every stage counts: 王镇江 is a name, whatever is left of it behind 镇.
    while bare:
        if _NAME.fullmatch(bare) and (bare[:1] in surnames or bare[:2] in surnames):
            return True
        stripped = DIVISION.sub("", bare)
        if stripped == bare:
            return False
        bare = stripped
    return False


def _is_from_afar(plain: str) -> bool:
    bare = MARK.sub("", squeezed(plain))
    is_shaped = _POINTED.fullmatch(bare) or _FOREIGN.fullmatch(plain.strip())
    return bool(is_shaped) and not OF_ORGANISATIONS.search(bare) and not _OF_TRADE.search(plain.strip())


def is_short(name: str) -> bool:
    """Tell whether a name is as short as a person's and ends as no organisation's does: no list has every surname.

    >>> is_short("才让卓玛"), is_short("黄石一店"), is_short("某某机械有限公司")
    (True, False, False)
    """
    bare = MARK.sub("", _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", name)))
    return bool(_NAME.fullmatch(bare)) and not OF_ORGANISATIONS.search(bare) and not _OF_TRADE.search(bare)


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
    shaped = over_values(frame["name"], lambda name: "1" if is_short(name) else "") == "1"
    nameless = (kinds == ORGANISATION) & (named | shaped) & (code == "") & mixed
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
