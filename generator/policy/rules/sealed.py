"""Records of public-security penalties are sealed.

Source: 《中华人民共和国治安管理处罚法》（2025年修订）第一百三十六条, in force 2026-01-01:
not to be provided to or published for anyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case

BASIS = "public-security-penalty-law 136"
IN_FORCE_FROM = date(2026, 1, 1)
LAW = "治安管理处罚法"


def judge(case: Case) -> Iterator[Verdict]:
    """Withhold rows whose legal basis names the law, on days from its coming into force on."""
    if case.as_of >= IN_FORCE_FROM:
        named = case.column("basis-text").str.contains(LAW).to_numpy()
        yield verdict("sealed", named, field=case.dataset.named("basis-text") or "", basis=BASIS)
