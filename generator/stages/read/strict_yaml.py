"""YAML 1.2 without its traps: no duplicate keys, aliases, merge keys or tags, and no number that begins with 0."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionStartEvent, ScalarEvent
from ruamel.yaml.parser import Parser

from generator.errors import CatalogueError

MAX_BYTES = 256 * 1024
_KEY = re.compile(r"([^\s:{},\[\]\"']+)\s*:")
_LEADING_ZERO = re.compile(r"0[0-9]+(?:\.[0-9]*)?")


def load_yaml(path: Path) -> Any:
    """Load one file; raises CatalogueError naming file and line."""
    text, yaml = _text(path), YAML(typ="safe", pure=True)
    yaml.Parser = _Wary
    try:
        return yaml.load(text)
    except _TrapError as trap:
        raise CatalogueError(_at(path, trap.mark, trap.advice)) from None
    except DuplicateKeyError as error:
        raise CatalogueError(
            _at(path, error.problem_mark, f"{_key_at(text, error.problem_mark)}同一个键写了两次，请删去一个")
        ) from None
    except MarkedYAMLError as error:
        raise CatalogueError(_at(path, error.problem_mark, "不是合法的 YAML，请检查缩进、冒号和引号")) from None
    except YAMLError:
        raise CatalogueError(_at(path, None, "不是合法的 YAML")) from None


def line_of(path: Path, keys: tuple[object, ...]) -> int | None:
    """Find the line on which the value under a chain of keys begins, for error messages."""
    node = YAML(typ="safe", pure=True).compose(_text(path))
    line = None
    for key in keys:
        node, found = _step(node, key)
        if node is None:
            return line
        line = found
    return line


def _step(node: Any, key: object) -> tuple[Any, int | None]:
    if isinstance(node.value, list) and node.id == "mapping":
        for name, value in node.value:
            if name.value == str(key):
                return value, name.start_mark.line + 1
    if node.id == "sequence" and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key].start_mark.line + 1
    return None, None


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        message = f"{path.name}：读不到这个文件，请确认它存在并可读"
        raise CatalogueError(message) from None
    if len(raw) > MAX_BYTES:
        raise CatalogueError(_at(path, None, "文件超过 256 KB，配置文件不应这么大"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CatalogueError(_at(path, None, "配置文件要用 UTF-8 保存")) from None


class _TrapError(Exception):
    """What YAML would take for something else than it looks like."""

    def __init__(self, mark: Any, advice: str) -> None:
        super().__init__(advice)
        self.mark, self.advice = mark, advice


class _Wary(Parser):
    """A parser that walks into no trap; one that looked first would read every file twice."""

    def get_event(self) -> Any:
        event = super().get_event()
        if advice := _trap(event):
            raise _TrapError(event.start_mark, advice)
        return event


def _trap(event: Any) -> str | None:
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        return "不能用锚点或引用（& 和 *），请把内容写全"
    if isinstance(event, ScalarEvent | CollectionStartEvent) and getattr(event, "tag", None):
        return "不能用标签（!），请去掉"
    if isinstance(event, ScalarEvent) and event.style is None:
        if event.value == "<<":
            return "不能用合并键（<<），请把内容写全"
        if _LEADING_ZERO.fullmatch(event.value):
            return "以 0 开头的数字要加引号"
    return None


def _key_at(text: str, mark: Any) -> str:
    """Read the key that stands at a place, or nothing where it is not a plain one."""
    found = _KEY.match(text.splitlines()[mark.line], mark.column)
    return f"{found[1]}：" if found else ""


def _at(path: Path, mark: Any, advice: str) -> str:
    place = f"{path.name} 第 {mark.line + 1} 行" if mark is not None else path.name
    return f"{place}：{advice}"
