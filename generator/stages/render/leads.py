"""The title of a record's page and the sentence that it begins with; filled for each record, and so no messages."""

from __future__ import annotations

from markupsafe import Markup

from generator.model.message import _
from generator.stages.render.mold import slot
from generator.stages.render.sheets import Sheet
from generator.stages.render.words import KINDS

TITLE = _("{name}：{title}")
LEADS = {
    (True, True): _("{who}于{day}{verb}，文书号{number}。"),
    (True, False): _("{who}于{day}{verb}。"),
    (False, True): _("{who}{verb}，文书号{number}。"),
    (False, False): _("{who}{verb}。"),
}
"""By whether a record has a day, and a number."""


def title_of(sheet: Sheet) -> Markup:
    """Whom it is about and in which dataset, with a slot for the name."""
    return Markup(TITLE.format(name=slot("name"), title=sheet.title))  # both escaped


def lead_of(sheet: Sheet, department: str, *, has_authority: bool, has_day: bool, has_number: bool) -> Markup:
    """Who decided what, and when, with slots; `department` is who delivered it, where no authority is named."""
    who = slot("authority") if has_authority else sheet.department(department)
    verb = KINDS[sheet.dataset.credit.kind].verb
    lead = LEADS[has_day, has_number].format(who=who, day=slot("date_words"), verb=verb, number=slot("number"))
    return Markup(lead)  # whoever it names is escaped
