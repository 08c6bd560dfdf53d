"""The amount of a fine and what the decision says of it should be one.

Source: 《中华人民共和国个人信息保护法》第八条 and 黄信用办〔2021〕3号 三(四): what is shown equals what was decided.
The national field CF_NR_FK counts in 万元; an amount delivered in 元 is ten thousand times too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from generator.model.verdict import Verdict, verdict
from generator.policy.amounts import parse_number
from generator.policy.case import Case

WAN = Decimal(10_000)
FINES = re.compile(r"罚款(?:金额)?(?:人民币)?[：:]?([0-9][0-9,，]*(?:\.[0-9]+)?)(万?)元")


def judge(case: Case) -> Iterator[Verdict]:
    """Note rows whose fine is neither one of the fines that the decision names nor their sum."""
    fine, text = case.dataset.named("fine"), case.dataset.named("content-text")
    if fine is None or text is None:
        return
    fines, texts = case.column("fine"), case.column("content-text")
    speaks = np.flatnonzero((fines != "").to_numpy() & texts.str.contains("罚款", regex=False).to_numpy(dtype=bool))
    wrong = [place for place in speaks if differs(fines.iloc[place], texts.iloc[place])]
    yield verdict("amount-differs", case.mask(np.array(wrong, dtype=np.int64)), effect="note", field=fine)


def differs(fine_wan: str, text: str) -> bool:
    """Tell whether a fine in 万元 is another than the text says; a text that names none in figures says nothing.

    >>> differs("0.2", "罚款人民币2,000元"), differs("2000", "罚款2000元"), differs("0.2", "处以罚款贰仟元")
    (False, True, False)
    """
    named = [Decimal(re.sub("[,，]", "", found[1])) * (WAN if found[2] else 1) for found in FINES.finditer(text)]
    fine = parse_number(fine_wan)
    return bool(named) and fine is not None and fine * WAN not in {*named, sum(named)}
