"""What a whole delivery is measured against: source verdicts on units whose files could all be read (design §6, §7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.catalogue import Dataset
from generator.model.delivery import SourceFinding
from generator.model.periods import PeriodBody, PeriodRule
from generator.model.rulings import Ruling
from generator.model.span import Span
from generator.model.verdict import REPORTED_ONLY
from generator.policy.file_names import batch_order
from generator.stages.intake.accept import Acceptance
from generator.stages.intake.normalise import Normal

DEFAULT_MAX_AGE = Span("P7D")
"""For adverse lists without a fixed term (design §4)."""


@dataclass(frozen=True)
class Comparison:
    """A unit's readable delivery, and what it is compared with."""

    dataset: Dataset
    as_of: date
    tonight: tuple[Normal, ...]
    earlier: Acceptance | None
    """The last acceptance of an earlier day."""
    acknowledgements: tuple[Ruling, ...]
    """Those about this unit that hold today."""

    @property
    def records(self) -> int:
        """Rows delivered tonight."""
        return sum(one.records for one in self.tonight)

    @property
    def fresh(self) -> tuple[Normal, ...]:
        """The deliveries that the earlier acceptance does not hold, byte for byte."""
        known = {one.sha256 for one in self.earlier.batches} if self.earlier else set()
        return tuple(one for one in self.tonight if one.source.sha256 not in known)

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing new was delivered; of a snapshot nothing may have left either."""
        if self.fresh or not self.earlier:
            return False
        is_append = self.dataset.credit.deliver.mode == "append"
        return is_append or len(self.tonight) == len(self.earlier.batches)

    @property
    def measured(self) -> int:
        """Rows that `shrink` and `grow` are about: of an append only the new ones."""
        is_append = self.dataset.credit.deliver.mode == "append"
        return sum(one.records for one in self.fresh) if is_append else self.records


def judge(case: Comparison) -> tuple[SourceFinding, ...]:
    """List the findings about a unit: those that refuse it first, then those that are only reported."""
    checks = (_foreign, _empty, _rolled_back, _resized, _stale, _sparse)
    return tuple(finding for check in checks for finding in check(case))


def refuses(findings: Sequence[SourceFinding]) -> bool:
    """Tell whether a unit with these findings falls back."""
    return any(finding.code not in REPORTED_ONLY for finding in findings)


def is_too_old(dataset: Dataset, rule: PeriodRule, accepted_on: date, as_of: date) -> bool:
    """Tell whether inputs are older than `max_age`: an adverse list without a fixed term must be confirmed again."""
    max_age = dataset.credit.expect.max_age
    if max_age is None and dataset.is_adverse and not has_fixed_term(rule):
        max_age = DEFAULT_MAX_AGE
    return max_age is not None and max_age.after(accepted_on) < as_of


def has_fixed_term(rule: PeriodRule) -> bool:
    """Tell whether every entry ends by itself, and not only when the authority says so."""
    return all(_ends(body) for body in rule.sets or (rule,))


def _ends(body: PeriodBody) -> bool:
    if body.until:
        return body.until == "valid-until"
    if body.term:
        return body.term.longest is not None
    return bool(body.per) or any(one.longest for one in body.classes.values())


def _foreign(case: Comparison) -> Iterator[SourceFinding]:
    for one in case.tonight:
        if one.foreign_row is not None:
            message = "这一行写的是另一个部门的代码；请确认文件放对了部门文件夹"
            yield SourceFinding("wrong-department", message, one.source.label, one.foreign_row)


def _empty(case: Comparison) -> Iterator[SourceFinding]:
    expect = case.dataset.credit.expect
    least = expect.min_rows if "min_rows" in expect.model_fields_set else 1
    if case.records < least and not may_be_empty(case.dataset, case.as_of):
        message = f"只有 {case.records} 行，至少应有 {least} 行；确实没有内容时请改目录的 min_rows 或 allow_empty_until"
        yield SourceFinding("source-empty", message)


def may_be_empty(dataset: Dataset, as_of: date) -> bool:
    """Tell whether the catalogue allows an empty delivery on a day."""
    until = dataset.credit.deliver.allow_empty_until
    return until is not None and as_of <= date.fromisoformat(until)


def _rolled_back(case: Comparison) -> Iterator[SourceFinding]:
    deliver = case.dataset.credit.deliver
    if deliver.mode != "snapshot" or deliver.batch is None or not case.earlier or not case.earlier.batches:
        return
    newest = max(batch_order(one.source.batch) for one in case.tonight)
    if newest < max(batch_order(one.batch) for one in case.earlier.batches):
        message = "批次比上次接受的还早；请确认没有送错旧文件"
        yield SourceFinding("source-rolled-back", message)


def _resized(case: Comparison) -> Iterator[SourceFinding]:
    expect, before, now = case.dataset.credit.expect, case.earlier, case.measured
    is_append = case.dataset.credit.deliver.mode == "append"
    if before is None or (is_append and not case.fresh) or _is_acknowledged(case):
        return
    if expect.shrink is not None and before.records - now > round(before.records * expect.shrink, 9):
        yield SourceFinding("source-shrunk", _sizes(case, "少"))
    if expect.grow is not None and before.records and now > round(before.records * expect.grow, 9):
        yield SourceFinding("source-grown", _sizes(case, "多"))


def _sizes(case: Comparison, word: str) -> str:
    before = case.earlier.records if case.earlier else 0
    files = "、".join(f"{one.source.label}（{one.records} 行，SHA-256 {one.source.sha256}）" for one in case.tonight)
    return (
        f"上次 {before} 行，今晚 {case.measured} 行，{word}得超过目录允许；属实请在 acknowledgements.csv 登记：{files}"
    )


def _is_acknowledged(case: Comparison) -> bool:
    """Every delivery that is new, or else every delivery, must be accepted by name, hash and number of rows."""
    accepted = {(one.more["file"], one.more["sha256"].lower(), one.more["rows"]) for one in case.acknowledgements}
    return all((one.source.name, one.source.sha256, str(one.records)) in accepted for one in case.fresh or case.tonight)


def _stale(case: Comparison) -> Iterator[SourceFinding]:
    every = case.dataset.credit.expect.every
    if every is None or not case.earlier or not case.is_unchanged or has_ended(case.dataset, case.as_of):
        return
    if every.after(every.after(case.earlier.since)) <= case.as_of:
        message = f"自 {case.earlier.since} 起内容没有变过，应每{every.words}更新一次；请确认不是旧文件"
        yield SourceFinding("source-stale", message)


def has_ended(dataset: Dataset, as_of: date) -> bool:
    """Tell whether nothing more is expected to be delivered."""
    ended_on = dataset.credit.deliver.ended_on
    return ended_on is not None and date.fromisoformat(ended_on) < as_of


def _sparse(case: Comparison) -> Iterator[SourceFinding]:
    rows = sum(one.file.rows for one in case.tonight)
    for name, share in case.dataset.credit.expect.fill.items():
        filled = sum(one.filled.get(name, 0) for one in case.tonight)
        if filled < round(rows * share, 9):
            message = f"“{name}”只有 {filled}/{rows} 行有内容，应不少于 {share:.0%}"
            yield SourceFinding("source-sparse", message, field=name)
