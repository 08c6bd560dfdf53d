"""Names that look like another subject's are pointed out, so that no reader takes one company for the other.

Source: 《中华人民共和国个人信息保护法》第八条 and 黄信用办〔2021〕3号 三(四): what is shown must be right;
Unicode Technical Standard 39: two texts are confusable when their skeletons are equal.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "personal-information-law 8"
CONFUSABLE = "name-confusable"
NOBODY = np.empty(0, dtype=np.int64)


def judge(case: Case) -> Iterator[Verdict]:
    """Note the rows whose name has the skeleton of another subject's name."""
    rows = case.mask(case.facts.related.get(CONFUSABLE, NOBODY))
    yield verdict(CONFUSABLE, rows, effect="note", field=case.dataset.named("subject-name") or "", basis=BASIS)
