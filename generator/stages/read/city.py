"""Read and cross-check everything a city configures, before the first delivery is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from generator.errors import CatalogueError
from generator.model.catalogue import DEPARTURES, Based, Dataset
from generator.model.city import PERSON_LEVELS, STRONG_LEVELS, Basis, City, Measure, Site
from generator.model.periods import PeriodRule
from generator.stages.read.coherent import refuse_incoherent, refuse_shared
from generator.stages.read.own_texts import refuse_personal
from generator.stages.read.parsing import Keys, fail, known, read_list, read_model, read_rows, unique
from generator.stages.read.period_rules import check_rules, check_sectors
from generator.stages.read.registers import read_departments, read_divisions, read_holidays, read_surnames
from generator.stages.read.strangers import refuse_strangers

N = TypeVar("N", Basis, PeriodRule)

RESTRAINTS = (
    "id", "title", "content", "applies_to", "severities", "basis", "article", "executor", "executor_kind",
    "mandatory", "status", "in_force_from", "in_force_until", "suspended_from", "abolished_on",
)  # fmt: skip
INCENTIVES = (
    "id", "title", "content", "applies_to", "basis", "article", "executor", "executor_kind", "status",
    "in_force_from", "in_force_until",
)  # fmt: skip


def read_city(inputs: Path) -> City:
    """Read a city's configuration; raises CatalogueError naming file, line and key."""
    departments = read_departments(inputs / "departments.yaml")
    bases = _by_id(Basis, inputs / "basis.yaml")
    periods = _by_id(PeriodRule, inputs / "periods.yaml")
    datasets = [(path, read_model(Dataset, path)) for path in _catalogue(inputs / "catalogue")]
    refuse_strangers(inputs / "measures", ("restraints.csv", "incentives.csv"), "措施清单")
    city = City(
        site=read_model(Site, inputs / "site.yaml"),
        datasets=tuple(dataset for _, dataset in datasets),
        departments=departments,
        bases=bases,
        periods=periods,
        restraints=_measures(inputs / "measures/restraints.csv", RESTRAINTS, bases),
        incentives=_measures(inputs / "measures/incentives.csv", INCENTIVES, bases),
        holidays=read_holidays(inputs / "holidays.csv"),
        divisions=read_divisions(inputs / "divisions.csv"),
        surnames=read_surnames(inputs / "surnames.csv"),
    )
    check_rules(inputs / "periods.yaml", tuple(periods.values()), bases)
    for path, dataset in datasets:
        refuse_incoherent(path, dataset)
        _cross_check(path, dataset, city)
        check_sectors(inputs / "periods.yaml", dataset, city.periods)
    refuse_shared(datasets)
    refuse_personal(inputs, city)
    return city


def _catalogue(folder: Path) -> list[Path]:
    """List the catalogue's files: one that nobody reads would be a dataset that nobody misses."""
    files = refuse_strangers(folder, ("*.yaml",), "目录文件")
    if not files:
        message = "catalogue/：里面没有目录文件（*.yaml），没有目录就不能公示任何信息（三(一)）"
        raise CatalogueError(message)
    return files


def _by_id(model: type[N], path: Path) -> dict[str, N]:
    made = read_list(model, path)
    unique(path, (((number, "id"), one.id) for number, one in enumerate(made)))
    return {one.id: one for one in made}


def _cross_check(path: Path, dataset: Dataset, city: City) -> None:
    credit = dataset.credit
    there = [department.id for department in city.departments]
    known(path, ("credit", "deliver", "departments"), credit.deliver.departments, there, "departments.yaml")
    known(path, ("credit", "basis"), credit.basis, city.bases, "basis.yaml")
    known(path, ("credit", "period"), (credit.period,), city.periods, "periods.yaml")
    if credit.criteria:
        known(path, ("credit", "criteria", "document"), (credit.criteria.document,), city.bases, "basis.yaml")
    levels = {city.bases[basis].level for basis in credit.basis}
    if not levels & STRONG_LEVELS:
        fail(path, ("credit", "basis"), "至少要有一项法律、行政法规、地方性法规或者党中央、国务院政策文件（三(一)）")
    if credit.item == "local" and "local-supplement" not in levels:
        fail(path, ("credit", "item"), "local 项目要以地方补充目录（local-supplement）为依据（三(一)）")
    _recommends(path, dataset, city)
    _departures(path, dataset, city)
    _person_bases(path, ("credit", "person_basis"), credit.person_basis, city)
    for number, field in enumerate(dataset.fields):
        if own := field.credit.person_basis:
            _person_bases(path, ("schema", "fields", number, "credit", "person_basis"), (own.basis,), city)


def _recommends(path: Path, dataset: Dataset, city: City) -> None:
    """Associations and media recommend models; what is public credit information comes from authorities (三(一))."""
    levels = {one: city.department(one).level for one in dataset.credit.deliver.departments}
    others = [one for one, level in levels.items() if level in ("association", "media")]
    if others and dataset.credit.kind != "model":
        advice = f"{'、'.join(others)} 是行业协会或者新闻媒体，只能推荐诚信典型（kind: model）（四(一)、四(三)）"
        fail(path, ("credit", "deliver", "departments"), advice)


def _person_bases(path: Path, keys: Keys, names: Iterable[str], city: City) -> None:
    known(path, keys, names, [*city.bases, "consent"], "basis.yaml")
    for name in names:
        if name != "consent" and city.bases[name].level not in PERSON_LEVELS:
            fail(path, keys, f"{name} 的层级不能作为公开自然人信息的依据（三(三)）")


def _departures(path: Path, dataset: Dataset, city: City) -> None:
    """A default that is left needs a basis; that nothing can be repaired, one of law or central policy (七(一))."""
    for key, default in DEPARTURES.items():
        value = getattr(dataset.credit, key)
        if not isinstance(value, Based):
            if value != default:
                fail(path, ("credit", key), "与默认不同时要写依据：{value: …, basis: basis.yaml 里的 id}")
            continue
        known(path, ("credit", key, "basis"), (value.basis,), city.bases, "basis.yaml")
        if key == "repairable" and not value.value and city.bases[value.basis].level not in STRONG_LEVELS:
            advice = "不予修复本身要有法律、法规或者党中央、国务院政策文件作依据（七(一)）"
            fail(path, ("credit", key, "basis"), advice)


def _measures(path: Path, columns: tuple[str, ...], bases: Mapping[str, Basis]) -> tuple[Measure, ...]:
    """Read a measures list; one without a basis is read and rests (八), one with an unknown basis is a slip."""
    made = read_rows(path, columns, Measure.model_validate, key="id")
    for line, one in made:
        if one.basis and one.basis not in bases:
            message = f"{path.parent.name}/{path.name} 第 {line} 行 basis：basis.yaml 里没有这个依据"
            raise CatalogueError(message)
        if "mandatory" in columns and not one.mandatory:
            place = f"{path.parent.name}/{path.name} 第 {line} 行 mandatory"
            message = f"{place}：只能是 是、否（六(一)：不得强制要求市场机构惩戒）"
            raise CatalogueError(message)
    return tuple(one for _, one in made)
