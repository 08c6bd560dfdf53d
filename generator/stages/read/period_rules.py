"""Cross-check periods.yaml: every rule rests on a text, and its sets follow one another without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from generator.errors import CatalogueError
from generator.model.catalogue import Dataset
from generator.model.city import STRONG_LEVELS, Basis
from generator.model.periods import PeriodBody, PeriodRule, PeriodSet
from generator.stages.read.strict_yaml import line_of

Keys = tuple[str | int, ...]


def check_rules(path: Path, rules: Iterable[PeriodRule], bases: Mapping[str, Basis]) -> None:
    """Refuse a rule without a known basis and sets that do not meet; raises CatalogueError with file, line and key."""
    for number, rule in enumerate(rules):
        for keys, body in _bodies(number, rule):
            basis = body.basis or rule.basis
            if basis not in bases:
                _refuse(path, (*keys, "basis") if body.basis else keys, "要写 basis，并且是 basis.yaml 里的 id")
            if body.classes and "general" not in body.classes:
                _refuse(path, (*keys, "classes"), "缺少 general：没有写到的失信程度按 general 判断")
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
        _refuse(path, (number,), f"行业“{'、'.join(sorted(unknown))}”不在数据集 {dataset.name} 的行业之列")


def _bodies(number: int, rule: PeriodRule) -> Iterator[tuple[Keys, PeriodBody]]:
    if not rule.sets:
        yield (number,), rule
    for place, one in enumerate(rule.sets):
        yield (number, "sets", place), one


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
        _refuse(path, (*keys, "from"), f"早于依据的施行日期 {basis.in_force_from}")
    if basis.repealed_on is None:
        return
    if later is None or later.from_ > basis.repealed_on:
        _refuse(path, (*keys, "from"), f"依据自 {basis.repealed_on} 起废止，之后没有规定可用（有空档）")
        return
    heir = bases.get(later.basis or "")
    is_higher = heir is not None and heir.level in STRONG_LEVELS and basis.level not in STRONG_LEVELS
    if later.from_ < basis.repealed_on and not is_higher:
        _refuse(path, (*keys, "from"), f"依据到 {basis.repealed_on} 才废止，与下一套规定重叠")


def _refuse(path: Path, keys: Keys, advice: str) -> None:
    line = line_of(path, keys)
    place = f"{path.name} 第 {line} 行" if line else path.name
    message = f"{place} {'.'.join(map(str, keys))}：{advice}"
    raise CatalogueError(message)
