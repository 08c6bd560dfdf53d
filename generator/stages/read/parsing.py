"""Turn a configured file into the model, or refuse it: every fault with file, line, key and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.errors import CatalogueError
from generator.stages.read.strict_yaml import line_of, load_yaml
from generator.stages.read.tables import load_table

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
Keys = tuple[str | int, ...]

PLAIN: Mapping[str, str] = {
    "missing": "缺少这个键，请补上",
    "extra_forbidden": "不认识这个键，请检查拼写",
    "bool_type": "只能是 true 或 false（不加引号，yes、no、1 都不行）",
    "int_type": "要写成整数，不加引号",
    "int_from_float": "要写成整数",
    "float_type": "要写成数字，不加引号",
    "finite_number": "要写成有限的数字",
    "string_type": "要写成文字；数字和日期要加引号，没有内容就删去这个键",
    "tuple_type": "要写成列表：[甲, 乙]，只有一项也要方括号",
    "dict_type": "要写成“键: 值”的形式",
    "model_type": "要写成“键: 值”的形式",
    "model_attributes_type": "要写成“键: 值”的形式",
    "literal_error": "只能是 {expected}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "too_short": "至少要有 {min_length} 项",
    "string_too_short": "不能是空的",
}
"""What pydantic calls a fault, as an operator would say it; `{…}` are bounds and words of ours."""


def fail(path: Path, keys: Keys, advice: str) -> NoReturn:
    """Raise CatalogueError naming file, line and key."""
    raise CatalogueError(_told(path, keys, advice))


def parsed(model: type[M], path: Path, value: object, at: Keys = ()) -> M:
    """Make a model of what stands under a chain of keys; raises CatalogueError with a line for every fault."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        found: dict[Keys, str] = {}
        for one in error.errors(include_input=False, include_url=False):
            found.setdefault(_keys(value, one), _words(one))
        nearest = {keys: words for keys, words in found.items() if not any(_is_above(keys, other) for other in found)}
        message = "\n".join(_told(path, (*at, *keys), words) for keys, words in nearest.items())
        raise CatalogueError(message) from None


def read_model(model: type[M], path: Path) -> M:
    """Read a file that holds one value."""
    return parsed(model, path, load_yaml(path))


def read_list(model: type[M], path: Path) -> list[M]:
    """Read a file that holds a list."""
    value = load_yaml(path)
    if not isinstance(value, list):
        message = f"{path.name}：应是一个列表（每项以 - 开头）"
        raise CatalogueError(message)
    return [parsed(model, path, one, (index,)) for index, one in enumerate(value)]


def read_rows(
    path: Path, columns: tuple[str, ...], make: Callable[[dict[str, str]], T], *, key: str
) -> list[tuple[int, T]]:
    """Read a table into (line, value) pairs, no two with the same cell under `key`; raises CatalogueError.

    `make` raises ValueError, or ValidationError naming the column.
    """
    made: list[tuple[int, T]] = []
    seen: dict[str, int] = {}
    for line, row in load_table(path, columns):
        place = f"{_name(path)} 第 {line} 行"
        try:
            made.append((line, make(row)))
        except ValidationError as error:
            one = error.errors(include_input=False, include_url=False)[0]
            message = f"{place} {'.'.join(map(str, one['loc'][:1]))}：{_words(one)}"
            raise CatalogueError(message) from None
        except ValueError as error:
            message = f"{place} {error}"
            raise CatalogueError(message) from None
        if row[key] in seen:
            message = f"{place} {key}：与第 {seen[row[key]]} 行重复，请删去一行"
            raise CatalogueError(message)
        seen[row[key]] = line
    return made


def unique(path: Path, names: Iterable[tuple[Keys, str]]) -> None:
    """Refuse a name that stands in two places of a file."""
    seen: set[str] = set()
    for keys, name in names:
        if name in seen:
            fail(path, keys, f"“{name}”出现了两次，请改名或删去一处")
        seen.add(name)


def known(path: Path, keys: Keys, names: Iterable[str], among: Iterable[str], where: str) -> None:
    """Refuse a name that the file it refers to does not know."""
    there = set(among)
    for name in names:
        if name not in there:
            fail(path, keys, f"“{name}”在 {where} 里没有")


def _told(path: Path, keys: Keys, advice: str) -> str:
    line = line_of(path, keys) if path.suffix == ".yaml" else None
    place = f"{path.name} 第 {line} 行" if line else path.name
    return f"{place} {'.'.join(map(str, keys))}：{advice}" if keys else f"{place}：{advice}"


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.name == "measures" else path.name


def _keys(value: Any, error: ErrorDetails) -> Keys:
    """Take from where pydantic found a fault what stands in the file: it adds names of its own for alternatives."""
    keys: list[str | int] = []
    for key in error["loc"]:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            if error["type"] == "missing" and key == error["loc"][-1]:
                keys.append(key)
            continue
        keys.append(key)
    return tuple(keys)


def _is_above(keys: Keys, other: Keys) -> bool:
    return len(keys) < len(other) and other[: len(keys)] == keys


def _words(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return error["msg"].removeprefix("Value error, ")
    words = PLAIN.get(error["type"], "写法不对，请对照说明")
    context = {key: _plain(str(one)) for key, one in error.get("ctx", {}).items()}
    return words.format_map(context)


def _plain(expected: str) -> str:
    """Turn pydantic's list of words, 'a', 'b' or 'c', into ours."""
    return "、".join(re.findall("'([^']*)'", expected)) or expected
