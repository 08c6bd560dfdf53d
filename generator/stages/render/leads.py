"""The title of a record's page and the sentence that it begins with; filled for each record, and so no messages."""

from __future__ import annotations

from generator.model.message import _
from generator.stages.render.sheets import Sheet
from generator.stages.render.words import KINDS, day_of

TITLE = _("{name}：{title}")
LEADS = {
    (True, True): _("{who}于{day}{verb}，文书号{number}。"),
    (True, False): _("{who}于{day}{verb}。"),
    (False, True): _("{who}{verb}，文书号{number}。"),
    (False, False): _("{who}{verb}。"),
}
"""By whether a record has a day, and a number."""


def title_of(sheet: Sheet, row: dict[str, str]) -> str:
    """Whom it is about and in which dataset; cells come escaped."""
    return TITLE.format(name=row["@name"], title=sheet.title)


def lead_of(sheet: Sheet, row: dict[str, str], number: str) -> str:
    """Who decided what, and when; cells come escaped."""
    dataset = sheet.dataset
    who = row.get(dataset.named("authority") or "") or sheet.department(row["@department"])
    day = day_of(row["@date"]).words if row["@date"] else ""
    verb = KINDS[dataset.credit.kind].verb
    return LEADS[bool(day), bool(number)].format(who=who, day=day, verb=verb, number=number)
