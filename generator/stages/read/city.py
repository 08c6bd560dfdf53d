"""Read and cross-check everything a city configures, before the first delivery is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.errors import CatalogueError
from generator.model.catalogue import Based, Dataset
from generator.model.city import PERSON_LEVELS, STRONG_LEVELS, Basis, City, Department, Measure, Site
from generator.model.periods import PeriodRule
from generator.model.span import Span
from generator.stages.read.own_texts import refuse_personal
from generator.stages.read.period_rules import check_rules, check_sectors
from generator.stages.read.strict_yaml import line_of, load_yaml
from generator.stages.read.tables import load_table

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

RESTRAINTS = (
    "id", "title", "content", "applies_to", "severities", "basis", "article", "executor", "executor_kind",
    "mandatory", "status", "in_force_from", "in_force_until", "suspended_from", "abolished_on",
)  # fmt: skip
INCENTIVES = (
    "id", "title", "content", "applies_to", "basis", "article", "executor", "executor_kind", "status",
    "in_force_from", "in_force_until",
)  # fmt: skip

DEFAULTS: dict[str, object] = {"repairable": True, "objection_suspends": True, "late_after": Span("P7D")}


def read_city(inputs: Path) -> City:
    """Read a city's configuration; raises CatalogueError naming file, line and key."""
    site = _model(Site, inputs / "site.yaml", load_yaml(inputs / "site.yaml"), ())
    departments = _list(Department, inputs / "departments.yaml")
    bases = _list(Basis, inputs / "basis.yaml")
    periods = _list(PeriodRule, inputs / "periods.yaml")
    files = sorted((inputs / "catalogue").glob("*.yaml"))
    if not files:
        message = "catalogue/：里面没有目录文件（*.yaml），没有目录就不能公示任何信息（三(一)）"
        raise CatalogueError(message)
    datasets = [(path, _model(Dataset, path, load_yaml(path), ())) for path in files]
    city = City(
        site=site,
        datasets=tuple(dataset for _, dataset in datasets),
        departments=tuple(departments),
        bases={basis.id: basis for basis in bases},
        periods={period.id: period for period in periods},
        restraints=_measures(inputs / "measures/restraints.csv", RESTRAINTS, bases),
        incentives=_measures(inputs / "measures/incentives.csv", INCENTIVES, bases),
        holidays=_holidays(inputs / "holidays.csv"),
        divisions={row["code"]: row["name"] for _, row in load_table(inputs / "divisions.csv", ("code", "name"))},
        surnames=frozenset(row["name"] for _, row in load_table(inputs / "surnames.csv", ("name",))),
    )
    _unique("departments.yaml", (name for one in departments for name in (one.id, *one.formerly)))
    _unique("basis.yaml", (basis.id for basis in bases))
    _unique("periods.yaml", (period.id for period in periods))
    _unique("catalogue/", (dataset.name for _, dataset in datasets))
    check_rules(inputs / "periods.yaml", periods, city.bases)
    for path, dataset in datasets:
        _cross_check(path, dataset, city)
        check_sectors(inputs / "periods.yaml", dataset, city.periods)
    refuse_personal(inputs, city)
    return city


def _cross_check(path: Path, dataset: Dataset, city: City) -> None:
    credit = dataset.credit
    known = {department.id for department in city.departments}
    _known(path, ("credit", "deliver", "departments"), credit.deliver.departments, known, "departments.yaml")
    _known(path, ("credit", "basis"), credit.basis, set(city.bases), "basis.yaml")
    _known(path, ("credit", "period"), (credit.period,), set(city.periods), "periods.yaml")
    if credit.criteria:
        _known(path, ("credit", "criteria", "document"), (credit.criteria.document,), set(city.bases), "basis.yaml")
    _known(path, ("credit", "person_basis"), credit.person_basis, set(city.bases) | {"consent"}, "basis.yaml")
    levels = {city.bases[basis].level for basis in credit.basis}
    if not levels & STRONG_LEVELS:
        _fail(path, ("credit", "basis"), "至少要有一项法律、行政法规、地方性法规或者党中央、国务院政策文件（三(一)）")
    if credit.item == "local" and "local-supplement" not in levels:
        _fail(path, ("credit", "item"), "local 项目要以地方补充目录（local-supplement）为依据（三(一)）")
    if credit.kind == "red-list" and credit.criteria is None:
        _fail(path, ("credit",), "红名单要写 criteria（四(一)）")
    _departures(path, dataset, city)
    own = tuple(field.credit.person_basis.basis for field in dataset.fields if field.credit.person_basis)
    for basis in (*credit.person_basis, *own):
        if basis != "consent" and city.bases[basis].level not in PERSON_LEVELS:
            _fail(path, ("credit", "person_basis"), f"{basis} 的层级不能作为公开自然人信息的依据（三(三)）")


def _departures(path: Path, dataset: Dataset, city: City) -> None:
    """A default that is left needs a basis; that nothing can be repaired, one of law or central policy (七(一))."""
    for key, default in DEFAULTS.items():
        value = getattr(dataset.credit, key)
        if not isinstance(value, Based):
            if value != default:
                _fail(path, ("credit", key), "与默认不同时要写依据：{value: …, basis: basis.yaml 里的 id}")
            continue
        _known(path, ("credit", key, "basis"), (value.basis,), set(city.bases), "basis.yaml")
        if key == "repairable" and not value.value and city.bases[value.basis].level not in STRONG_LEVELS:
            advice = "不予修复本身要有法律、法规或者党中央、国务院政策文件作依据（七(一)）"
            _fail(path, ("credit", key, "basis"), advice)


def _known(path: Path, keys: tuple[str, ...], names: Iterable[str], known: set[str], where: str) -> None:
    for name in names:
        if name not in known:
            _fail(path, keys, f"“{name}”在 {where} 里没有")


def _fail(path: Path, keys: tuple[object, ...], advice: str) -> None:
    line = line_of(path, keys)
    place = f"{path.name} 第 {line} 行" if line else path.name
    message = f"{place} {'.'.join(map(str, keys))}：{advice}"
    raise CatalogueError(message)


def _model(model: type[M], path: Path, value: Any, at: tuple[object, ...]) -> M:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        keys = (*at, *first["loc"])
        _fail(path, keys, _words(first["type"], first["msg"]))
        raise


def _words(kind: str, message: str) -> str:
    plain: dict[str, str] = {"missing": "缺少这个键", "extra_forbidden": "不认识这个键，请检查拼写"}
    return plain.get(kind, message.removeprefix("Value error, "))


def _list(model: type[M], path: Path) -> list[M]:
    value = load_yaml(path)
    if not isinstance(value, list):
        message = f"{path.name}：应是一个列表（每项以 - 开头）"
        raise CatalogueError(message)
    return [_model(model, path, one, (index,)) for index, one in enumerate(value)]


def _rowwise(path: Path, columns: tuple[str, ...], make: Callable[[dict[str, str]], T]) -> list[T]:
    made = []
    for line, row in load_table(path, columns):
        try:
            made.append(make(row))
        except (ValidationError, ValueError):
            message = f"{path.parent.name}/{path.name} 第 {line} 行：有一格不在允许的写法里，请对照说明检查词语和日期"
            raise CatalogueError(message) from None
    return made


def _measures(path: Path, columns: tuple[str, ...], bases: Iterable[Basis]) -> tuple[Measure, ...]:
    """Read a measures list; one without a basis is read and rests (八), one with an unknown basis is a slip."""
    made = tuple(_rowwise(path, columns, Measure.model_validate))
    known = {"", *(basis.id for basis in bases)}
    for number, one in enumerate(made, start=1):
        if one.basis not in known:
            message = f"{path.parent.name}/{path.name} 第 {number} 项 basis：basis.yaml 里没有这个依据"
            raise CatalogueError(message)
    _unique(f"{path.parent.name}/{path.name}", (one.id for one in made))
    return made


def _holidays(path: Path) -> dict[date, bool]:
    def one(row: dict[str, str]) -> tuple[date, bool]:
        return date.fromisoformat(row["date"]), {"true": True, "false": False, "1": True, "0": False}[
            row["is_off_day"].lower()
        ]

    try:
        return dict(_rowwise(path, ("date", "name", "is_off_day", "paper"), one))
    except KeyError:
        message = f"{path.name}：is_off_day 只能是 true 或 false"
        raise CatalogueError(message) from None


def _unique(where: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            message = f"{where}：“{name}”出现了两次"
            raise CatalogueError(message)
        seen.add(name)
