"""The amount of a fine and what the decision says of it should be one.

Source: 《中华人民共和国个人信息保护法》第八条 and 黄信用办〔2021〕3号 三(四): what is shown equals what was decided.
The national field CF_NR_FK counts in 万元; an amount delivered in 元 is ten thousand times too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from generator.model.verdict import Verdict, verdict
from generator.policy.amounts import parse_number
from generator.policy.case import Case

BASIS = "personal-information-law 8"
WAN = Decimal(10_000)
_FINE = r"罚款(?:金额)?(?:人民币)?[：:]?(?P<number>[0-9][0-9,，]*(?:\.[0-9]+)?)(?P<wan>万?)元"
FINES = re.compile(_FINE)
_NEARLY = 0.001
"""Of a yuan: what a binary fraction may be off."""


def judge(case: Case) -> Iterator[Verdict]:
    """Note rows whose fine is neither one of the fines that the decision names nor their sum."""
    fine, text = case.dataset.named("fine"), case.dataset.named("content-text")
    if fine is None or text is None:
        return
    fines, texts = case.column("fine"), case.column("content-text")
    doubtful = np.flatnonzero(~agrees(fines, texts))
    wrong = [place for place in doubtful if differs(fines.iloc[place], texts.iloc[place])]
    yield verdict("amount-differs", case.mask(np.array(wrong, dtype=np.int64)), effect="note", field=fine, basis=BASIS)


def agrees(fines: pd.Series, texts: pd.Series) -> npt.NDArray[np.bool_]:
    """Screen: no fine, none in figures in the text, or one that is the amount; other rows are read one by one.

    >>> agrees(pd.Series(["0.2", "0.5"]), pd.Series(["罚款2,000元", "罚款2000元，另处罚款3000元"])).tolist()
    [True, False]
    """
    column = pa.array(texts)
    count = np.asarray(pc.count_substring_regex(column, _FINE))
    found = pc.extract_regex(column, _FINE)
    number = pc.replace_substring_regex(pc.struct_field(found, "number"), "[,，]", "")
    named = pd.Series(number.to_pylist(), dtype=float).to_numpy()
    unit = np.asarray(pc.if_else(pc.equal(pc.struct_field(found, "wan"), "万"), float(WAN), 1.0))
    fine = pd.to_numeric(fines, errors="coerce").to_numpy()
    is_one = (count == 1) & (np.abs(named * unit - fine * float(WAN)) < _NEARLY)
    return np.asarray((fines == "").to_numpy() | (count == 0) | is_one)


def differs(fine_wan: str, text: str) -> bool:
    """Tell whether a fine in 万元 is another than the text says; a text that names none in figures says nothing.

    >>> differs("0.2", "罚款人民币2,000元"), differs("2000", "罚款2000元"), differs("0.2", "处以罚款贰仟元")
    (False, True, False)
    """
    found = FINES.finditer(text)
    named = [Decimal(re.sub("[,，]", "", one["number"])) * (WAN if one["wan"] else 1) for one in found]
    fine = parse_number(fine_wan)
    return bool(named) and fine is not None and fine * WAN not in {*named, sum(named)}
