"""The table that ends a run: a line a department, what was withheld and why, and what somebody has to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from generator.errors import PLAIN_WORDS, GeneratorError
from generator.model.city import City
from generator.model.night import Result
from generator.model.publication import UnitState
from generator.model.reminder import Reminder, report_of
from generator.model.verdict import REPORTED_ONLY
from generator.policy.grounds import SOURCES, ground

UNSETTLED = ("ruling-unresolved", "gate-held")
"""Reasons that no department can mend: the office that runs the site has to look."""
FEW = 3
"""So many reminders of one kind to one department are told line by line."""
_COLUMNS = ("部门", "收到", "采用", "公示", "不公示", "等待")


def tell(result: Result, city: City, console: Console) -> None:
    """Tell how a run ended: a table on a terminal, else plain lines; then the remarks."""
    if console.is_terminal:
        console.print(table(result, city, console.width))
    else:
        say(lines(result, city), console)
    say(remarks(result, city), console)


def say(told: Iterable[str], console: Console) -> None:
    """Print lines as they are; a terminal folds them, a file does not."""
    for line in told:
        console.print(line, markup=False, soft_wrap=True)


def table(result: Result, city: City, width: int) -> Table:
    """Lay a run out for a terminal `width` columns wide."""
    made = Table(title=_title(result), box=SIMPLE, pad_edge=False, collapse_padding=True, width=min(width, 100))
    for name in _COLUMNS:
        made.add_column(name, justify="left" if name == "部门" else "right", overflow="fold", no_wrap=name != "部门")
    for department, units in _by_department(result):
        made.add_row(_name(city, department), *map(str, _counts(units)))
    made.add_section()
    made.add_row("合计", *map(str, _counts(result.units)))
    return made


def lines(result: Result, city: City) -> Iterator[str]:
    """Tell the same where there is no terminal, one plain line a department."""
    yield _title(result)
    for department, units in [*_by_department(result), ("合计", result.units)]:
        told = "，".join(f"{name} {count}" for name, count in zip(_COLUMNS[1:], _counts(units), strict=True))
        yield f"{_name(city, department)}：{told}"


def remarks(result: Result, city: City) -> Iterator[str]:
    """Say what was withheld and why, which deliveries were not used, and which rulings met no record."""
    withheld: Counter[str] = Counter()
    for unit in result.units:
        withheld.update(unit.withheld)
    if withheld:
        yield "不公示的原因："
        for code, count in sorted(withheld.items(), key=lambda one: (-one[1], one[0])):
            yield f"  {count} 行 {ground(code).words}（{code}）"
    for (department, verdict, effect), datasets in _verdicts(result, city).items():
        yield f"来件：{_name(city, department)} {'、'.join(datasets)}：{SOURCES[verdict]}（{verdict}），{effect}"
    yield from _reminded(result.reminders, city)


def _reminded(reminders: Iterable[Reminder], city: City) -> Iterator[str]:
    """Tell a few reminders of a kind by their lines; many are counted, and stand in the department's report."""
    kinds: dict[tuple[str, str, str], list[Reminder]] = {}
    for one in reminders:
        kinds.setdefault((one.department, one.file, one.words), []).append(one)
    for (department, file, words), alike in kinds.items():
        if len(alike) <= FEW:
            yield from (one.text for one in alike)
        else:
            whose = _name(city, department) or "没有写部门"
            report = f"reports/{report_of(city, department)}.csv"
            yield f"{whose}：{file} 有 {len(alike)} 行{words}；清单在 {report}"


@contextmanager
def after_the_switch(console: Console) -> Iterator[None]:
    """Say that the site is published where only the telling of it fails: nobody may read that nothing was changed."""
    try:
        yield
    except OSError as error:
        say([f"已经发布；但没有写完总结。{failure(error)}"], console)


def failure(error: BaseException) -> str:
    """Say what stopped a run: of an unforeseen error only where in our own code it arose."""
    if isinstance(error, GeneratorError):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "已中断"
    if isinstance(error, OSError):
        reason = PLAIN_WORDS.get(error.errno or 0) or error.strerror or "读写失败"
        return f"{error.filename or '磁盘'}：{reason}"
    ours = [frame for frame in extract_tb(error.__traceback__) if "generator" in Path(frame.filename).parts]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"程序出错，请把下面这一行告诉维护者：\n{type(error).__name__} {place}"


def needs_attention(result: Result) -> bool:
    """Tell whether somebody has to look: a refused unit, a ruling without a record, a row that nobody could settle."""
    is_refused = any(unit.verdict and unit.verdict not in REPORTED_ONLY for unit in result.units)
    return bool(result.reminders) or is_refused or any(set(UNSETTLED) & set(unit.withheld) for unit in result.units)


def _title(result: Result) -> str:
    return f"第 {result.version} 版，{result.as_of}"


def _verdicts(result: Result, city: City) -> dict[tuple[str, str, str], list[str]]:
    """List what was found about deliveries, by department, verdict and effect."""
    titles = {dataset.name: dataset.title for dataset in city.datasets}
    found: dict[tuple[str, str, str], list[str]] = {}
    for unit in result.units:
        if unit.verdict:
            what = titles.get(unit.dataset, "目录之外的文件")
            found.setdefault((unit.department, unit.verdict, _effect(unit)), []).append(what)
    return found


def _effect(unit: UnitState) -> str:
    if unit.verdict in REPORTED_ONLY and not unit.fallback:
        return "请核对" if unit.data_date else "还没有数据"
    if not unit.dataset:
        return "没有使用"
    return f"沿用 {unit.data_date} 接受的内容" if unit.fallback else "没有采用，还没有可以沿用的内容"


def _by_department(result: Result) -> list[tuple[str, list[UnitState]]]:
    found: dict[str, list[UnitState]] = {}
    for unit in result.units:
        found.setdefault(unit.department, []).append(unit)
    return list(found.items())


def _counts(units: Iterable[UnitState]) -> tuple[int, int, int, int, int]:
    mine = list(units)
    return (
        sum(unit.delivered for unit in mine),
        sum(unit.used for unit in mine),
        sum(unit.published for unit in mine),
        sum(sum(unit.withheld.values()) for unit in mine),
        sum(unit.waiting for unit in mine),
    )


def _name(city: City, department: str) -> str:
    try:
        return city.department(department).name
    except KeyError:
        return department
