"""Only what the catalogue and the row itself open to the public is shown.

Source: 黄信用办〔2021〕3号 三(三): whether an item is public is fixed in the catalogue; 信用承诺信息归集模板 公开类型.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "huangxinyong-2021-3 三(三)"
PUBLIC_WORD = "可向社会公开"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold a dataset that is not public, and a row whose own access is another word or none."""
    if case.dataset.credit.access != "public":
        yield verdict("not-public", ~case.nobody(), field="credit.access", basis=BASIS)
    field = case.dataset.named("row-access")
    if field is not None:
        closed = (case.column("row-access") != PUBLIC_WORD).to_numpy()
        yield verdict("not-public", closed, field=field, basis=BASIS)
