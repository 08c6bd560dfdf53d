"""What is wrong with a row: each takes a plain row and returns the row as a clerk spoils it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from generator.commands.fiction import cases, days, leaks
from generator.commands.fiction.scene import Cells, Scene
from generator.commands.fiction.subjects import Subject, person_of

Spoil = Callable[[Scene, Subject, Cells], Cells]
_TEXTS = ("fact-text", "content-text", "basis-text")


def nothing(_: Scene, _subject: Subject, cells: Cells) -> Cells:
    """Leave the row as it is."""
    return cells


def blank_required(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Leave a required text out."""
    return cells | {_text(scene): ""}


def vague_amount(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Write a fine in words."""
    return cells | {scene.role("fine"): "约二万"}


def impossible_date(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Write a day that no calendar has."""
    return cells | {_date(scene): "2026-02-30"}


def scientific_code(scene: Scene, subject: Subject, cells: Cells) -> Cells:
    """Let a spreadsheet turn the number into a floating-point one."""
    role, text = ("person-id", "4.20299E+17") if not subject.code else ("subject-code", "9.14202E+17")
    return cells | {scene.role(role): text}


def mistyped_code(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Mistype the last character of the code."""
    column = scene.role("subject-code")
    return cells | {column: cells[column][:-1] + ("2" if cells[column][-1:] == "1" else "1")}


def code_of_a_citizen(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Write a citizen's number where a company's code belongs."""
    return cells | {scene.role("subject-code"): person_of(scene.rng)[1]}


def garbled(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Leave the trace of a wrong conversion between encodings."""
    column = _text(scene)
    return cells | {column: f"{cells[column][:12]}锟斤拷锟斤拷{cells[column][12:]}"}


def ends_before_start(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Let the end lie before the beginning."""
    column = scene.role("public-until" if "public-until" in scene.dataset.by_role else "valid-until")
    return cells | {column: (_decided(scene, cells) - timedelta(days=40)).isoformat()}


def without_class(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Fine an organisation so little that only the department can tell the class, and let it not tell."""
    spoilt = {scene.role("severity"): "", scene.role("penalty-procedure"): "", scene.role("category"): "罚款"}
    return (
        cells
        | spoilt
        | {
            scene.role("fine"): "0.2",
            scene.role("confiscated"): "",
            scene.role("content-text"): "处以罚款人民币2000元。",
        }
    )


def slight(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Judge it slight."""
    return cells | {scene.role("severity"): "轻微", scene.role("penalty-procedure"): "简易程序"}


def slight_but_shown(scene: Scene, subject: Subject, cells: Cells) -> Cells:
    """Judge it slight and have it published all the same."""
    recent = {scene.role("publish-slight"): "是", _date(scene): "2026-10-29"}
    return slight(scene, subject, cells) | recent


def ahead(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Date it a week ahead."""
    day = (days.TODAY + timedelta(days=8)).isoformat()
    return (
        cells | {_date(scene): day} | ({scene.role("valid-from"): day} if "valid-from" in scene.dataset.by_role else {})
    )


def long_past(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Let its time be over."""
    if "valid-until" in scene.dataset.by_role and scene.dataset.credit.kind != "penalty":
        return (
            cells | {scene.role("valid-until"): "2026-10-31", _date(scene): "2024-03-11"} | _since(scene, "2024-03-11")
        )
    return cells | {_date(scene): "2022-06-15"}


def own_end(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Let the department end the publication itself, three months on."""
    return cells | {_date(scene): "2026-05-12", scene.role("public-until"): "2026-08-12"}


def endless(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Leave the end out, which is not the same as 长期."""
    return cells | {scene.role("valid-until"): ""}


def revoked(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Say that the licence is no longer in force."""
    return cells | {scene.role("status"): scene.rng.choice(("撤销", "注销", "吊销", "无效"))}


def kept_back(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Let the row say that it is not for everyone."""
    return cells | {scene.role("row-access"): scene.rng.choice(("不可公开", "特定范围内公开"))}


def taken_off(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Let the authority have removed the entry."""
    return cells | {scene.role("removed-on"): "2026-09-30"}


def indiscreet(scene: Scene, subject: Subject, cells: Cells) -> Cells:
    """Say too much about people in the facts."""
    column = _text(scene)
    return cells | {column: cells[column] + leaks.leak(scene.rng, subject, scene.index // 8)}


def lengthy(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Tell the facts at length."""
    column = scene.role("fact-text")
    return cells | {column: cases.at_length(cells[column], scene.rng, 1900)}


def recent(scene: Scene, _: Subject, cells: Cells) -> Cells:
    """Date it so that only what follows can keep it from being shown: an ordinary case of last spring."""
    day = days.draw(scene.rng, days.TODAY.replace(month=2, day=2), days.TODAY.replace(month=8, day=31))
    ordinary = {scene.role("severity"): "一般"} if "severity" in scene.dataset.by_role else {}
    return cells | {_date(scene): day.isoformat()} | _since(scene, day.isoformat()) | ordinary


def of_last_winter(scene: Scene, subject: Subject, cells: Cells) -> Cells:
    """Date it before the rules of April 2026."""
    return recent(scene, subject, cells) | {_date(scene): "2026-01-14"}


def _text(scene: Scene) -> str:
    return next(scene.role(role) for role in _TEXTS if role in scene.dataset.by_role)


def _date(scene: Scene) -> str:
    column = scene.dataset.date_column
    return column if column else scene.role("year")


def _decided(scene: Scene, cells: Cells) -> date:
    return date.fromisoformat(cells[_date(scene)])


def _since(scene: Scene, day: str) -> Cells:
    return {scene.role("valid-from"): day} if "valid-from" in scene.dataset.by_role else {}
