"""Cross-check periods.yaml: every rule rests on a text, and its sets follow one another without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from generator.model.catalogue import Dataset
from generator.model.city import STRONG_LEVELS, Basis
from generator.model.periods import PeriodBody, PeriodRule, PeriodSet
from generator.stages.read.parsing import Keys, fail

OF_A_BODY = (
    "classes", "term", "sectors", "early", "until", "until_revoked", "open_ended", "per", "from_day",
    "until_day",
)  # fmt: skip
"""What is read from a set alone where a rule has sets."""


def check_rules(path: Path, rules: Iterable[PeriodRule], bases: Mapping[str, Basis]) -> None:
    """Refuse a rule without a known basis and sets that do not meet; raises CatalogueError with file, line and key."""
    for number, rule in enumerate(rules):
        _check_shape(path, number, rule)
        for keys, body in _bodies(number, rule):
            basis = body.basis or rule.basis
            if basis not in bases:
                fail(path, (*keys, "basis") if body.basis else keys, "要写 basis，并且是 basis.yaml 里的 id")
            if body.classes and "general" not in body.classes:
                fail(path, (*keys, "classes"), "缺少 general：没有写到的失信程度按 general 判断")
        for place, (earlier, later) in enumerate(pairwise([*rule.sets, None])):
            _check_meeting(path, (number, "sets", place), earlier, later, bases)


def check_sectors(path: Path, dataset: Dataset, rules: Mapping[str, PeriodRule]) -> None:
    """Refuse a rule that names a sector which the dataset's own list of sectors does not know."""
    field = dataset.by_role.get("sector")
    known = field.constraints.enum if field else None
    if known is None:
        return
    number, rule = next((at, one) for at, one in enumerate(rules.values()) if one.id == dataset.credit.period)
    if unknown := rule.sectors_named - set(known):
        fail(path, (number,), f"行业“{'、'.join(sorted(unknown))}”不在数据集 {dataset.name} 的行业之列")


def _bodies(number: int, rule: PeriodRule) -> Iterator[tuple[Keys, PeriodBody]]:
    if not rule.sets:
        yield (number,), rule
    for place, one in enumerate(rule.sets):
        yield (number, "sets", place), one


def _check_shape(path: Path, number: int, rule: PeriodRule) -> None:
    """A rule is one body, or sets in order of their days; every body says until when."""
    if doubled := [name for name in OF_A_BODY if rule.sets and name in rule.model_fields_set]:
        fail(path, (number, doubled[0]), "写了 sets 时这一项不起作用；请写进每一套，或删去")
    days = [one.from_ for one in rule.sets]
    if days != sorted(set(days)):
        fail(path, (number, "sets"), f"{rule.id} 的 sets 要按 from 从早到晚排列，且日期不重复")
    for keys, body in _bodies(number, rule):
        if not (body.classes or body.term or body.until or body.per):
            fail(path, keys, f"{rule.id} 没有写公示到何时（classes、term、until、per 之一）")
        if bool(body.per) != bool(body.from_day and body.until_day):
            fail(path, keys, f"{rule.id}：per: year 与 from_day、until_day 要一起写")
        if body.sectors and not (body.classes or body.term):
            fail(path, (*keys, "sectors"), "sectors 只改变 classes 或 term 的期限，单独写不起作用")


def _check_meeting(
    path: Path, keys: Keys, earlier: PeriodSet | None, later: PeriodSet | None, bases: Mapping[str, Basis]
) -> None:
    """A text that is repealed hands over on that day: before, two would hold, and after, none.

    Only a law, a regulation or a central document may take over a lesser text before its repeal.
    """
    basis = bases.get(earlier.basis or "") if earlier else None
    if earlier is None or basis is None:
        return
    if earlier.from_ < basis.in_force_from:
        fail(path, (*keys, "from"), f"早于依据的施行日期 {basis.in_force_from}")
    if basis.repealed_on is None:
        return
    if later is None or later.from_ > basis.repealed_on:
        fail(path, (*keys, "from"), f"依据自 {basis.repealed_on} 起废止，之后没有规定可用（有空档）")
    heir = bases.get(later.basis or "")
    is_higher = heir is not None and heir.level in STRONG_LEVELS and basis.level not in STRONG_LEVELS
    if later.from_ < basis.repealed_on and not is_higher:
        fail(path, (*keys, "from"), f"依据到 {basis.repealed_on} 才废止，与下一套规定重叠")
