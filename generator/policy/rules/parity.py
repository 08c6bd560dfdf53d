"""Content and period are those of the recognising department's own publication.

Source: 黄信用办〔2021〕3号《关于进一步加强和规范守信联合激励和失信联合惩戒的实施意见》 三(四): 内容、期限保持一致.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "huangxinyong-2021-3 三(四)"
EXTRA, DIFFERENT = "parity-extra", "parity-different"
NOBODY = np.empty(0, dtype=np.int64)


def judge(case: Case) -> Iterator[Verdict]:
    """Note what the department does not show, shows less long or otherwise; withhold the first where it is followed."""
    extra = case.mask(case.facts.related.get(EXTRA, NOBODY))
    if case.dataset.credit.parity == "enforce":
        yield verdict("parity-removed", extra, basis=BASIS)
    yield verdict(EXTRA, extra, effect="note", basis=BASIS)
    ours, theirs = case.own_terms["until"], case.theirs
    longer = ((theirs != "") & (ours > theirs)).to_numpy()
    yield verdict("parity-longer", longer, effect="note", field=case.dataset.named("public-until") or "", basis=BASIS)
    different = case.mask(case.facts.related.get(DIFFERENT, NOBODY))
    yield verdict(DIFFERENT, different, effect="note", basis=BASIS)
