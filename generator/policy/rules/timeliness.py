"""A decision is published within seven working days.

Source: 《关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见》（发改办财金〔2018〕424号）: 自作出行政决定之日
起7个工作日内上网公开; 《中华人民共和国行政处罚法》第八十五条: working days; another time limit stands in the catalogue
with its own basis (`late_after`).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.verdict import Verdict, verdict
from generator.policy.case import Case
from generator.policy.working_days import WorkingDays

BASIS = "ndrc-2018-424"


def judge(case: Case) -> Iterator[Verdict]:
    """Note the records that were first public after their time: on the day they first were, or today."""
    decided = case.column("decided-on")
    day = decided.where(decided != "", case.column("listed-on"))
    due = WorkingDays(case.city.holidays).deadlines(day, case.dataset.credit.late_days)
    first = case.facts.first_days(case.frame.index)
    public = first.where(first != "", case.as_of.isoformat())
    late = ((due != "") & (public > due)).to_numpy()
    yield verdict("late-publication", late, effect="note", field=case.dataset.date_column or "", basis=BASIS)
