"""Rulings about single rows of the fictional deliveries, written to rulings/*.csv as the rows come by."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from generator.commands.fiction.scene import Cells, Scene
from generator.commands.fiction.subjects import PERSON, Subject
from generator.model.rulings import COLUMNS, COMMON

_OFFICE = "黄石市社会信用体系建设领导小组办公室（演示）"
_CORRECTED = "责令改正违法行为，处以罚款人民币5000元。（经核查更正）"


@dataclass(frozen=True)
class Book:
    """The open rulings files."""

    writers: dict[str, Any]

    def add(self, file: str, common: dict[str, str], /, **more: str) -> None:
        """Write one line; columns that are not named stay empty."""
        line = {**common, **more}
        self.writers[file].writerow([line.get(column, "") for column in (*COMMON, *COLUMNS[file])])


@contextmanager
def open_book(folder: Path) -> Iterator[Book]:
    """Open all eight files with their headers."""
    folder.mkdir(parents=True, exist_ok=True)
    opened: list[IO[str]] = []
    writers = {}
    try:
        for file, more in COLUMNS.items():
            opened.append((folder / f"{file}.csv").open("w", encoding="utf-8", newline=""))
            writers[file] = csv.writer(opened[-1], lineterminator="\n")
            writers[file].writerow((*COMMON, *more))
        yield Book(writers)
    finally:
        for stream in opened:
            stream.close()


Rule = Callable[[Book, Scene, Subject, Cells], None]


def repaired(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """End the publication after repair; the market regulator still signs under its former id."""
    common = _about(scene, subject, cells, "信用修复", "2026-10-16")
    common["department"] = (*scene.department.formerly, scene.department.id)[0]
    book.add("repairs", common, action="终止公示", received_on="2026-10-09", reviewed_on="2026-10-10")


def removed_from_list(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Take an entry out of a list after repair."""
    common = _about(scene, subject, cells, "信用修复", "2026-10-16")
    book.add("repairs", common, action="移出", received_on="2026-10-09", reviewed_on="2026-10-10")


def marked(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Mark a record as repaired, under the rules before April 2026."""
    common = _about(scene, subject, cells, "信用修复", "2026-03-20")
    book.add("repairs", common, action="标注", received_on="2026-03-12", reviewed_on="2026-03-13")


def repaired_later(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Decide on a repair that waits for its day."""
    common = _about(scene, subject, cells, "信用修复", "2026-12-15")
    book.add("repairs", common, action="终止公示", received_on="2026-11-20", reviewed_on="2026-11-23")


def withdrawn(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Withdraw a decision; the ruling names the number alone."""
    common = _about(scene, subject, cells, "撤销决定", "2026-11-18") | {"subject_name": "", "subject_code": ""}
    book.add("withdrawals", common, kind="撤销", reason="主要证据不足")


def found_unlawful(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Find a decision unlawful; the organisation wants its name in the notice."""
    common = _about(scene, subject, cells, "行政复议", "2026-11-06")
    book.add("withdrawals", common, kind="确认违法", reason="违反法定程序", notice="subject")


def suspended(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Suspend a decision while it is reviewed."""
    common = _about(scene, subject, cells, "停止执行", "2026-10-28")
    book.add("withdrawals", common, kind="停止执行", reason="行政复议期间停止执行")


def resumed(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Suspend a decision and let it stand again."""
    suspended(book, scene, subject, cells)
    common = _about(scene, subject, cells, "恢复执行", "2026-11-12")
    book.add("withdrawals", common, kind="恢复执行", reason="行政复议维持原决定")


def reinstated(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Withdraw a decision and bring it back."""
    withdrawn(book, scene, subject, cells)
    book.add("reinstatements", _about(scene, subject, cells, "恢复公示", "2026-11-20"), reason="法院判决撤销原撤销决定")


def objected(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Open an objection."""
    common = _about(scene, subject, cells, "异议受理", "2026-11-19")
    book.add("objections", common, origin="异议", status="核查中", received_on="2026-11-19")


def corrected(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Close an objection with a correction."""
    common = _about(scene, subject, cells, "异议处理", "2026-11-10")
    closed = {"received_on": "2026-11-03", "closed_on": "2026-11-10"}
    field = scene.role("content-text")
    book.add(
        "objections",
        common,
        origin="异议",
        status="更正",
        field=field,
        value=_CORRECTED,
        apology="on-request",
        **closed,
    )


def upheld(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Close an objection: the record goes."""
    common = _about(scene, subject, cells, "异议处理", "2026-11-11")
    book.add("objections", common, origin="投诉", status="撤销", received_on="2026-11-02", closed_on="2026-11-11")


def maintained(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Close an objection: the record stays as it is."""
    common = _about(scene, subject, cells, "异议处理", "2026-11-13")
    book.add("objections", common, origin="主动发现", status="维持", received_on="2026-11-05", closed_on="2026-11-13")


def taken_down(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Take a record down at once; the document follows."""
    common = _about(scene, subject, cells, "", "") | {"authority": _OFFICE}
    book.add("takedowns", common)


def unresolved(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Rule on a record's number with the name of somebody else."""
    other = scene.pool.special(scene.rng, "黄石某某演示有限公司")
    common = _about(scene, subject, cells, "信用修复", "2026-10-20")
    wrong = {"subject_name": other.name, "subject_code": other.code}
    book.add("repairs", common | wrong, action="终止公示", received_on="2026-10-12", reviewed_on="2026-10-13")


def wrongly_honoured(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Find that an honour was given in error."""
    book.add("removals", _about(scene, subject, cells, "红名单移出", "2026-10-30"), reason="认定有误")


def consented(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Note a person's consent to being named."""
    field = scene.role("subject-name")
    book.add("consents", _about(scene, subject, cells, "同意公开声明", "2026-09-15"), field=field, until="2027-09-15")


def no_longer_consented(book: Book, scene: Scene, subject: Subject, cells: Cells) -> None:
    """Note a consent that has ended."""
    field = scene.role("subject-name")
    book.add("consents", _about(scene, subject, cells, "同意公开声明", "2025-09-15"), field=field, until="2026-09-15")


def _about(scene: Scene, subject: Subject, cells: Cells, title: str, day: str) -> dict[str, str]:
    named = "record-number" in scene.dataset.by_role
    return {
        "dataset": scene.dataset.name,
        "department": scene.department.id,
        "record_number": cells[scene.role("record-number")] if named else "",
        "subject_name": subject.name,
        "subject_code": "" if subject.kind == PERSON else cells[scene.role("subject-code")],
        "authority": scene.department.name if title else "",
        "document": f"{title}〔{day[:4]}〕{scene.index + 1}号" if title else "",
        "decided_on": day,
    }
